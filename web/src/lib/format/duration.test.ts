import { describe, expect, it } from 'vitest';
import { duration, minutesOf } from './duration';

describe('durations', () => {
	it('are written in hours and minutes', () => {
		expect([0, 5, 60, 390, -90].map(duration)).toEqual([
			'0 min',
			'5 min',
			'1 h',
			'6 h 30 min',
			'−1 h 30 min'
		]);
	});

	it('are read as people write them', () => {
		for (const text of ['6:30', '6.5', '6,5', '6 h 30', '6h30 min']) {
			expect(minutesOf(text)).toBe(390);
		}
		expect(minutesOf('4')).toBe(240);
		for (const text of ['', 'six', '4:75', '-1']) expect(minutesOf(text)).toBeNull();
	});
});
