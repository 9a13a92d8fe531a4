/**
 * One entry of an organisation's log, read from its canonical bytes:
 *
 * `[version, seq, at_ms, actor_kind, actor_id|null, action, outcome, subject_kind, subject_id|null,
 *   [[kind, id]…], commitment]`
 *
 * The bytes hold no personal data. What changed is behind `commitment`, a salted hash (see `commitment.ts`).
 */

import { type Bytes } from './bytes';
import { decodeCbor, type Cbor } from './cbor';
import { HASH_LENGTH } from './hash';

export const ENTRY_VERSION = 1;

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
	outcome: string;
	subject: Reference;
	touched: Reference[];
	commitment: Bytes;
}

export class EntryError extends Error {
	override name = 'EntryError';
}

export function decodeEntry(bytes: Bytes): Entry {
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
	if (version !== ENTRY_VERSION)
		throw new EntryError(`version ${String(version)} is not known here`);
	if (fields.length !== 11) throw new EntryError('not eleven fields');
	return {
		seq: asNumber(seq, 'seq'),
		at: asNumber(at, 'at'),
		actor: { kind: asText(actorKind, 'actor kind'), id: asTextOrNull(actorId, 'actor id') },
		action: asText(action, 'action'),
		outcome: asText(outcome, 'outcome'),
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

function asNumber(value: Cbor | undefined, field: string): number {
	if (typeof value !== 'number') throw new EntryError(`${field} is not a number`);
	return value;
}

function asText(value: Cbor | undefined, field: string): string {
	if (typeof value !== 'string') throw new EntryError(`${field} is not text`);
	return value;
}

function asTextOrNull(value: Cbor | undefined, field: string): string | null {
	return value === null ? null : asText(value, field);
}
