import type { JobFilters, JobSort } from '#lib/api';
import { jobs as words } from '#lib/i18n/en/jobs';
import { priorities, statuses } from './look';

/** What the list shows. Its keys are those of the API, so the URL, a saved view and the request read the same. */
export interface JobQuery {
	status?: string;
	q?: string;
	priority?: string;
	type?: string;
	customer?: string;
	site?: string;
	unit?: string;
	overdue?: string;
	created_from?: string;
	created_to?: string;
	target_from?: string;
	target_to?: string;
	sort?: JobSort;
}

export const DEFAULT_SORT: JobSort = '-created_at';

const keys = [
	'status',
	'q',
	'priority',
	'type',
	'customer',
	'site',
	'unit',
	'overdue',
	'created_from',
	'created_to',
	'target_from',
	'target_to',
	'sort'
] as const satisfies readonly (keyof JobQuery)[];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function members(value: string, known: readonly string[]): string | undefined {
	const kept = value.split(',').filter((one) => known.includes(one));
	return kept.length > 0 ? kept.join(',') : undefined;
}

/** Keeps what makes sense and drops the rest: a mangled link still shows a list. */
function accept(key: keyof JobQuery, value: string): string | undefined {
	if (value === '') return undefined;
	if (key === 'status') return members(value, statuses);
	if (key === 'priority') return members(value, priorities);
	if (key === 'sort') return value in words.sort && value !== DEFAULT_SORT ? value : undefined;
	if (key === 'overdue') return value === 'true' ? value : undefined;
	if (key.endsWith('_from') || key.endsWith('_to')) return DAY.test(value) ? value : undefined;
	return value.slice(0, 200);
}

export function readQuery(params: Pick<URLSearchParams, 'get'>): JobQuery {
	const query: Record<string, string> = {};
	for (const key of keys) {
		const value = accept(key, params.get(key) ?? '');
		if (value !== undefined) query[key] = value;
	}
	return query as JobQuery;
}

/** The query string without `?`, always in the same order. */
export function writeQuery(query: JobQuery): string {
	const params = new URLSearchParams();
	for (const key of keys) {
		const value = query[key];
		if (value) params.set(key, value);
	}
	return params.toString().replaceAll('%2C', ',');
}

export function jobsHref(query: JobQuery): string {
	const text = writeQuery(query);
	return text ? `/jobs?${text}` : '/jobs';
}

export function toFilters(query: JobQuery): JobFilters {
	const { sort: _, overdue, ...filters } = query;
	return overdue ? { ...filters, overdue: true } : filters;
}

export type FilterKind =
	'priority' | 'type' | 'customer' | 'site' | 'unit' | 'overdue' | 'created' | 'target';

export const filterKinds: readonly FilterKind[] = [
	'priority',
	'type',
	'customer',
	'site',
	'unit',
	'overdue',
	'target',
	'created'
];

export function keysOf(kind: FilterKind): (keyof JobQuery)[] {
	if (kind === 'created') return ['created_from', 'created_to'];
	if (kind === 'target') return ['target_from', 'target_to'];
	return [kind];
}

export function isSet(query: JobQuery, kind: FilterKind): boolean {
	return keysOf(kind).some((key) => query[key]);
}

export function without(query: JobQuery, ...gone: (keyof JobQuery)[]): JobQuery {
	const rest = { ...query };
	for (const key of gone) rest[key] = undefined;
	return rest;
}

/** Anything that narrows the list, the status tab aside. */
export function isFiltered(query: JobQuery): boolean {
	return Boolean(query.q) || filterKinds.some((kind) => isSet(query, kind));
}
