/**
 * Is the log the server shows today the one it showed this browser before, only longer? The whole question
 * behind the "verified" mark: the signing key is pinned when first seen, and from then on each checkpoint
 * must be signed by it and be proved to continue the last good one. A failure never overwrites the memory.
 */

import { base64, fromBase64 } from './bytes';
import { openCheckpoint, type Checkpoint } from './checkpoint';
import { type Memory, type Remembered } from './memory';
import { canCheckSignatures, parseVerifierKey } from './note';
import { growsInto } from './proof';

export interface Presented {
	note: string;
	verifier_key: string;
}

/** Where checkpoints and proofs come from. Both throw what `isAnswer` can tell apart. */
export interface LogSource {
	/** Null when the log has no checkpoint yet. */
	checkpoint(): Promise<Presented | null>;
	/** Base64 hashes. */
	consistency(from: number, to: number): Promise<readonly string[]>;
	/** Whether an error is the server's word (it will not or cannot prove) and not just a bad line. */
	isAnswer(error: unknown): boolean;
}

export type Fault =
	/** The checkpoint does not parse, or the key that signed it is not the one presented. */
	| 'unsigned'
	/** Signed by another key than the one pinned. */
	| 'key-changed'
	/** There was a checkpoint before and there is none now. */
	| 'vanished'
	/** Fewer events than before. */
	| 'shrunk'
	/** As many events as before, but not the same ones. */
	| 'rewritten'
	/** More events, and the earlier ones are not a part of them. */
	| 'inconsistent'
	/** The server gives no proof. */
	| 'withheld';

export interface Evidence {
	remembered: Remembered | null;
	presented: Presented | null;
	hashes: readonly string[] | null;
}

export type Verdict =
	| {
			state: 'verified';
			checkpoint: Checkpoint;
			presented: Presented;
			at: Date;
			since: Remembered | null;
	  }
	| { state: 'empty' }
	| { state: 'unsupported' }
	| { state: 'unreachable'; error: unknown }
	| { state: 'failed'; fault: Fault; evidence: Evidence; at: Date };

export async function verifyLog(
	organisation: string,
	source: LogSource,
	memory: Memory,
	now: () => Date = () => new Date()
): Promise<Verdict> {
	if (!(await canCheckSignatures())) return { state: 'unsupported' };
	const evidence: Evidence = {
		remembered: memory.recall(organisation),
		presented: null,
		hashes: null
	};
	const failed = (fault: Fault): Verdict => ({ state: 'failed', fault, evidence, at: now() });
	const { remembered } = evidence;

	let presented: Presented | null;
	try {
		presented = await source.checkpoint();
	} catch (error) {
		return { state: 'unreachable', error };
	}
	if (presented === null) return remembered ? failed('vanished') : { state: 'empty' };
	evidence.presented = presented;
	if (remembered && remembered.key !== presented.verifier_key) return failed('key-changed');

	const checkpoint = await open(presented);
	if (!checkpoint) return failed('unsigned');

	if (remembered) {
		if (checkpoint.size < remembered.size) return failed('shrunk');
		try {
			const grown = checkpoint.size > remembered.size && remembered.size > 0;
			evidence.hashes = grown
				? await source.consistency(remembered.size, checkpoint.size)
				: [];
		} catch (error) {
			return source.isAnswer(error) ? failed('withheld') : { state: 'unreachable', error };
		}
		if (!(await continues(remembered, checkpoint, evidence.hashes))) {
			return failed(checkpoint.size === remembered.size ? 'rewritten' : 'inconsistent');
		}
	}

	const at = now();
	memory.remember(organisation, {
		key: presented.verifier_key,
		note: presented.note,
		size: checkpoint.size,
		root: base64(checkpoint.root),
		verified_at: at.toISOString()
	});
	return { state: 'verified', checkpoint, presented, at, since: remembered };
}

async function open(presented: Presented): Promise<Checkpoint | null> {
	try {
		return await openCheckpoint(presented.note, await parseVerifierKey(presented.verifier_key));
	} catch {
		return null;
	}
}

async function continues(
	then: Remembered,
	now: Checkpoint,
	hashes: readonly string[]
): Promise<boolean> {
	try {
		return await growsInto(
			{ size: then.size, root: fromBase64(then.root) },
			now,
			hashes.map(fromBase64)
		);
	} catch {
		return false;
	}
}
