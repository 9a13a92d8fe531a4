/** A webhook as a form. What it tells about is one value: patterns such as `job.*`, a line each. */

import { api, ifMatch, must, once, type Webhook, type WebhookChange } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { webhooks as words } from '#lib/i18n/en/webhooks';

export type WebhookField = 'name' | 'url' | 'actions';
type Values = Record<WebhookField, string | null>;

export const EVERYTHING = '*';

export const patternsOf = (lines: string | null) => (lines ?? '').split('\n').filter(Boolean);

/** `job.created`, `job.closed`, `member.added` → `job.*`, `member.*`. */
export function areasOf(actions: readonly string[]): string[] {
	const areas = new Set(actions.map((action) => `${action.split('.', 1)[0]}.*`));
	return [...areas].sort();
}

function check({ url, actions }: Values): Partial<Record<WebhookField, string>> {
	const wrong: Partial<Record<WebhookField, string>> = {};
	if (url?.trim() && !/^https:\/\/[^/\s]/i.test(url.trim())) wrong.url = words.badUrl;
	if (actions !== null && patternsOf(actions).length === 0) wrong.actions = words.choose;
	return wrong;
}

const sent = (values: Values) => ({
	name: (values.name ?? '').trim(),
	url: (values.url ?? '').trim(),
	actions: patternsOf(values.actions)
});

/** What is null stays as it is. */
export function changeOf(changes: Partial<WebhookChange>): WebhookChange {
	return { name: null, url: null, actions: null, paused: null, ...changes };
}

/** `made` gets the signing secret, which is told once. */
export function webhookKind(made: (secret: string) => void): RowKind<Webhook, WebhookField> {
	return {
		empty: { name: '', url: '', actions: EVERYTHING },
		needed: ['name', 'url'],
		valuesOf: ({ name, url, actions }) => ({ name, url, actions: actions.join('\n') }),
		check,
		async create(values, key) {
			const { secret, ...webhook } = await must(
				api.POST('/api/v1/webhooks', { headers: once(key), body: sent(values) })
			);
			made(secret);
			return webhook;
		},
		change(webhook, values, fields) {
			const all = sent(values);
			const changes = Object.fromEntries(fields.map((field) => [field, all[field]]));
			const body = changeOf(changes);
			const params = { path: { id: webhook.id } };
			return must(
				api.PATCH('/api/v1/webhooks/{id}', { params, headers: ifMatch(webhook), body })
			);
		}
	};
}
