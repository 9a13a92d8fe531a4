import { describe, expect, it } from 'vitest';
import { byDays, entriesOf, monthIn, monthLater, sorted, weeksOf } from './due';
import { dueOn } from './sample';

describe('what is due', () => {
	it('is sorted by what it asks for; what is past has the last first', () => {
		const { late, due, toCome, past } = sorted([
			dueOn('2027-03-12', 'b'),
			dueOn('2027-03-12', 'a'),
			dueOn('2026-09-01', 'a', 'late'),
			dueOn('2026-11-30', 'a', 'made'),
			dueOn('2025-03-12', 'a', 'done'),
			dueOn('2026-03-12', 'a', 'skipped')
		]);
		expect(toCome.map(({ target }) => target.id)).toEqual(['ast_a', 'ast_b']);
		expect([late.length, due.length]).toEqual([1, 1]);
		expect(past.map(({ state }) => state)).toEqual(['skipped', 'done']);
	});

	it('is one entry a plan and state on a day, the pressing first', () => {
		const [day, other] = byDays([
			dueOn('2027-03-12', 'a'),
			dueOn('2027-03-13', 'a'),
			dueOn('2027-03-12', 'b'),
			dueOn('2027-03-12', 'c', 'late', 'Zeal')
		]);
		expect([day?.day, day?.items.length, other?.day]).toEqual(['2027-03-12', 3, '2027-03-13']);
		expect(
			entriesOf(day?.items ?? []).map(({ plan, items }) => [plan.id, items.length])
		).toEqual([
			['Zeal', 1],
			['Service', 2]
		]);
	});
});

describe('a month', () => {
	it('is the one asked for, or that of today', () => {
		expect(monthIn('2027-03', '2026-11-21')).toBe('2027-03');
		for (const bad of ['2027-13', '27-03', 'x', '', null])
			expect(monthIn(bad, '2026-11-21')).toBe('2026-11');
	});

	it('goes over the end of the year', () => {
		expect(monthLater('2026-12', 1)).toBe('2027-01');
		expect(monthLater('2026-01', -1)).toBe('2025-12');
	});

	it('is shown in whole weeks from Monday', () => {
		const weeks = weeksOf('2026-11');
		expect(weeks.length).toBe(6);
		expect(weeks[0]?.[0]).toBe('2026-10-26');
		expect(weeks.at(-1)?.[6]).toBe('2026-12-06');
		// A February that begins on a Monday fills four weeks.
		expect(weeksOf('2027-02').length).toBe(4);
	});
});
