import type { Factors } from '#lib/api';

export type Way = 'passkey' | 'code' | 'recovery' | 'account' | 'password';

/**
 * How one may confirm, the safest first. A second step that was set up is not gone around by the password.
 * Who came in with the organisation's account may have neither: then that account confirms.
 */
export function waysOf(factors: Factors | null, passkeysWork: boolean, byAccount = false): Way[] {
	if (!factors || (!factors.totp && factors.passkeys.length === 0))
		return byAccount ? ['account', 'password'] : ['password'];
	const ways: Way[] = [];
	if (factors.passkeys.length > 0 && passkeysWork) ways.push('passkey');
	if (factors.totp) ways.push('code');
	if (factors.recovery_codes_left > 0) ways.push('recovery');
	return ways;
}
