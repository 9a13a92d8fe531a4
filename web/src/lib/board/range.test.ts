import { describe, expect, it } from 'vitest';
import { Formats } from '#lib/format/formats';
import { HOUR } from './layout';
import { addDays, daysOf, isDay, stepped, stretchOf } from './range';

const chicago = new Formats('America/Chicago', 'en-GB');

describe('the days a board shows', () => {
	it('weeks begin on Monday, whatever the day', () => {
		for (const day of ['2026-11-23', '2026-11-25', '2026-11-29']) {
			expect(daysOf('week', day)[0]).toBe('2026-11-23');
			expect(daysOf('week', day)).toHaveLength(7);
		}
	});

	it('months are whole', () => {
		expect(daysOf('month', '2028-02-10')).toHaveLength(29);
		expect(daysOf('month', '2026-12-31').at(-1)).toBe('2026-12-31');
	});

	it('steps forth and back, and keeps to the end of shorter months', () => {
		expect(stepped('month', '2026-01-31', 1)).toBe('2026-02-28');
		expect(stepped('month', '2026-01-15', -1)).toBe('2025-12-15');
		for (let day = '2026-01-01'; day < '2026-04-01'; day = addDays(day, 1)) {
			for (const view of ['day', 'week'] as const)
				expect(stepped(view, stepped(view, day, 1), -1)).toBe(day);
		}
	});

	it('knows days of 23 and 25 hours', () => {
		const hours = (day: string) => {
			const { start, end } = stretchOf('day', day, chicago);
			return (end - start) / HOUR;
		};
		expect([hours('2026-03-08'), hours('2026-11-01'), hours('2026-11-23')]).toEqual([
			23, 25, 24
		]);
		const { starts, end } = stretchOf('week', '2026-11-01', chicago);
		expect(starts).toHaveLength(7);
		expect([...starts, end].every((at, i, all) => i === 0 || at > (all[i - 1] ?? 0))).toBe(
			true
		);
	});

	it('takes no day that is none', () => {
		expect(['2026-02-30', 'today', ''].map(isDay)).toEqual([false, false, false]);
		expect(isDay('2026-02-28')).toBe(true);
	});
});
