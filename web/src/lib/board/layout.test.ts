import { describe, expect, it } from 'vitest';
import {
	box,
	drawn,
	HOUR,
	inSight,
	MINUTE,
	overlaps,
	pile,
	rowAt,
	scaleOf,
	snap,
	stack,
	STEP,
	toPixel,
	toTime,
	type Span
} from './layout';

/** The same numbers at every run (mulberry32). */
function dice(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const MIDNIGHT = Date.UTC(2026, 10, 23);
const DAY = { start: MIDNIGHT, end: MIDNIGHT + 24 * HOUR };

function randomSpans(roll: () => number, count: number): Span[] {
	return Array.from({ length: count }, () => {
		const start = MIDNIGHT + Math.floor(roll() * 96) * 15 * MINUTE;
		return { start, end: start + (1 + Math.floor(roll() * 32)) * 15 * MINUTE };
	});
}

/** How many stand over the busiest moment, counted the slow way. */
function deepest(spans: Span[]): number {
	return Math.max(
		0,
		...spans.map(({ start }) => spans.filter((s) => s.start <= start && start < s.end).length)
	);
}

describe('bars that overlap', () => {
	it('never share a lane, lose none, and take no more lanes than overlap at once', () => {
		const roll = dice(7);
		for (let round = 0; round < 300; round++) {
			const spans = randomSpans(roll, Math.floor(roll() * 24));
			const { bars, lanes } = stack(spans);
			expect(bars).toHaveLength(spans.length);
			expect(lanes).toBe(deepest(spans));
			for (const [at, one] of bars.entries()) {
				expect(one.lane).toBeLessThan(lanes);
				for (const other of bars.slice(at + 1)) {
					if (one.lane === other.lane) expect(overlaps(one, other)).toBe(false);
				}
			}
		}
	});

	it('are kept apart by what they look like, where they look longer than they are', () => {
		const short = [0, 10, 20].map((start) => ({ start, end: start + 5 }));
		expect(stack(short).lanes).toBe(1);
		expect(stack(short, 15).lanes).toBe(2);
	});

	it('stands beside what ends when it begins', () => {
		const { lanes } = stack([
			{ start: 0, end: 10 },
			{ start: 10, end: 20 }
		]);
		expect(lanes).toBe(1);
	});
});

describe('time as pixels', () => {
	it('goes there and back, and keeps the order', () => {
		const roll = dice(11);
		for (const view of ['day', 'week', 'month'] as const) {
			const scale = scaleOf(view, DAY, 300 + roll() * 2000);
			for (let round = 0; round < 200; round++) {
				const [a, b] = [MIDNIGHT + roll() * 24 * HOUR, MIDNIGHT + roll() * 24 * HOUR];
				expect(toTime(scale, toPixel(scale, a))).toBeCloseTo(a, 0);
				expect(toPixel(scale, a) < toPixel(scale, b)).toBe(a < b);
				const snapped = snap(scale, a, STEP[view]);
				expect(Math.abs(snapped - a)).toBeLessThanOrEqual(STEP[view] / 2);
				expect(snap(scale, snapped, STEP[view])).toBe(snapped);
			}
		}
	});

	it('is as wide as the window, and wider where an hour could not be read', () => {
		expect(scaleOf('day', DAY, 3000).width).toBe(3000);
		expect(scaleOf('day', DAY, 300).width).toBe(24 * 60);
	});

	it('cuts a bar at the edges and never hides it', () => {
		const scale = scaleOf('day', DAY, 2400);
		expect(box(scale, { start: MIDNIGHT - HOUR, end: MIDNIGHT + HOUR })).toEqual({
			left: 0,
			width: 99
		});
		expect(
			box(scale, { start: MIDNIGHT + HOUR, end: MIDNIGHT + HOUR + 1 }).width
		).toBeGreaterThanOrEqual(16);
	});

	it('draws all that is seen, and the same while a little is scrolled', () => {
		const roll = dice(3);
		const scale = scaleOf('month', { start: MIDNIGHT, end: MIDNIGHT + 28 * 24 * HOUR }, 900);
		for (let round = 0; round < 200; round++) {
			const left = roll() * 2000;
			const { start, end } = drawn(scale, left, 900);
			expect(start).toBeLessThanOrEqual(toTime(scale, left));
			expect(end).toBeGreaterThanOrEqual(toTime(scale, left + 900));
		}
		expect(drawn(scale, 460, 900)).toEqual(drawn(scale, 470, 900));
	});
});

describe('rows under each other', () => {
	it('are found by their height, each pixel in one row', () => {
		const roll = dice(5);
		for (let round = 0; round < 100; round++) {
			const heights = Array.from({ length: 1 + Math.floor(roll() * 60) }, () => ({
				height: 20 + Math.floor(roll() * 120)
			}));
			const { rows, height } = pile(heights);
			expect(rowAt(rows, -1)).toBe(-1);
			expect(rowAt(rows, height)).toBe(-1);
			const y = Math.floor(roll() * height);
			const row = rows[rowAt(rows, y)];
			expect(row && row.top <= y && y < row.top + row.height).toBe(true);
			const bottom = y + roll() * 800;
			const seen = inSight(rows, y, bottom);
			const slow = rows.filter((r) => r.top + r.height > y && r.top <= bottom);
			expect(seen).toEqual(slow);
		}
	});

	it('are none where there are none', () => {
		expect(inSight([], 0, 500)).toEqual([]);
	});
});
