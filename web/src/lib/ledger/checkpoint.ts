/** Checkpoints (C2SP tlog-checkpoint): a signed note whose text is origin, size and root, one a line. */

import { fromBase64, type Bytes } from './bytes';
import { HASH_LENGTH } from './hash';
import { parseNote, signedBy, type VerifierKey } from './note';
import { type Head } from './proof';

export interface Checkpoint extends Head {
	/** Which log this is the head of. */
	origin: string;
}

export class CheckpointError extends Error {
	override name = 'CheckpointError';
}

export function parseCheckpoint(text: string): Checkpoint {
	if (!text.endsWith('\n')) throw new CheckpointError('checkpoint does not end in a line feed');
	const lines = text.slice(0, -1).split('\n');
	const [origin, size, root] = lines;
	if (!origin || !size || !root || lines.includes('')) {
		throw new CheckpointError('checkpoint is not origin, size, root');
	}
	return { origin, size: parseSize(size), root: parseRoot(root) };
}

/**
 * The checkpoint in `note`, or null when `verifier` did not sign it. The origin must be the key's own name:
 * one organisation's checkpoint must not pass for another's, even where one operator signs both.
 */
export async function openCheckpoint(
	note: string,
	verifier: VerifierKey
): Promise<Checkpoint | null> {
	const parsed = parseNote(note);
	if (!(await signedBy(parsed, verifier))) return null;
	const checkpoint = parseCheckpoint(parsed.text);
	if (checkpoint.origin !== verifier.name)
		throw new CheckpointError('checkpoint is of another log');
	return checkpoint;
}

function parseSize(decimal: string): number {
	if (!/^(0|[1-9][0-9]{0,15})$/.test(decimal))
		throw new CheckpointError('size is not a plain number');
	const size = Number(decimal);
	if (!Number.isSafeInteger(size)) throw new CheckpointError('size is too large');
	return size;
}

function parseRoot(encoded: string): Bytes {
	let root: Bytes;
	try {
		root = fromBase64(encoded);
	} catch (cause) {
		throw new CheckpointError('root is not base64', { cause });
	}
	if (root.length !== HASH_LENGTH) throw new CheckpointError('root is not 32 bytes');
	return root;
}
