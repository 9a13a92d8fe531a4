import type { AppError } from '#lib/api';

/** A refusal of a form, and the values it was about. */
export interface Refused<V> {
	error: AppError;
	values: V;
}

/** Messages by field that still hold: one that has been typed over is answered. */
export function standing<F extends string>(
	refused: Refused<Record<F, unknown>> | null,
	now: Record<F, unknown>
): Record<string, string> {
	if (!refused) return {};
	const { error, values } = refused;
	return Object.fromEntries(
		Object.entries(error.fields).filter(
			([field]) => !(field in now) || values[field as F] === now[field as F]
		)
	);
}
