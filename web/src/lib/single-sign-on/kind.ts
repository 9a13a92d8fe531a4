/** Single sign-on as a form. Domains are one value, a line each; choices are `true` or nothing. */

import {
	api,
	ifMatch,
	must,
	type Approval,
	type NewSingleSignOn,
	type SingleSignOn,
	type SsoMode
} from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { linesOf, notMade } from '#lib/forms/settings';
import { singleSignOn as words } from '#lib/i18n/en/single-sign-on';

export type SsoField =
	| 'mode'
	| 'issuer'
	| 'client_id'
	| 'client_secret'
	| 'remove_secret'
	| 'label'
	| 'domains'
	| 'link_by_address'
	| 'new_members'
	| 'trust_second_factor';
type Values = Record<SsoField, string | null>;

export const MODES: readonly SsoMode[] = ['off', 'optional', 'required'];
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i;
const ticked = (on: boolean) => (on ? 'true' : '');
const text = (value: string | null) => (value ?? '').trim();

export function valuesOf(now: SingleSignOn): Values {
	return {
		mode: now.mode,
		issuer: now.issuer,
		client_id: now.client_id,
		client_secret: '',
		remove_secret: '',
		label: now.label,
		domains: now.domains.join('\n'),
		link_by_address: ticked(now.link_by_address),
		new_members: now.new_members?.role ?? '',
		trust_second_factor: ticked(now.trust_second_factor)
	};
}

export function check(values: Values): Partial<Record<SsoField, string>> {
	const wrong: Partial<Record<SsoField, string>> = {};
	const on = values.mode !== 'off';
	if (on && !text(values.issuer)) wrong.issuer = words.needed;
	if (on && !text(values.client_id)) wrong.client_id = words.needed;
	if (text(values.issuer) && !/^https:\/\/[^/\s]/i.test(text(values.issuer)))
		wrong.issuer = words.badIssuer;
	const domains = linesOf(values.domains);
	const bad = domains.find((domain) => !DOMAIN.test(domain));
	if (bad) wrong.domains = words.badDomain(bad);
	else if (domains.length === 0 && (values.link_by_address || values.new_members))
		wrong.domains = words.needDomain;
	return wrong;
}

export function bodyOf(values: Values): NewSingleSignOn {
	const secret = values.remove_secret ? '' : values.client_secret || null;
	return {
		mode: (values.mode ?? 'off') as SsoMode,
		issuer: text(values.issuer) || null,
		client_id: text(values.client_id) || null,
		...(secret !== null && { client_secret: secret }),
		label: text(values.label) || null,
		domains: linesOf(values.domains).map((domain) => domain.toLowerCase()),
		link_by_address: values.link_by_address === 'true',
		new_members: values.new_members ? { role: values.new_members } : null,
		trust_second_factor: values.trust_second_factor === 'true'
	};
}

/** `asked` is called when a second person has to confirm first: nothing has changed then. */
export function ssoKind(asked: () => void): RowKind<SingleSignOn, SsoField> {
	return {
		empty: {} as Values,
		needed: [],
		valuesOf,
		check,
		create: notMade,
		async change(now, values) {
			const call = api.PUT('/api/v1/single-sign-on', {
				headers: ifMatch(now),
				body: bodyOf(values)
			});
			const settled: SingleSignOn | Approval = await must(call);
			// What waits for a second person is answered with the approval, and all stays as it is.
			if (!('asked_by' in settled)) return settled;
			asked();
			return now;
		}
	};
}
