/** Small words around an entry that every part of the audit page shares. */

import type { AuditItem } from '#lib/api';
import { actionWords } from '#lib/events/words';

/** What somebody did, to stand alone: “Created the job”. */
export function actionText(action: string): string {
	const words = actionWords(action);
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the entry is about, by name; by kind where the name was erased or there is none. */
export function subjectText({ kind, id, label }: AuditItem['subject']): string {
	if (label) return label;
	const words = kind.replaceAll('_', ' ');
	const name = words.charAt(0).toUpperCase() + words.slice(1);
	return id ? `${name} …${id.slice(-6)}` : name;
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

/** The middle left out, for hashes: both ends are what eyes compare. */
export function shortHash(hex: string): string {
	return hex.length > 20 ? `${hex.slice(0, 8)}…${hex.slice(-8)}` : hex;
}
