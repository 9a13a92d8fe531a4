/** How a session repeats, as an RFC 5545 rule; the server reckons the dates. */

export type Repeats = 'no' | 'DAILY' | 'WEEKLY' | 'FORTNIGHTLY' | 'MONTHLY';
export const REPEATS: readonly Repeats[] = ['no', 'DAILY', 'WEEKLY', 'FORTNIGHTLY', 'MONTHLY'];
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** `start` is a wall time. A month keeps its weekday (“the second Saturday”), as duties do. */
export function ruleOf(repeats: Repeats, start: string): string | null {
	const day = new Date(`${start.slice(0, 10)}T00:00:00Z`);
	if (repeats === 'no' || Number.isNaN(day.getTime())) return null;
	if (repeats === 'DAILY') return 'FREQ=DAILY';
	const weekday = WEEKDAYS[day.getUTCDay()] ?? 'MO';
	if (repeats === 'WEEKLY') return `FREQ=WEEKLY;BYDAY=${weekday}`;
	if (repeats === 'FORTNIGHTLY') return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`;
	// A fifth Saturday is missing in most months: then it is the last one that is meant.
	const nth = Math.ceil(day.getUTCDate() / 7);
	return `FREQ=MONTHLY;BYDAY=${nth > 4 ? -1 : nth}${weekday}`;
}
