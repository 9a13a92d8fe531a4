import type { AppError } from '#lib/api/problem';
import { en, type Messages } from './en';

/** All words on screen. One language for now; `en` is the type that others must match. */
export const t: Messages = en;

/** How dates and numbers are written, to go with the words. */
export const locale = 'en-GB';

/** A sentence for a person, whatever went wrong. The server's own detail wins when it is specific. */
export function errorText(error: AppError): string {
	const byCode: Record<string, string> = t.errors.codes;
	if (error.code === 'too-many' && error.retryAfter !== null) {
		return t.errors.tryAgainIn(error.retryAfter);
	}
	const specific = ['invalid', 'refused', 'clash', 'too-large'].includes(error.code);
	if (specific && error.detail) return error.detail;
	return byCode[error.code] ?? error.detail ?? t.errors.codes.unexpected;
}
