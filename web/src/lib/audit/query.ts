/**
 * The audit page's search line, in the manner of GitHub's audit log: `actor:… action:… subject:…
 * outcome:… address:… from:… to:…` anywhere among plain words. Filters, line and URL are three spellings of the same thing.
 */

import type { AuditItem } from '#lib/api';

export interface AuditFilters {
	actor: string;
	action: string;
	subject: string;
	/** `done`, `refused` or `failed`. */
	outcome: string;
	/** The network address it came from. */
	address: string;
	/** Dates, `2015-03-01`, in the organisation's zone; both ends belong to the range. */
	from: string;
	to: string;
	q: string;
}

export type Qualifier = Exclude<keyof AuditFilters, 'q'>;

export const QUALIFIERS: readonly Qualifier[] = [
	'actor',
	'action',
	'subject',
	'outcome',
	'address',
	'from',
	'to'
];

export const OUTCOMES: readonly AuditItem['outcome'][] = ['done', 'refused', 'failed'];

export function noFilters(): AuditFilters {
	return {
		actor: '',
		action: '',
		subject: '',
		outcome: '',
		address: '',
		from: '',
		to: '',
		q: ''
	};
}

export function isFiltered(filters: AuditFilters): boolean {
	return Object.values(filters).some((value) => value !== '');
}

/** Reads a search line. The last of two like qualifiers wins; unknown ones are plain words. */
export function parseLine(line: string): AuditFilters {
	const filters = noFilters();
	const words: string[] = [];
	for (const [word, name, quoted, bare] of line.matchAll(/(?:(\w+):)?(?:"([^"]*)"|(\S+))/gu)) {
		const value = quoted ?? bare ?? '';
		if (name && isQualifier(name) && isKnown(name, value)) filters[name] = value;
		else words.push(word);
	}
	filters.q = words.join(' ');
	return filters;
}

export function formatLine(filters: AuditFilters): string {
	const parts = QUALIFIERS.filter((name) => filters[name] !== '').map(
		(name) => `${name}:${quote(filters[name])}`
	);
	return [...parts, filters.q].filter((part) => part !== '').join(' ');
}

export function fromUrl(params: Pick<URLSearchParams, 'get'>): AuditFilters {
	const filters = noFilters();
	for (const name of [...QUALIFIERS, 'q'] as const) filters[name] = params.get(name) ?? '';
	return filters;
}

/** The same names the server takes, so that page, list and CSV export share one query. */
export function toParams(filters: AuditFilters): Record<string, string> {
	return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}

/** The server knows three outcomes; another word after `outcome:` is a word to look for. */
function isKnown(name: Qualifier, value: string): boolean {
	return name !== 'outcome' || (OUTCOMES as readonly string[]).includes(value);
}

function isQualifier(name: string): name is Qualifier {
	return (QUALIFIERS as readonly string[]).includes(name);
}

function quote(value: string): string {
	return /\s/u.test(value) ? `"${value}"` : value;
}

/** The address of the page with these filters, and with an entry open or none. */
export function auditHref(filters: AuditFilters, entry: number | null): string {
	const params = new URLSearchParams(toParams(filters));
	if (entry !== null) params.set('entry', String(entry));
	const search = params.toString();
	return search === '' ? '/audit' : `/audit?${search}`;
}
