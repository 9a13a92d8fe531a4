/** The days a board shows, in the zone of the organisation. Days are `YYYY-MM-DD`. Pure. */

import { endOfDay, startOfDay } from '#lib/format/day';
import type { Formats } from '#lib/format/formats';
import type { Span, View } from './layout';

export function addDays(day: string, count: number): string {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + count);
	return at.toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** One day, a week from Monday, or a calendar month. */
export function daysOf(view: View, day: string): string[] {
	if (view === 'day') return [day];
	const at = new Date(`${day}T00:00:00Z`);
	if (view === 'week') {
		const monday = addDays(day, -((at.getUTCDay() + 6) % 7));
		return Array.from({ length: 7 }, (_, count) => addDays(monday, count));
	}
	const first = `${day.slice(0, 8)}01`;
	const length = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
	return Array.from({ length }, (_, count) => addDays(first, count));
}

/** The same day one day, week or month on; the last of a month where that is shorter. */
export function stepped(view: View, day: string, by: 1 | -1): string {
	if (view !== 'month') return addDays(day, by * (view === 'day' ? 1 : 7));
	const at = new Date(`${day}T00:00:00Z`);
	const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + by + 1, 0));
	const kept = Math.min(at.getUTCDate(), last.getUTCDate());
	return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), kept))
		.toISOString()
		.slice(0, 10);
}

export interface Stretch extends Span {
	days: readonly string[];
	/** The instant each day begins: days are not all of 24 hours. */
	starts: readonly number[];
}

export function stretchOf(view: View, day: string, formats: Formats): Stretch {
	const days = daysOf(view, day);
	const starts = days.map((one) => Date.parse(startOfDay(formats, one) ?? ''));
	const end = Date.parse(endOfDay(formats, days.at(-1) ?? day) ?? '');
	return { days, starts, start: starts[0] ?? end, end };
}
