/** What the address says after the provider has sent somebody back to the sign-in. Pure. */

import type { SecondStep } from '#lib/api';
import { singleSignOn as singleSignOnWords } from '#lib/i18n/en/single-sign-on';

const WAYS = ['passkey', 'totp', 'recovery_code'] as const;
/** The server ends a half sign-in after that; it says so itself when it has. */
const HALF_SIGN_IN = 5 * 60_000;

type Params = Pick<URLSearchParams, 'get'>;

/** Why the sign-in did not succeed, in words; null when nothing went wrong. */
export function toldProblem(params: Params): string | null {
	const word = params.get('sso');
	if (!word || word === 'second-step') return null;
	const { told } = singleSignOnWords;
	return Object.hasOwn(told, word) ? (told[word] ?? null) : (told.failed ?? null);
}

/** The second step that is owed here, if the provider's word was not enough. */
export function owedStep(params: Params, now = Date.now()): SecondStep | null {
	if (params.get('sso') !== 'second-step') return null;
	const has = (params.get('factors') ?? '').split(',');
	const known = WAYS.filter((way) => has.includes(way));
	return {
		factors: known.length > 0 ? known : [...WAYS],
		expires_at: new Date(now + HALF_SIGN_IN).toISOString()
	};
}
