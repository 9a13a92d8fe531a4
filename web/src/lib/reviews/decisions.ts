/** A review of who holds what: by member, with what has been decided here but not sent. Pure. */

import type { Decision, ReviewItem } from '#lib/api';

export type Decided = Readonly<Record<string, Decision>>;

export interface Reviewed {
	member: ReviewItem['member'];
	items: ReviewItem[];
}

export function decisionOf(item: ReviewItem, decided: Decided): Decision | null {
	return decided[item.holding.id] ?? item.decision;
}

/** By member, in the order they come; only those with something undecided when asked so. */
export function byMember(items: readonly ReviewItem[], openOnly: boolean): Reviewed[] {
	const members = new Map<string, Reviewed>();
	for (const item of items) {
		const known = members.get(item.member.id);
		if (known) known.items.push(item);
		else members.set(item.member.id, { member: item.member, items: [item] });
	}
	const all = [...members.values()];
	return openOnly ? all.filter(({ items }) => items.some((item) => item.decision === null)) : all;
}

/** What is new against what the server has. */
export function unsent(items: readonly ReviewItem[], decided: Decided) {
	return items.flatMap(({ holding, decision }) => {
		const now = decided[holding.id];
		return now && now !== decision ? [{ holding_id: holding.id, decision: now }] : [];
	});
}
