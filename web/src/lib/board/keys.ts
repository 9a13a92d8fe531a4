/** The keys of the board: over bars and rows, and what is carried by them. */

import type { Assignment, Requirement } from '#lib/api';
import { board as words } from '#lib/i18n/en/board';
import { isTyping } from '#lib/search/shortcuts';
import { isMovable } from './acts';
import type { Held } from './drop';
import { mayExchange, spanOf } from './drop';
import { overlaps, type Topped } from './layout';
import { verdictLook } from '#lib/roster/look';
import type { Planner } from './planner.svelte';
import type { MemberRow, Row } from './rows';
import { stepped, type Arrow, type Stop } from './steps';

export interface Field {
	stops: () => readonly Stop[];
	rows: () => readonly Topped<Row>[];
	/** Milliseconds of one press. */
	step: () => number;
	fold: (id: string) => void;
	show: (row: string, bar: string | null) => void;
}

const ARROWS: readonly string[] = [
	'ArrowUp',
	'ArrowDown',
	'ArrowLeft',
	'ArrowRight',
	'Home',
	'End'
];

export function boardKeys(planner: Planner, field: Field): (event: KeyboardEvent) => void {
	const { hand } = planner;
	/** Milliseconds the carried thing has been moved by. */
	let by = 0;

	const members = () =>
		field.rows().filter((row): row is Topped<MemberRow> => row.kind === 'member');

	function lift() {
		const { cursor } = planner;
		if (!cursor?.bar || !planner.may.write) return;
		const one = planner.desk.find(cursor.bar);
		const place = planner.place(cursor.bar);
		if (one && isMovable(one)) take({ what: 'bar', of: one, by: 'middle' }, one);
		else if (place) take({ what: 'place', of: place }, place);
	}

	function take(held: Held, of: Assignment | Requirement) {
		by = 0;
		const own = held.what === 'bar' ? held.of.member.id : null;
		const row = members().find(({ id }) => id === own) ?? members()[0];
		hand.lift(held, 'keys', row?.member ?? null);
		planner.says = words.hand.lifted(of.title);
		if (row && held.what === 'place') field.show(row.id, null);
	}

	function tell() {
		const { over, act } = hand;
		if (!over) return;
		const verdict = hand.verdicts.get(over.member.id);
		const said = verdict?.findings[0]?.says ?? (verdict && verdictLook[verdict.outcome].label);
		planner.says =
			act?.act === 'exchange'
				? words.hand.swap(act.other.title, act.other.member.name)
				: words.hand.over(over.member.name, planner.clock.hours(over), said ?? '');
	}

	/** Up and down from member to member, left and right in time, with Shift by the end alone. */
	function carry(key: string, shift: boolean) {
		const { held, over } = hand;
		if (!held || !over) return;
		const rows = members();
		const at = rows.findIndex(({ id }) => id === over.member.id);
		if (key === 'ArrowUp' || key === 'ArrowDown') {
			const row = rows[at + (key === 'ArrowDown' ? 1 : -1)];
			if (!row) return;
			hand.carry(row.member, by, field.step(), null);
			field.show(row.id, null);
			return tell();
		}
		const side = shift ? 'end' : 'middle';
		if (held.what === 'bar' && held.by !== side) {
			by = 0;
			const rowOfOwn = rows.find(({ id }) => id === held.of.member.id) ?? rows[at];
			hand.lift({ ...held, by: side }, 'keys', rowOfOwn?.member ?? over.member);
		}
		by += key === 'ArrowRight' ? field.step() : -field.step();
		hand.carry(hand.over?.member ?? over.member, by, field.step(), null);
		const before = spanOf(held);
		if (hand.span?.start === before.start && hand.span.end === before.end) {
			by = 0;
			planner.says = words.hand.fixed;
		} else tell();
	}

	/** The next bar of this row that meets the hours, to swap with; none after the last. */
	function swap() {
		const { held, over } = hand;
		if (!held || !over) return;
		const bars = members().find(({ id }) => id === over.member.id)?.bars ?? [];
		const fit = bars
			.filter((bar) => overlaps(bar, over) && mayExchange(held, bar.of))
			.map(({ of }) => of);
		const next = fit[fit.findIndex(({ id }) => id === over.onto?.id) + 1] ?? null;
		hand.carry(over.member, by, field.step(), next);
		tell();
	}

	function carried(event: KeyboardEvent): boolean {
		if (event.key === 'Escape') planner.putBack();
		else if (event.key === 'Enter' || event.key === ' ') planner.drop();
		else if (event.key === 's') swap();
		else if (event.key.startsWith('Arrow')) carry(event.key, event.shiftKey);
		else return false;
		if (!hand.held && planner.cursor) field.show(planner.cursor.row, planner.cursor.bar);
		return true;
	}

	function wander(event: KeyboardEvent): boolean {
		const { cursor } = planner;
		if (event.key === 'm') lift();
		else if (ARROWS.includes(event.key)) {
			const row = field.rows().find(({ id }) => id === cursor?.row);
			if (row?.kind === 'group' && folds(row.open, event.key)) field.fold(row.id);
			else {
				const next = stepped(field.stops(), cursor, event.key as Arrow);
				planner.cursor = next;
				if (next) field.show(next.row, next.bar);
			}
		} else return false;
		return true;
	}

	return (event) => {
		if (isTyping(event)) return;
		if (hand.held ? carried(event) : wander(event)) {
			event.preventDefault();
			event.stopPropagation();
		}
	};
}

function folds(open: boolean, key: string): boolean {
	return open ? key === 'ArrowLeft' : key === 'ArrowRight';
}
