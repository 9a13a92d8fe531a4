/**
 * One entry of an organisation's log, read from its canonical bytes:
 *
 * `[version, seq, at_ms, actor_kind, actor_id|null, action, outcome, subject_kind, subject_id|null,
 *   [[kind, id]…], commitment]`
 *
 * Texts are 1 to 128 bytes without control characters. No personal data stands in it: what changed is
 * behind `commitment`, a salted hash (see `commitment.ts`). The writer is the server's `ledger` crate.
 */

import { utf8, type Bytes } from './bytes';
import { decodeCbor, type Cbor } from './cbor';
import { HASH_LENGTH } from './hash';

const VERSION = 1;
const FIELDS = 11;
const FIRST_SEQ = 1;
const MAX_ENTRY_BYTES = 65_535;
const MAX_TOUCHED = 1_000;
const MAX_TEXT_BYTES = 128;

export type Outcome = 'done' | 'refused' | 'failed';
const OUTCOMES: readonly string[] = ['done', 'refused', 'failed'] satisfies Outcome[];

export interface Reference {
	kind: string;
	id: string | null;
}

export interface Entry {
	seq: number;
	/** Milliseconds since 1970, UTC. */
	at: number;
	actor: Reference;
	action: string;
	outcome: Outcome;
	subject: Reference;
	touched: Reference[];
	commitment: Bytes;
}

export class EntryError extends Error {
	override name = 'EntryError';
}

export function decodeEntry(bytes: Bytes): Entry {
	if (bytes.length > MAX_ENTRY_BYTES) throw new EntryError('longer than an entry may be');
	const fields = decodeCbor(bytes);
	if (!Array.isArray(fields)) throw new EntryError('not an array');
	const [
		version,
		seq,
		at,
		actorKind,
		actorId,
		action,
		outcome,
		subjectKind,
		subjectId,
		touched,
		commitment
	] = fields;
	if (version !== VERSION) throw new EntryError(`version ${String(version)} is not known here`);
	if (fields.length !== FIELDS) throw new EntryError('not eleven fields');
	return {
		seq: asSeq(seq),
		at: asNumber(at, 'at'),
		actor: { kind: asText(actorKind, 'actor kind'), id: asTextOrNull(actorId, 'actor id') },
		action: asText(action, 'action'),
		outcome: asOutcome(outcome),
		subject: {
			kind: asText(subjectKind, 'subject kind'),
			id: asTextOrNull(subjectId, 'subject id')
		},
		touched: asTouched(touched),
		commitment: asCommitment(commitment)
	};
}

function asTouched(value: Cbor | undefined): Reference[] {
	if (!Array.isArray(value)) throw new EntryError('touched is not an array');
	if (value.length > MAX_TOUCHED) throw new EntryError('touched too many rows');
	return value.map((pair: Cbor) => {
		if (!Array.isArray(pair) || pair.length !== 2)
			throw new EntryError('touched holds something else than pairs');
		return { kind: asText(pair[0], 'touched kind'), id: asText(pair[1], 'touched id') };
	});
}

function asCommitment(value: Cbor | undefined): Bytes {
	if (!(value instanceof Uint8Array) || value.length !== HASH_LENGTH) {
		throw new EntryError('commitment is not 32 bytes');
	}
	return value;
}

function asSeq(value: Cbor | undefined): number {
	const seq = asNumber(value, 'seq');
	if (seq < FIRST_SEQ) throw new EntryError('seq is nought');
	return seq;
}

function asOutcome(value: Cbor | undefined): Outcome {
	if (typeof value !== 'string' || !OUTCOMES.includes(value))
		throw new EntryError('unknown outcome');
	return value as Outcome;
}

function asNumber(value: Cbor | undefined, field: string): number {
	if (typeof value !== 'number') throw new EntryError(`${field} is not a number`);
	return value;
}

function asText(value: Cbor | undefined, field: string): string {
	if (typeof value !== 'string') throw new EntryError(`${field} is not text`);
	const length = utf8(value).length;
	if (length === 0 || length > MAX_TEXT_BYTES || /\p{Cc}/u.test(value)) {
		throw new EntryError(`${field} is empty, too long or has control characters`);
	}
	return value;
}

function asTextOrNull(value: Cbor | undefined, field: string): string | null {
	return value === null ? null : asText(value, field);
}
