/** The order of ranks: each has a number, the lower the more senior; several may share one. Pure. */

import type { Rank } from '#lib/api';

const STEP = 10;
const HIGHEST = 10_000;

export interface Placed {
	rank: Rank;
	order: number;
}

export function sorted(ranks: readonly Rank[]): Rank[] {
	return [...ranks].sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));
}

/** The number of a rank that comes after all others. */
export function lastOrder(ranks: readonly Rank[]): number {
	return Math.min(HIGHEST, Math.max(0, ...ranks.map(({ order }) => order)) + STEP);
}

/**
 * What has to be written so that the rank at `from` stands at `to`: one number where there is room
 * between its new neighbours, otherwise all are numbered anew.
 */
export function moved(ranks: readonly Rank[], from: number, to: number): Placed[] {
	const now = sorted(ranks);
	const [rank] = now.splice(from, 1);
	if (!rank || to < 0 || to > now.length) return [];
	const before = now[to - 1]?.order ?? -1;
	const after = now[to]?.order ?? Math.min(before + 2 * STEP, HIGHEST + 1);
	const order = Math.floor((before + after) / 2);
	if (order > before && order < after) return [{ rank, order }];
	now.splice(to, 0, rank);
	return now
		.map((rank, at) => ({ rank, order: (at + 1) * STEP }))
		.filter(({ rank, order }) => rank.order !== order);
}
