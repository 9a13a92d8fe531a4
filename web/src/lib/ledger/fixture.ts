/**
 * A log for tests: trees straight from the definition in RFC 6962 section 2.1 (recursive, not the way the
 * verifier climbs), entries, and a signer. Tests only.
 */

import { base64, concat, hex, utf8, type Bytes } from './bytes';
import { emptyRoot, hashLeaf, hashNode, sha256 } from './hash';
import { formatVerifierKey, type VerifierKey } from './note';

/** The largest power of two below `size`. */
function split(size: number): number {
	let at = 1;
	while (at * 2 < size) at *= 2;
	return at;
}

export async function rootOf(leaves: readonly Bytes[]): Promise<Bytes> {
	const [only] = leaves;
	if (only === undefined) return emptyRoot();
	if (leaves.length === 1) return only;
	const at = split(leaves.length);
	return hashNode(await rootOf(leaves.slice(0, at)), await rootOf(leaves.slice(at)));
}

/** PATH(m, D[n]) of RFC 6962 section 2.1.1. */
export async function pathTo(index: number, leaves: readonly Bytes[]): Promise<Bytes[]> {
	if (leaves.length <= 1) return [];
	const at = split(leaves.length);
	const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
	return index < at
		? [...(await pathTo(index, left)), await rootOf(right)]
		: [...(await pathTo(index - at, right)), await rootOf(left)];
}

/** PROOF(m, D[n]) of RFC 6962 section 2.1.2. */
export function proofFrom(earlier: number, leaves: readonly Bytes[]): Promise<Bytes[]> {
	return earlier === 0 ? Promise.resolve([]) : subproof(earlier, leaves, true);
}

async function subproof(
	earlier: number,
	leaves: readonly Bytes[],
	whole: boolean
): Promise<Bytes[]> {
	if (earlier === leaves.length) return whole ? [] : [await rootOf(leaves)];
	const at = split(leaves.length);
	const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
	return earlier <= at
		? [...(await subproof(earlier, left, whole)), await rootOf(right)]
		: [...(await subproof(earlier - at, right, false)), await rootOf(left)];
}

export interface Signer {
	verifierKey: string;
	/** A signed checkpoint of `leaves`. */
	checkpoint(leaves: readonly Bytes[], origin?: string): Promise<string>;
	sign(text: string): Promise<string>;
}

export async function signerOf(name: string): Promise<Signer> {
	const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
	const key = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
	const id = (await sha256(concat(utf8(`${name}\n`), Uint8Array.of(0x01), key))).slice(0, 4);
	const verifier: VerifierKey = { name, id, key };
	async function sign(text: string): Promise<string> {
		const signature = new Uint8Array(
			await crypto.subtle.sign('Ed25519', pair.privateKey, utf8(text))
		);
		return `${text}\n— ${name} ${base64(concat(id, signature))}\n`;
	}
	return {
		verifierKey: formatVerifierKey(verifier),
		sign,
		checkpoint: async (leaves, origin = name) =>
			sign(`${origin}\n${leaves.length}\n${base64(await rootOf(leaves))}\n`)
	};
}

/** `count` leaf hashes, the same ones each time. */
export function leaves(count: number, mark = 'leaf'): Promise<Bytes[]> {
	return Promise.all(Array.from({ length: count }, (_, at) => hashLeaf(utf8(`${mark} ${at}`))));
}

type Item = number | string | null | Bytes | readonly Item[];

/** The writer's half of `cbor.ts`, shortest forms only, for lengths and numbers below 2³². */
export function encodeCbor(item: Item): Bytes {
	if (item === null) return Uint8Array.of(0xf6);
	if (typeof item === 'number') return head(0, item);
	if (typeof item === 'string') return concat(head(3, utf8(item).length), utf8(item));
	if (item instanceof Uint8Array) return concat(head(2, item.length), item);
	return concat(head(4, item.length), ...item.map(encodeCbor));
}

function head(type: number, argument: number): Bytes {
	const kind = type << 5;
	if (argument < 24) return Uint8Array.of(kind | argument);
	const [tag, width] =
		argument < 0x100
			? [24, 1]
			: argument < 0x10000
				? [25, 2]
				: argument < 2 ** 32
					? [26, 4]
					: [27, 8];
	const digits =
		argument
			.toString(16)
			.padStart(width * 2, '0')
			.match(/../g) ?? [];
	return Uint8Array.of(kind | tag, ...digits.map((digit) => Number.parseInt(digit, 16)));
}

/** An entry as the server hands it out, number `seq`, whose detail says `note`. */
export async function claimOf(seq: number, note = 'as it was') {
	const at = 1_448_000_000_000 + seq;
	const salt = await sha256(utf8(`salt ${seq}`));
	const changes = [{ field: 'status', before: 'work_done', after: 'closed' }];
	const origin = { address: '192.0.2.7' };
	const detail = utf8(JSON.stringify({ label: 'J-000001', changes, note, origin }));
	const commitment = await sha256(concat(salt, detail));
	const entry = encodeCbor([
		1,
		seq,
		at,
		'member',
		'mem_01jd0000000000000000000001',
		'job.closed',
		'done',
		'job',
		'job_01jd0000000000000000000002',
		[['job', 'job_01jd0000000000000000000002']],
		commitment
	]);
	return {
		seq,
		at: new Date(at).toISOString(),
		action: 'job.closed',
		outcome: 'done',
		actor: { kind: 'member', id: 'mem_01jd0000000000000000000001' },
		subject: { kind: 'job', id: 'job_01jd0000000000000000000002' },
		leaf_hash: hex(await hashLeaf(entry)),
		entry: base64(entry),
		salt: base64(salt),
		detail: base64(detail)
	};
}
