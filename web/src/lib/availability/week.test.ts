import { describe, expect, it } from 'vitest';
import { byDay, markOf, painted } from './week';

const evening = { weekday: 1, from: '18:00', until: '22:00' };
const night = { weekday: 7, from: '22:30', until: '02:00' };

describe('a week', () => {
	it('marks the hours that are covered, and those in part', () => {
		const week = [{ weekday: 3, from: '09:30', until: '11:00' }];
		expect([8, 9, 10, 11].map((hour) => markOf(week, 3, hour))).toEqual([
			'none',
			'part',
			'full',
			'none'
		]);
		expect(markOf(week, 4, 10)).toBe('none');
	});

	it('counts what crosses midnight on both days, from Sunday to Monday too', () => {
		expect(markOf([night], 7, 23)).toBe('full');
		expect(markOf([night], 1, 1)).toBe('full');
		expect(markOf([night], 1, 2)).toBe('none');
		expect(byDay([night])).toEqual([
			{ weekday: 1, from: '00:00', until: '02:00' },
			{ weekday: 7, from: '22:30', until: '24:00' }
		]);
	});

	it('grows by an hour beside a span, and joins two spans', () => {
		expect(painted([evening], 1, 22, true)).toEqual([
			{ weekday: 1, from: '18:00', until: '23:00' }
		]);
		const two = [evening, { weekday: 1, from: '23:00', until: '24:00' }];
		expect(painted(two, 1, 22, true)).toEqual([{ weekday: 1, from: '18:00', until: '24:00' }]);
	});

	it('is cut in two by an hour taken out', () => {
		expect(painted([evening], 1, 19, false)).toEqual([
			{ weekday: 1, from: '18:00', until: '19:00' },
			{ weekday: 1, from: '20:00', until: '22:00' }
		]);
	});

	it('painted on and off again is as before', () => {
		for (let weekday = 1; weekday <= 7; weekday++) {
			for (let hour = 0; hour < 24; hour++) {
				const on = painted([evening], weekday, hour, true);
				expect(markOf(on, weekday, hour)).toBe('full');
				const off = painted(on, weekday, hour, false);
				expect(markOf(off, weekday, hour)).toBe('none');
			}
		}
	});
});
