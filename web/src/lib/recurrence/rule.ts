/**
 * How often something happens, as choices of a form and as an RFC 5545 rule. Days are calendar days
 * (`2027-03-12`), reckoned without a zone. Pure; the server reckons what counts.
 */

export type Unit = 'day' | 'week' | 'month' | 'year';
export const UNITS: readonly Unit[] = ['day', 'week', 'month', 'year'];
/** Which day of a month: the same date, the same weekday of it, or its last day. */
export type MonthDay = 'date' | 'weekday' | 'last';

/** What a form offers where a few plain choices are enough. */
export type Repeats = 'no' | 'DAILY' | 'WEEKLY' | 'FORTNIGHTLY' | 'MONTHLY';
export const REPEATS: readonly Repeats[] = ['no', 'DAILY', 'WEEKLY', 'FORTNIGHTLY', 'MONTHLY'];

export interface Every {
	unit: Unit;
	every: number;
	/** Of weeks: Monday is 1. None: the weekday of the first date. */
	weekdays: number[];
	monthDay: MonthDay;
}

const FREQUENCY: Record<Unit, string> = {
	day: 'DAILY',
	week: 'WEEKLY',
	month: 'MONTHLY',
	year: 'YEARLY'
};
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAY = 86_400_000;

function dayOf(date: string): Date | null {
	const day = new Date(`${date}T00:00:00Z`);
	return Number.isNaN(day.getTime()) ? null : day;
}

const written = (day: Date | number) => new Date(day).toISOString().slice(0, 10);

/** Monday is 1. */
export function weekdayOf(date: string): number {
	return (((dayOf(date)?.getUTCDay() ?? 1) + 6) % 7) + 1;
}

/** Which of its weekdays in the month a day is; −1 for a fifth, which most months lack. */
export function nthOf(date: string): number {
	const nth = Math.ceil(Number(date.slice(8, 10)) / 7);
	return nth > 4 ? -1 : nth;
}

export function daysLater(date: string, days: number): string {
	const day = dayOf(date);
	return day ? written(day.getTime() + days * DAY) : date;
}

function lastOfMonth(year: number, month: number): number {
	return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** The rule; `first` tells the weekday where a month keeps it. */
export function ruleOf({ unit, every, weekdays, monthDay }: Every, first: string): string {
	const parts = [`FREQ=${FREQUENCY[unit]}`];
	if (every > 1) parts.push(`INTERVAL=${every}`);
	if (unit === 'week' && weekdays.length > 0)
		parts.push(
			`BYDAY=${weekdays
				.toSorted((a, b) => a - b)
				.map((day) => WEEKDAYS[day - 1])
				.join(',')}`
		);
	if (unit === 'month' && monthDay === 'weekday')
		parts.push(`BYDAY=${nthOf(first)}${WEEKDAYS[weekdayOf(first) - 1]}`);
	if (unit === 'month' && monthDay === 'last') parts.push('BYMONTHDAY=-1');
	return parts.join(';');
}

/** The rule of a plain choice: on the weekday of the first date, in a month on the same one of its weekdays. */
export function ruleOfRepeats(repeats: Repeats, first: string): string | null {
	if (repeats === 'no' || !dayOf(first)) return null;
	const said: Every = { unit: 'day', every: 1, weekdays: [], monthDay: 'weekday' };
	if (repeats === 'DAILY') return ruleOf(said, first);
	if (repeats === 'MONTHLY') return ruleOf({ ...said, unit: 'month' }, first);
	const every = repeats === 'FORTNIGHTLY' ? 2 : 1;
	return ruleOf({ ...said, unit: 'week', every, weekdays: [weekdayOf(first)] }, first);
}

/** The choices behind a rule; null for one that the form cannot say. */
export function everyOf(rule: string, first: string): Every | null {
	const parts = new Map(
		rule.split(';').map((part): [string, string] => {
			const [name = '', value = ''] = part.toUpperCase().split('=', 2);
			return [name, value];
		})
	);
	const unit = UNITS.find((one) => FREQUENCY[one] === parts.get('FREQ'));
	const every = Number(parts.get('INTERVAL') ?? 1);
	if (!unit || !Number.isInteger(every) || every < 1) return null;
	const weekdays = (unit === 'week' ? (parts.get('BYDAY')?.split(',') ?? []) : []).map(
		(day) => WEEKDAYS.indexOf(day) + 1
	);
	const monthDay: MonthDay =
		unit !== 'month'
			? 'date'
			: parts.has('BYDAY')
				? 'weekday'
				: parts.get('BYMONTHDAY') === '-1'
					? 'last'
					: 'date';
	const said = { unit, every, weekdays, monthDay };
	// What the form would write again is what it can say; anything else is left as it is.
	const same = new Set(ruleOf(said, first).split(';'));
	if (parts.get('INTERVAL') === '1') parts.delete('INTERVAL');
	const all = [...parts].map(([name, value]) => `${name}=${value}`);
	return all.length === same.size && all.every((part) => same.has(part)) ? said : null;
}

/** The day of the month that is meant in one month; null where that month lacks it. */
function inMonth(said: Every, first: Date, year: number, month: number): number | null {
	const last = lastOfMonth(year, month);
	if (said.monthDay === 'last') return last;
	if (said.monthDay === 'date') {
		const date = first.getUTCDate();
		return date <= last ? date : null;
	}
	const weekday = first.getUTCDay();
	const nth = nthOf(written(first));
	if (nth < 0)
		return last - ((new Date(Date.UTC(year, month, last)).getUTCDay() - weekday + 7) % 7);
	const begins = new Date(Date.UTC(year, month, 1)).getUTCDay();
	return 1 + ((weekday - begins + 7) % 7) + (nth - 1) * 7;
}

function* days(said: Every, first: Date): Generator<number> {
	const [year, month, date] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
	// Enough for six leap days, and an end for what never comes.
	for (let step = 0; step < 2_000; step += said.every) {
		if (said.unit === 'day') yield first.getTime() + step * DAY;
		else if (said.unit === 'week') {
			const monday = first.getTime() - (weekdayOf(written(first)) - 1) * DAY;
			const on = said.weekdays.length > 0 ? said.weekdays : [weekdayOf(written(first))];
			for (const day of on.toSorted((a, b) => a - b))
				yield monday + (step * 7 + day - 1) * DAY;
		} else if (said.unit === 'month') {
			const there = new Date(Date.UTC(year, month + step, 1));
			const day = inMonth(said, first, there.getUTCFullYear(), there.getUTCMonth());
			if (day !== null) yield Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), day);
		} else if (date <= lastOfMonth(year + step, month))
			yield Date.UTC(year + step, month, date);
	}
}

/** The next `count` days that are due, from `from` on. */
export function nextDays(said: Every, first: string, from: string, count: number): string[] {
	const start = dayOf(first);
	const found: string[] = [];
	if (!start || said.every < 1) return found;
	for (const at of days(said, start)) {
		const day = written(at);
		if (day >= first && day >= from) found.push(day);
		if (found.length >= count) break;
	}
	return found;
}
