/** Small words around an entry that every part of the audit page shares. */

import type { AuditItem } from '#lib/api';
import { t } from '#lib/i18n';

/** `job.priority_changed` → `Job priority changed`, for actions newer than this page. */
export function humanise(code: string): string {
	const words = code.replaceAll(/[._]/g, ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

export function actionText(action: string): string {
	const known = t.events.action[action];
	return known ? known.charAt(0).toUpperCase() + known.slice(1) : humanise(action);
}

const PAGES: Record<string, string> = {
	job: '/jobs',
	customer: '/customers',
	site: '/sites',
	member: '/members',
	import: '/imports'
};

/** Where the subject of an entry can be seen, if it has a page. */
export function subjectHref(subject: AuditItem['subject']): string | null {
	const page = PAGES[subject.kind];
	return page && subject.id ? `${page}/${subject.id}` : null;
}

/** A value of a change as one line of text; null when there was none. */
export function valueText(value: unknown): string | null {
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return JSON.stringify(value);
}

/** The middle left out, for hashes: both ends are what eyes compare. */
export function shortHash(hex: string): string {
	return hex.length > 20 ? `${hex.slice(0, 8)}…${hex.slice(-8)}` : hex;
}
