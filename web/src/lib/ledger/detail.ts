/**
 * What an entry committed to: the subject's name, the changes, a person's words, and where the request came
 * from. Pages show these and not a second telling of them, so that what is seen is what was proved.
 */

import { fromBase64, text } from './bytes';

export interface Detail {
	label: string;
	changes: { field: string; before: unknown; after: unknown }[];
	note: string | null;
	/** Address, session and request of whoever acted, as far as known. */
	origin: Record<string, string>;
}

/** Null when the bytes are not such a detail. */
export function readDetail(encoded: string): Detail | null {
	try {
		const read: unknown = JSON.parse(text(fromBase64(encoded)));
		if (!isRecord(read)) return null;
		const { label, changes = [], note, origin } = read;
		if (!Array.isArray(changes) || !changes.every(isChange)) return null;
		const strings = Object.entries(isRecord(origin) ? origin : {}).filter(
			(pair): pair is [string, string] => typeof pair[1] === 'string'
		);
		return {
			label: typeof label === 'string' ? label : '',
			changes: changes.map(({ field, before = null, after = null }) => ({
				field,
				before,
				after
			})),
			note: typeof note === 'string' ? note : null,
			origin: Object.fromEntries(strings)
		};
	} catch {
		return null;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isChange(value: unknown): value is { field: string; before?: unknown; after?: unknown } {
	return isRecord(value) && typeof value.field === 'string';
}
