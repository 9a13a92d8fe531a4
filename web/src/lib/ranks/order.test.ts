import { describe, expect, it } from 'vitest';
import type { Rank } from '#lib/api';
import { lastOrder, moved, sorted } from './order';

const rank = (name: string, order: number): Rank => ({
	id: `rnk_${name}`,
	version: 1,
	name,
	order
});
const names = (ranks: readonly Rank[]) => sorted(ranks).map(({ name }) => name);

/** As the server has them once the changes are written. */
function after(ranks: readonly Rank[], changes: ReturnType<typeof moved>): Rank[] {
	return ranks.map((one) => ({
		...one,
		order: changes.find(({ rank }) => rank.id === one.id)?.order ?? one.order
	}));
}

describe('moving a rank', () => {
	const spaced = ['A', 'B', 'C', 'D'].map((name, at) => rank(name, (at + 1) * 10));

	it('writes one number where there is room', () => {
		expect(moved(spaced, 3, 1)).toEqual([{ rank: spaced[3], order: 15 }]);
	});

	it.each([
		['spaced', [10, 20, 30, 40]],
		['close together', [1, 2, 3, 4]],
		['from nought', [0, 1, 2, 3]],
		['all alike', [7, 7, 7, 7]],
		['at the very end', [9997, 9998, 9999, 10_000]]
	])('ends where it was put, whatever the numbers are: %s', (_, orders) => {
		const ranks = orders.map((order, at) => rank('ABCD'.charAt(at), order));
		for (let from = 0; from < 4; from++)
			for (let to = 0; to < 4; to++) {
				const wanted = names(ranks);
				wanted.splice(to, 0, ...wanted.splice(from, 1));
				const now = after(ranks, moved(ranks, from, to));
				expect(names(now), `${from} to ${to}`).toEqual(wanted);
				for (const { order } of now) {
					expect(order).toBeGreaterThanOrEqual(0);
					expect(order).toBeLessThanOrEqual(10_000);
				}
			}
	});

	it('changes nothing beyond the ends', () => {
		expect(moved(spaced, 0, -1)).toEqual([]);
		expect(moved(spaced, 3, 4)).toEqual([]);
		expect(moved([], 0, 0)).toEqual([]);
	});
});

it('a new rank comes last', () => {
	expect(lastOrder([])).toBe(10);
	expect(lastOrder([rank('A', 35), rank('B', 10)])).toBe(45);
});
