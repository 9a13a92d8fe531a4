/** The lines and words over the board, and how its places are filled under each of them. Pure. */

import type { CoverageHour, Requirement } from '#lib/api';
import { HOUR, overlaps, type Span, type View } from './layout';
import type { Stretch } from './range';

export interface Tick extends Span {
	/** The day it begins, where it begins one. */
	day: string | null;
}

/** Hours of a day, quarters of each day of a week, days of a month. */
export function ticksOf(view: View, { days, starts, end }: Stretch): Tick[] {
	return starts.flatMap((start, at) => {
		const last = starts[at + 1] ?? end;
		const size = view === 'day' ? HOUR : view === 'week' ? 6 * HOUR : last - start;
		const count = Math.max(1, Math.round((last - start) / size));
		return Array.from({ length: count }, (_, step): Tick => ({
			start: start + step * size,
			end: step === count - 1 ? last : start + (step + 1) * size,
			day: step === 0 ? (days[at] ?? null) : null
		}));
	});
}

export interface Filling extends Span {
	needed: number;
	filled: number;
}

/** Places that fall into each tick. One that has more than it needs does not make up for another. */
export function fillingOf(ticks: readonly Span[], requirements: readonly Requirement[]): Filling[] {
	const filling = ticks.map(({ start, end }) => ({ start, end, needed: 0, filled: 0 }));
	for (const { start, end, min, filled } of requirements) {
		const span = { start: Date.parse(start), end: Date.parse(end) };
		for (const tick of filling) {
			if (!overlaps(tick, span)) continue;
			tick.needed += min;
			tick.filled += Math.min(filled, min);
		}
	}
	return filling;
}

/** Hours in which nothing is needed are not told: here they are, with nothing. */
export function everyHour({ start, end }: Span, hours: readonly CoverageHour[]): CoverageHour[] {
	const told = new Map(hours.map((hour) => [Date.parse(hour.start), hour]));
	return Array.from({ length: Math.ceil((end - start) / HOUR) }, (_, at) => {
		const from = start + at * HOUR;
		const nothing = { needed: 0, covered: 0, filled: 0, room: 0 };
		return told.get(from) ?? { start: new Date(from).toISOString(), ...nothing };
	});
}
