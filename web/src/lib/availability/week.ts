/** The hours of a week in which somebody can serve, as spans that do not touch. Times are minutes of a day. */

import type { WeeklySpan } from '#lib/api';

const DAY = 24 * 60;
export type Mark = 'none' | 'part' | 'full';
interface Span {
	from: number;
	until: number;
}

export function minuteOf(time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return hours * 60 + minutes;
}

export function timeOf(minute: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The spans of one day; what crosses midnight lies on both days. */
function daySpans(week: readonly WeeklySpan[], weekday: number): Span[] {
	const before = weekday === 1 ? 7 : weekday - 1;
	return joined(
		week.flatMap(({ weekday: on, from, until }) => {
			const [a, b] = [minuteOf(from), minuteOf(until)];
			const crosses = b <= a;
			if (on === weekday) return [{ from: a, until: crosses ? DAY : b }];
			return crosses && on === before && b > 0 ? [{ from: 0, until: b }] : [];
		})
	);
}

/** In order, and as one where they touch. */
function joined(spans: readonly Span[]): Span[] {
	const result: Span[] = [];
	for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
		const last = result.at(-1);
		if (last && from <= last.until) last.until = Math.max(last.until, until);
		else if (until > from) result.push({ from, until });
	}
	return result;
}

/** The week with no span crossing midnight, so that each day stands for itself. */
export function byDay(week: readonly WeeklySpan[]): WeeklySpan[] {
	return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
		daySpans(week, weekday).map(({ from, until }) => ({
			weekday,
			from: timeOf(from),
			until: timeOf(until)
		}))
	);
}

export function markOf(week: readonly WeeklySpan[], weekday: number, hour: number): Mark {
	const [start, end] = [hour * 60, hour * 60 + 60];
	const covered = daySpans(week, weekday).reduce(
		(sum, { from, until }) => sum + Math.max(0, Math.min(until, end) - Math.max(from, start)),
		0
	);
	return covered === 0 ? 'none' : covered === 60 ? 'full' : 'part';
}

/** The week with one hour of it taken in or out. */
export function painted(
	week: readonly WeeklySpan[],
	weekday: number,
	hour: number,
	on: boolean
): WeeklySpan[] {
	const [start, end] = [hour * 60, hour * 60 + 60];
	const all = byDay(week);
	const spans = daySpans(week, weekday);
	const now = on
		? joined([...spans, { from: start, until: end }])
		: joined(
				spans.flatMap(({ from, until }) => [
					{ from, until: Math.min(until, start) },
					{ from: Math.max(from, end), until }
				])
			);
	const other = all.filter((span) => span.weekday !== weekday);
	const own = now.map(({ from, until }) => ({
		weekday,
		from: timeOf(from),
		until: timeOf(until)
	}));
	return [...other, ...own].toSorted(
		(a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from)
	);
}
