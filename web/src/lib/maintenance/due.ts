/** What is due, put in order: for the page of one plan, and for a month. Pure. */

import type { Due, DueState } from '#lib/api';
import { daysLater, weekdayOf } from '#lib/recurrence/rule';
import { nameOf } from './words';

export interface Sorted {
	late: Due[];
	due: Due[];
	toCome: Due[];
	past: Due[];
}

const byDay = (a: Due, b: Due) =>
	a.due.localeCompare(b.due) || nameOf(a.target).localeCompare(nameOf(b.target));

export function sorted(items: readonly Due[]): Sorted {
	const of = (...states: DueState[]) =>
		items.filter(({ state }) => states.includes(state)).toSorted(byDay);
	return {
		late: of('late'),
		due: of('made'),
		toCome: of('forecast'),
		past: of('done', 'skipped', 'left_out').toReversed()
	};
}

/** What one plan has on one day in one state: many assets are one entry. */
export interface Entry {
	key: string;
	plan: Due['plan'];
	state: DueState;
	items: Due[];
}

export interface Day {
	day: string;
	items: Due[];
}

/** Days on which something is due, in their order. */
export function byDays(items: readonly Due[]): Day[] {
	const days = new Map<string, Due[]>();
	for (const one of items.toSorted(byDay)) {
		const there = days.get(one.due);
		if (there) there.push(one);
		else days.set(one.due, [one]);
	}
	return [...days].map(([day, there]) => ({ day, items: there }));
}

const URGENCY: readonly DueState[] = ['late', 'made', 'forecast', 'skipped', 'left_out', 'done'];

export function entriesOf(items: readonly Due[]): Entry[] {
	const entries = new Map<string, Entry>();
	for (const one of items) {
		const key = `${one.plan.id} ${one.state}`;
		const there = entries.get(key);
		if (there) there.items.push(one);
		else entries.set(key, { key, plan: one.plan, state: one.state, items: [one] });
	}
	return [...entries.values()].toSorted(
		(a, b) =>
			URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
			a.plan.name.localeCompare(b.plan.name)
	);
}

/** `2027-03`, or the month of `today` for anything else. */
export function monthIn(text: string | null, today: string): string {
	return /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '') ? (text ?? '') : today.slice(0, 7);
}

export function monthLater(month: string, by: number): string {
	const at = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1));
	return at.toISOString().slice(0, 7);
}

/** The weeks that show a month, Monday first. */
export function weeksOf(month: string): string[][] {
	const first = `${month}-01`;
	const end = `${monthLater(month, 1)}-01`;
	const weeks: string[][] = [];
	for (let day = daysLater(first, 1 - weekdayOf(first)); day < end; day = daysLater(day, 7)) {
		const monday = day;
		weeks.push([0, 1, 2, 3, 4, 5, 6].map((at) => daysLater(monday, at)));
	}
	return weeks;
}
