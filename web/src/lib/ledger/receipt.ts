/**
 * One entry checked in full: its bytes say what the page says, its detail is the one committed to, and it
 * stands at its place in a tree whose root was signed.
 */

import { equal, fromBase64, hex, type Bytes } from './bytes';
import { type Checkpoint } from './checkpoint';
import { commits } from './commitment';
import { readDetail, type Detail } from './detail';
import { decodeEntry, type Entry, type Reference } from './entry';
import { hashLeaf } from './hash';
import { climb, type Step } from './proof';

/** An entry as the server hands it out, beside what it claims about it. */
export interface Claim {
	seq: number;
	at: string;
	action: string;
	outcome: string;
	leaf_hash: string;
	actor: Reference;
	subject: Reference;
	entry: string;
	/** Empty, like the detail, where it was erased. */
	salt: string | null;
	detail: string | null;
}

export interface Receipt {
	entry: Entry | null;
	/** The canonical bytes; empty when they could not be read. */
	bytes: Bytes;
	leaf: Bytes | null;
	/** The canonical bytes agree with what is shown. */
	told: boolean;
	/** Salt and detail make the commitment; null when they were erased. */
	committed: boolean | null;
	/** The committed detail, once it proved to be that; null when erased, false or unreadable. */
	detail: Detail | null;
	/** The leaf hash is the one listed. */
	hashed: boolean;
}

export async function checkEntry(claim: Claim): Promise<Receipt> {
	const receipt: Receipt = {
		entry: null,
		bytes: new Uint8Array(),
		leaf: null,
		told: false,
		committed: false,
		detail: null,
		hashed: false
	};
	try {
		receipt.bytes = fromBase64(claim.entry);
		receipt.leaf = await hashLeaf(receipt.bytes);
		receipt.hashed = hex(receipt.leaf) === claim.leaf_hash;
		receipt.entry = decodeEntry(receipt.bytes);
		receipt.told = agrees(receipt.entry, claim);
		receipt.committed = await isCommitted(receipt.entry, claim);
		if (receipt.committed && claim.detail) receipt.detail = readDetail(claim.detail);
	} catch {
		// Whatever could not be read stays false.
	}
	return receipt;
}

export interface Inclusion {
	steps: Step[];
	root: Bytes | null;
	/** The root reached is the one signed. */
	included: boolean;
}

/** The place of an entry in the tree: entries count from one, leaves from nought. */
export function leafIndex(seq: number): number {
	return seq - 1;
}

/** An entry younger than the checkpoint has no proof until the next one is signed. */
export function isCovered(seq: number, checkpoint: Checkpoint): boolean {
	return leafIndex(seq) < checkpoint.size;
}

export async function checkInclusion(
	leaf: Bytes,
	seq: number,
	hashes: readonly string[],
	checkpoint: Checkpoint
): Promise<Inclusion> {
	try {
		const reached = await climb(leaf, leafIndex(seq), checkpoint.size, hashes.map(fromBase64));
		return {
			...reached,
			included: reached.root !== null && equal(reached.root, checkpoint.root)
		};
	} catch {
		return { steps: [], root: null, included: false };
	}
}

function agrees(entry: Entry, claim: Claim): boolean {
	return (
		entry.seq === claim.seq &&
		entry.at === Date.parse(claim.at) &&
		entry.action === claim.action &&
		entry.outcome === claim.outcome &&
		same(entry.actor, claim.actor) &&
		same(entry.subject, claim.subject)
	);
}

/** Some answers write a missing id as an empty one. */
function same(told: Reference, shown: Reference): boolean {
	return told.kind === shown.kind && (told.id ?? '') === (shown.id ?? '');
}

async function isCommitted(entry: Entry, claim: Claim): Promise<boolean | null> {
	if (!claim.salt && !claim.detail) return null;
	return commits(entry.commitment, fromBase64(claim.salt ?? ''), fromBase64(claim.detail ?? ''));
}
