import { describe, expect, it } from 'vitest';
import type { SecurityPolicy } from '#lib/api';
import { policy as words } from '#lib/i18n/en/policy';
import { check, fieldOf, policyOf, valuesOf } from './kind';

const policy: SecurityPolicy = {
	version: 3,
	minimum: [
		{ role: 'owner', factor: 'passkey' },
		{ role: 'rol_01jd7q3v9mf4x8t2c5k6w0ezya', factor: 'second_factor' }
	],
	grace_days: 14,
	session_idle_minutes: 60,
	session_hours: 12
};

describe('the sign-in rules as a form', () => {
	it('go there and back', () => {
		const { version, ...sent } = policy;
		expect(version).toBe(3);
		expect(policyOf(valuesOf(policy))).toEqual(sent);
	});

	it('leave out roles that may sign in with a password', () => {
		const values = { ...valuesOf(policy), [fieldOf('owner')]: 'password' };
		expect(policyOf(values).minimum).toEqual(policy.minimum.slice(1));
	});

	it('want whole numbers within reason', () => {
		expect(check(valuesOf(policy))).toEqual({});
		const wrong = check({ ...valuesOf(policy), grace_days: '-1', session_hours: '2.5' });
		expect(Object.keys(wrong)).toEqual(['grace_days', 'session_hours']);
		expect(Object.keys(check({ ...valuesOf(policy), session_idle_minutes: '' }))).toEqual([
			'session_idle_minutes'
		]);
	});

	it('keep to the bounds of the server', () => {
		const sessions = (idle: string, hours: string) =>
			check({ ...valuesOf(policy), session_idle_minutes: idle, session_hours: hours });
		for (const [idle, hours] of [
			['15', '1'],
			['720', '24'],
			['60', '1']
		] as const)
			expect(sessions(idle, hours)).toEqual({});
		for (const idle of ['14', '721', '1440'])
			expect(sessions(idle, '24')).toEqual({
				session_idle_minutes: words.number(15, 720)
			});
		expect(sessions('60', '25')).toEqual({ session_hours: words.number(1, 24) });
		expect(sessions('61', '1')).toEqual({ session_idle_minutes: words.idleTooLong });
	});
});
