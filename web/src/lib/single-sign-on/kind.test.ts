import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SingleSignOn } from '#lib/api';
import { bodyOf, check, ssoKind, valuesOf } from './kind';

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

describe('saving single sign-on', () => {
	afterEach(() => vi.unstubAllGlobals());
	const answering = (status: number, body: object) =>
		vi.stubGlobal('fetch', async () => Response.json(body, { status }));
	const values = { ...valuesOf(now), mode: 'off' };

	it('gives what is stored', async () => {
		answering(200, { ...now, version: 4, mode: 'off' });
		const asked = vi.fn();
		const stored = await ssoKind(asked).change(now, values, ['mode']);
		expect([stored.version, asked.mock.calls.length]).toEqual([4, 0]);
	});

	it('says when a second person has to confirm, and that nothing has changed', async () => {
		answering(202, { id: 'apr_1', act: 'weaken_single_sign_on', asked_by: { name: 'Ada' } });
		const asked = vi.fn();
		expect(await ssoKind(asked).change(now, values, ['mode'])).toBe(now);
		expect(asked).toHaveBeenCalledOnce();
	});
});
