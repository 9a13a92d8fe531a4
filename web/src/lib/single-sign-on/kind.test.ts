import { describe, expect, it } from 'vitest';
import type { SingleSignOn } from '#lib/api';
import { bodyOf, check, valuesOf } from './kind';

const now: SingleSignOn = {
	version: 3,
	mode: 'optional',
	issuer: 'https://login.contoso.example/v2',
	client_id: 'muster',
	has_secret: true,
	label: 'Contoso account',
	redirect_uri: 'https://muster.example/api/v1/session/single-sign-on/return',
	domains: ['contoso.example', 'contoso.test'],
	link_by_address: true,
	new_members: { role: 'member' },
	trust_second_factor: false,
	linked_members: 4
};
const wrong = (more: Partial<ReturnType<typeof valuesOf>>) =>
	Object.keys(check({ ...valuesOf(now), ...more }));

describe('single sign-on as a form', () => {
	it('goes there and back, and keeps a secret that nobody typed', () => {
		const { version, has_secret, redirect_uri, linked_members, ...sent } = now;
		expect([version, has_secret, redirect_uri, linked_members]).toHaveLength(4);
		expect(bodyOf(valuesOf(now))).toEqual(sent);
		expect(bodyOf(valuesOf(now))).not.toHaveProperty('client_secret');
	});

	it('sends a secret that was typed, and takes one away when told', () => {
		const values = { ...valuesOf(now), client_secret: 'shh ' };
		expect(bodyOf(values).client_secret).toBe('shh ');
		expect(bodyOf({ ...values, remove_secret: 'true' }).client_secret).toBe('');
	});

	it('needs a provider as soon as anybody signs in with it', () => {
		expect(wrong({})).toEqual([]);
		expect(wrong({ issuer: '', client_id: ' ' })).toEqual(['issuer', 'client_id']);
		expect(wrong({ mode: 'off', issuer: '', client_id: '' })).toEqual([]);
		expect(wrong({ mode: 'off', issuer: 'http://login.contoso.example' })).toEqual(['issuer']);
	});

	it('links and lets in by domain only', () => {
		expect(wrong({ domains: '' })).toEqual(['domains']);
		expect(wrong({ domains: '', link_by_address: '', new_members: '' })).toEqual([]);
		for (const domains of ['contoso', '@contoso.example', 'a b.example', '-a.example'])
			expect(wrong({ domains }), domains).toEqual(['domains']);
	});
});
