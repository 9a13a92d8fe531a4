/** Days of the organisation as the instants at which they begin. */

import type { Formats } from './formats';

/** Midnight at the beginning of `YYYY-MM-DD` in the organisation's zone; null when there is no such day. */
export function startOfDay(formats: Formats, day: string): string | null {
	return day ? formats.fromLocalInput(`${day}T00:00`) : null;
}

/** Midnight at its end, which is the beginning of the next day. */
export function endOfDay(formats: Formats, day: string): string | null {
	const next = new Date(`${day}T00:00:00Z`);
	if (!day || Number.isNaN(next.getTime())) return null;
	next.setUTCDate(next.getUTCDate() + 1);
	return startOfDay(formats, next.toISOString().slice(0, 10));
}

/** The beginning of today. */
export function today(formats: Formats, now = new Date()): string | null {
	return startOfDay(formats, formats.localDate(now));
}

/** The instant so many times 24 hours from now. */
export function fromNow(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString();
}
