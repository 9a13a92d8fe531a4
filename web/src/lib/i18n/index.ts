import type { AppError } from '#lib/api/problem';
import { common, errors } from './en/everywhere';
import { shell } from './en/shell';

/**
 * The words that are on screen everywhere. All others lie in `en`, one file an area, and come in
 * by their own name where they are shown, so that a page loads its own words and no others:
 *
 *     import { jobs as words } from '#lib/i18n/en/jobs';
 *
 * (`jobsWords` where a file shows several areas). Another language is a second folder with the
 * same files, each `satisfies typeof import('../en/jobs').jobs`; a build for it resolves
 * `#lib/i18n/en/` to that folder, and the server picks the build by what the member asked for.
 */
export const t = { common, errors, shell };

/** How dates and numbers are written, to go with the words. */
export const locale = 'en-GB';

/** A sentence for a person, whatever went wrong. The server's own detail wins when it is specific. */
export function errorText(error: AppError): string {
	const byCode: Record<string, string> = errors.codes;
	if (error.code === 'too-many' && error.retryAfter !== null) {
		return errors.tryAgainIn(error.retryAfter);
	}
	const specific = ['invalid', 'refused', 'not-eligible', 'clash', 'too-large'].includes(
		error.code
	);
	if (specific && error.detail) return error.detail;
	return byCode[error.code] ?? error.detail ?? errors.codes.unexpected;
}
