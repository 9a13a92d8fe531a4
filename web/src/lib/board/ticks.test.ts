import { describe, expect, it } from 'vitest';
import { Formats } from '#lib/format/formats';
import { HOUR, type View } from './layout';
import { stretchOf } from './range';
import { requirement } from './sample';
import { everyHour, fillingOf, ticksOf } from './ticks';

const chicago = new Formats('America/Chicago', 'en-GB');

describe('lines over the board', () => {
	it('cover the days without a gap, also where a day is not of 24 hours', () => {
		for (const [view, day] of [
			['day', '2026-03-08'],
			['day', '2026-11-01'],
			['week', '2026-11-01'],
			['month', '2026-03-15']
		] as [View, string][]) {
			const stretch = stretchOf(view, day, chicago);
			const ticks = ticksOf(view, stretch);
			expect(ticks[0]?.start).toBe(stretch.start);
			expect(ticks.at(-1)?.end).toBe(stretch.end);
			for (const [at, tick] of ticks.entries()) {
				expect(tick.start).toBeLessThan(tick.end);
				if (at > 0) expect(tick.start).toBe(ticks[at - 1]?.end);
			}
			expect(ticks.filter(({ day }) => day)).toHaveLength(stretch.days.length);
		}
	});
});

describe('how places are filled', () => {
	it('does not count more than is needed', () => {
		const hour = {
			start: Date.parse('2026-11-23T09:00:00Z'),
			end: Date.parse('2026-11-23T10:00:00Z')
		};
		const [filling] = fillingOf(
			[hour],
			[
				requirement('a', { min: 1, max: 3, filled: 3 }),
				requirement('b', { min: 2, filled: 0 })
			]
		);
		expect(filling).toMatchObject({ needed: 3, filled: 1 });
	});
});

describe('coverage hour by hour', () => {
	it('holds the hours that were not told as well', () => {
		const start = Date.parse('2026-11-23T06:00:00Z');
		const told = [{ start: '2026-11-23T07:00:00Z', needed: 2, covered: 1, filled: 1, room: 2 }];
		const hours = everyHour({ start, end: start + 3 * HOUR }, told);
		expect(hours.map(({ needed }) => needed)).toEqual([0, 2, 0]);
	});
});
