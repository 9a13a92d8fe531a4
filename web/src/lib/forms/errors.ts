import { AppError } from '#lib/api';

/** A refusal of a form, and the values it was about. */
export interface Refused<V> {
	error: AppError;
	values: V;
}

/** Thrown before anything is sent: all that is missing is told at once, not one at a time. */
export function demand<F extends string>(
	values: Record<F, string | null>,
	needed: readonly F[]
): void {
	const missing = needed.filter((field) => !values[field]?.trim());
	if (missing.length > 0) throw AppError.missing(missing);
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
