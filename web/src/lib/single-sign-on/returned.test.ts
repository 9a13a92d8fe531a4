import { describe, expect, it } from 'vitest';
import { singleSignOn as words } from '#lib/i18n/en/single-sign-on';
import { owedStep, toldProblem } from './returned';

const at = (query: string) => new URLSearchParams(query);

describe('back from the provider', () => {
	it('says why it did not work', () => {
		expect(toldProblem(at(''))).toBeNull();
		expect(toldProblem(at('sso=second-step'))).toBeNull();
		for (const word of ['failed', 'expired', 'not-a-member', 'elsewhere'])
			expect(toldProblem(at(`sso=${word}`))).toBe(words.told[word]);
		// A word of a later server, or one that somebody made up.
		for (const word of ['moon', 'toString', '__proto__'])
			expect(toldProblem(at(`sso=${word}`)), word).toBe(words.told.failed);
	});

	it('asks for the second step that the member has', () => {
		expect(owedStep(at('sso=failed'))).toBeNull();
		const step = owedStep(at('sso=second-step&factors=recovery_code,totp,sms'), 0);
		expect(step?.factors).toEqual(['totp', 'recovery_code']);
		expect(step?.expires_at).toBe('1970-01-01T00:05:00.000Z');
	});

	it('offers every way where the server does not say which', () => {
		const all = ['passkey', 'totp', 'recovery_code'];
		expect(owedStep(at('sso=second-step'))?.factors).toEqual(all);
	});
});
