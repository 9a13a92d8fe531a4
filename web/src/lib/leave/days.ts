import type { Formats } from '#lib/format/formats';

/** How many days of the calendar a time touches, whatever the clock does on the way. */
export function daysOf(formats: Formats, start: string, end: string): number {
	const midnight = (at: Date) => Date.parse(`${formats.localDate(at)}T00:00:00Z`);
	const last = new Date(new Date(end).getTime() - 1);
	return Math.round((midnight(last) - midnight(new Date(start))) / 86_400_000) + 1;
}
