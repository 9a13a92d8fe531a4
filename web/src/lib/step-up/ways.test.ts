import { expect, it } from 'vitest';
import { waysOf } from './ways';

const passkey = {
	id: 'psk_1',
	name: 'Phone',
	created_at: '2026-11-01T08:00:00Z',
	last_used_at: null,
	device_bound: false
};
const totp = { since: '2026-11-01T08:00:00Z' };

it('confirms with what was set up, and with the password only when nothing was', () => {
	const both = { totp, passkeys: [passkey], recovery_codes_left: 10 };
	expect(waysOf(both, true)).toEqual(['passkey', 'code', 'recovery']);
	expect(waysOf(both, false)).toEqual(['code', 'recovery']);
	expect(waysOf({ ...both, recovery_codes_left: 0 }, false)).toEqual(['code']);
	expect(waysOf({ totp: null, passkeys: [], recovery_codes_left: 0 }, true)).toEqual([
		'password'
	]);
	expect(waysOf(null, true)).toEqual(['password']);
});

it('confirms with the organisation’s account who came in with it and has nothing else', () => {
	const none = { totp: null, passkeys: [], recovery_codes_left: 0 };
	expect(waysOf(none, true, true)).toEqual(['account', 'password']);
	expect(waysOf({ ...none, totp }, true, true)).toEqual(['code']);
});
