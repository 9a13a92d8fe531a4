/** From when until when, at a place whose zone may be another than the organisation's. */

import { Formats } from './formats';

const kept = new Map<string, Formats>();

/** Formats of another zone; they are costly to make. */
export function formatsOf(zone: string, like: Formats): Formats {
	if (zone === like.zone) return like;
	let formats = kept.get(zone);
	if (!formats) kept.set(zone, (formats = new Formats(zone, like.locale)));
	return formats;
}

/** `Sat 28 Nov, 18:00 – 22:00`; both days where midnight lies between. */
export function spanText(formats: Formats, start: string, end: string, now = new Date()): string {
	const [from, until] = [new Date(start), new Date(end)];
	const thisYear = formats.localDate(now).slice(0, 4);
	const day = (at: Date) =>
		new Intl.DateTimeFormat(formats.locale, {
			timeZone: formats.zone,
			weekday: 'short',
			day: 'numeric',
			month: 'short',
			...(formats.localDate(at).slice(0, 4) === thisYear ? {} : { year: 'numeric' })
		}).format(at);
	// What ends at midnight ends on the day it began.
	const last = new Date(until.getTime() - 1);
	const oneDay = formats.localDate(from) === formats.localDate(last);
	const [a, b] = [clock(formats, start), clock(formats, end)];
	if (oneDay) return `${day(from)}, ${a} – ${b === '00:00' ? '24:00' : b}`;
	return `${day(from)}, ${a} – ${day(until)}, ${b}`;
}

export function clock(formats: Formats, instant: string): string {
	return formats.toLocalInput(instant).slice(11, 16);
}

/** `Europe/Berlin` as people say it. */
export function zoneName(zone: string): string {
	return zone.replaceAll('_', ' ');
}
