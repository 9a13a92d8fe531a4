import { describe, expect, it } from 'vitest';
import { everyOf, nextDays, ruleOf, ruleOfRepeats, type Every } from './rule';

const plain: Every = { unit: 'year', every: 1, weekdays: [], monthDay: 'date' };

describe('how often, as a rule', () => {
	it('says a plain interval', () => {
		expect(ruleOf(plain, '2027-03-12')).toBe('FREQ=YEARLY');
		expect(ruleOf({ ...plain, unit: 'month', every: 6 }, '2027-03-12')).toBe(
			'FREQ=MONTHLY;INTERVAL=6'
		);
	});

	it('says weekdays in their order, the weekday of a month, and its last day', () => {
		expect(ruleOf({ ...plain, unit: 'week', every: 2, weekdays: [4, 1] }, '2027-03-12')).toBe(
			'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'
		);
		const month = { ...plain, unit: 'month' } as const;
		expect(ruleOf({ ...month, monthDay: 'weekday' }, '2027-03-12')).toBe(
			'FREQ=MONTHLY;BYDAY=2FR'
		);
		expect(ruleOf({ ...month, monthDay: 'weekday' }, '2027-03-30')).toBe(
			'FREQ=MONTHLY;BYDAY=-1TU'
		);
		expect(ruleOf({ ...month, monthDay: 'last' }, '2027-03-31')).toBe(
			'FREQ=MONTHLY;BYMONTHDAY=-1'
		);
	});

	it('reads back what it wrote, and leaves alone what it cannot say', () => {
		for (const said of [
			plain,
			{ ...plain, unit: 'week', every: 2, weekdays: [1, 4] },
			{ ...plain, unit: 'month', monthDay: 'weekday' },
			{ ...plain, unit: 'month', monthDay: 'last', every: 3 }
		] satisfies Every[])
			expect(everyOf(ruleOf(said, '2027-03-12'), '2027-03-12')).toEqual(said);
		expect(everyOf('INTERVAL=1;FREQ=DAILY', '2027-03-12')?.unit).toBe('day');
		for (const other of [
			'FREQ=YEARLY;BYMONTH=3,9',
			'FREQ=MONTHLY;BYDAY=1MO',
			'FREQ=MONTHLY;COUNT=4',
			'FREQ=WEEKLY;BYDAY=1MO',
			'FREQ=HOURLY',
			''
		])
			expect(everyOf(other, '2027-03-12')).toBeNull();
	});
});

describe('a plain choice, as a rule', () => {
	it('repeats on its own weekday', () => {
		expect(ruleOfRepeats('no', '2026-11-28')).toBeNull();
		expect(ruleOfRepeats('DAILY', '2026-11-28')).toBe('FREQ=DAILY');
		expect(ruleOfRepeats('WEEKLY', '2026-11-28')).toBe('FREQ=WEEKLY;BYDAY=SA');
		expect(ruleOfRepeats('FORTNIGHTLY', '2026-11-29')).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU');
	});

	it('and in a month on the same one of its weekdays, the fifth being the last', () => {
		expect(ruleOfRepeats('MONTHLY', '2026-11-14')).toBe('FREQ=MONTHLY;BYDAY=2SA');
		expect(ruleOfRepeats('MONTHLY', '2026-10-31')).toBe('FREQ=MONTHLY;BYDAY=-1SA');
		expect(ruleOfRepeats('MONTHLY', '')).toBeNull();
	});
});

describe('the next days', () => {
	it('begin with the first date, or after today', () => {
		expect(nextDays(plain, '2027-03-12', '2026-01-01', 2)).toEqual([
			'2027-03-12',
			'2028-03-12'
		]);
		expect(nextDays(plain, '2020-03-12', '2026-11-21', 1)).toEqual(['2027-03-12']);
	});

	it('leave out a month that lacks the day, as the rule does', () => {
		const month: Every = { ...plain, unit: 'month' };
		expect(nextDays(month, '2027-01-31', '2027-01-01', 3)).toEqual([
			'2027-01-31',
			'2027-03-31',
			'2027-05-31'
		]);
		expect(nextDays({ ...month, monthDay: 'last' }, '2027-01-31', '2027-01-01', 2)).toEqual([
			'2027-01-31',
			'2027-02-28'
		]);
		expect(nextDays(plain, '2024-02-29', '2024-01-01', 2)).toEqual([
			'2024-02-29',
			'2028-02-29'
		]);
	});

	it('keep the weekday of a month and the days of a week', () => {
		const second: Every = { ...plain, unit: 'month', monthDay: 'weekday' };
		expect(nextDays(second, '2026-11-14', '2026-11-01', 3)).toEqual([
			'2026-11-14',
			'2026-12-12',
			'2027-01-09'
		]);
		expect(nextDays(second, '2026-10-31', '2026-11-01', 2)).toEqual([
			'2026-11-28',
			'2026-12-26'
		]);
		const week: Every = { ...plain, unit: 'week', every: 2, weekdays: [1, 4] };
		expect(nextDays(week, '2026-11-19', '2026-11-01', 3)).toEqual([
			'2026-11-19',
			'2026-11-30',
			'2026-12-03'
		]);
	});

	it('end for nonsense', () => {
		expect(nextDays(plain, '', '2026-01-01', 6)).toEqual([]);
		expect(nextDays({ ...plain, every: 0 }, '2026-01-01', '2026-01-01', 6)).toEqual([]);
	});
});
