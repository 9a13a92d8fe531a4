/** A stream of the log as a form. What it is called and who vouches for it can change; the rest stays. */

import { api, ifMatch, must, once, type AuditStream, type NewAuditStream } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { streams as words } from '#lib/i18n/en/streams';

export type StreamField = 'name' | 'kind' | 'host' | 'port' | 'url' | 'authority' | 'from';
type Values = Record<StreamField, string | null>;

/** Syslog over TLS. */
export const SYSLOG_PORT = '6514';
const text = (value: string | null) => (value ?? '').trim();

function checkSyslog({ host, port }: Values): Partial<Record<StreamField, string>> {
	const wrong: Partial<Record<StreamField, string>> = {};
	if (text(host) && !/^(\[[\da-f:.]+\]|[\da-f:]*:[\da-f:.]+|[a-z\d.-]+)$/i.test(text(host)))
		wrong.host = words.badHost;
	const number = Number(text(port));
	if (text(port) && !(/^\d+$/.test(text(port)) && number >= 1 && number <= 65_535))
		wrong.port = words.badPort;
	return wrong;
}

export function check(values: Values): Partial<Record<StreamField, string>> {
	const wrong = values.kind === 'syslog' ? checkSyslog(values) : {};
	if (values.kind === 'https' && text(values.url) && !/^https:\/\/[^/\s]/i.test(text(values.url)))
		wrong.url = words.badUrl;
	const authority = text(values.authority);
	if (authority && !authority.startsWith('-----BEGIN CERTIFICATE-----'))
		wrong.authority = words.badAuthority;
	return wrong;
}

export function newStream(values: Values): NewAuditStream {
	const { kind, from, authority } = values;
	const to =
		kind === 'https'
			? { url: text(values.url) }
			: {
					host: text(values.host),
					...(text(values.port) && { port: Number(text(values.port)) })
				};
	return {
		name: text(values.name),
		kind: kind as NewAuditStream['kind'],
		from: from as NewAuditStream['from'],
		...to,
		...(text(authority) && { authority: text(authority) })
	};
}

/** `made` gets the signing secret of a new one, which is told once. */
export function streamKind(made: (secret: string) => void): RowKind<AuditStream, StreamField> {
	return {
		empty: {
			name: '',
			kind: 'syslog',
			host: '',
			port: SYSLOG_PORT,
			url: '',
			authority: '',
			from: 'now'
		},
		needed: ['name'],
		valuesOf: ({ name, kind, host, port, url, authority }) => ({
			name,
			kind,
			host,
			port: port === null ? null : String(port),
			url,
			authority,
			from: null
		}),
		check,
		async create(values, key) {
			const body = newStream(values);
			const call = api.POST('/api/v1/audit/streams', { headers: once(key), body });
			const { secret, ...stream } = await must(call);
			if (secret) made(secret);
			return stream;
		},
		change(stream, values, fields) {
			return changeStream(stream, {
				...(fields.includes('name') && { name: text(values.name) }),
				...(fields.includes('authority') && { authority: text(values.authority) || null })
			});
		}
	};
}

export function changeStream(
	stream: AuditStream,
	body: { name?: string; authority?: string | null; paused?: boolean }
): Promise<AuditStream> {
	const params = { path: { id: stream.id } };
	const headers = ifMatch(stream);
	return must(api.PATCH('/api/v1/audit/streams/{id}', { params, headers, body }));
}

/** Where it goes, in one line. */
export function targetOf({ kind, host, port, url }: AuditStream): string {
	if (kind === 'https') return url ?? '';
	const name = host?.includes(':') && !host.startsWith('[') ? `[${host}]` : (host ?? '');
	return `${name}:${port ?? SYSLOG_PORT}`;
}
