/** Notices as they are kept in the browser: newest first, those that still want something on top. */

import type { Notice } from '#lib/api';

/** It is not read, or it waits to be confirmed. */
export function isWanting(one: Notice): boolean {
	return !one.read_at || isAsked(one);
}

export function isAsked({ acknowledge, acknowledged_at }: Notice): boolean {
	return acknowledge && !acknowledged_at;
}

/**
 * The newest page laid over what was known: what the page would show and does not is gone, what is
 * older stays as it was.
 */
export function merged(
	known: readonly Notice[],
	page: readonly Notice[],
	whole: boolean
): Notice[] {
	const oldest = page.at(-1)?.created_at;
	const told = new Set(page.map(({ id }) => id));
	const older = whole
		? []
		: known.filter(({ id, created_at }) => !told.has(id) && (!oldest || created_at <= oldest));
	return inOrder([...page, ...older]);
}

/** Both, each notice once; what comes second is newer knowledge. */
export function joined(some: readonly Notice[], more: readonly Notice[]): Notice[] {
	return inOrder([...new Map([...some, ...more].map((one) => [one.id, one])).values()]);
}

function inOrder(all: Notice[]): Notice[] {
	return all.toSorted(
		(a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id)
	);
}

/** What wants something, and the rest; `stay` are those that were on top when the list was opened. */
export function sections(
	all: readonly Notice[],
	stay: ReadonlySet<string>
): { fresh: Notice[]; earlier: Notice[] } {
	const isFresh = (one: Notice) => isWanting(one) || stay.has(one.id);
	return { fresh: all.filter(isFresh), earlier: all.filter((one) => !isFresh(one)) };
}

/** What came since the last look: unread, and newer than everything known then. */
export function arrivals(known: readonly Notice[], now: readonly Notice[]): Notice[] {
	const newest = known.reduce(
		(last, { created_at }) => (created_at > last ? created_at : last),
		''
	);
	const ids = new Set(known.map(({ id }) => id));
	return now.filter((one) => !one.read_at && !ids.has(one.id) && one.created_at >= newest);
}

/** The count as a small mark shows it. */
export function shortCount(n: number): string {
	return n > 99 ? '99+' : String(n);
}

export function rightNow(): string {
	return new Date().toISOString();
}
