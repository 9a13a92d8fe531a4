import { describe, expect, it } from 'vitest';
import { digitsOf, ordered } from './factor-step';

describe('the ways of a second step', () => {
	it('come safest first', () => {
		expect(ordered(['recovery_code', 'totp', 'passkey'], true)).toEqual([
			'passkey',
			'totp',
			'recovery_code'
		]);
	});

	it('leave out what the browser cannot do', () => {
		expect(ordered(['passkey', 'recovery_code'], false)).toEqual(['recovery_code']);
	});
});

it('a code is taken as apps show it', () => {
	expect(digitsOf(' 123 456 ')).toBe('123456');
});
