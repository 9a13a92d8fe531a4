/** What others changed, and what one is changing oneself, laid over what the server said. Pure. */

import type { Assignment, BoardRows } from '#lib/api';
import { isLive } from './rows';

function put<T extends { id: string }>(
	rows: readonly T[],
	changed: readonly T[],
	gone: ReadonlySet<string>,
	stale: (now: T, row: T) => boolean = () => false
): T[] {
	const news = new Map(changed.map((row) => [row.id, row]));
	const kept = rows.flatMap((row) => {
		const now = news.get(row.id) ?? row;
		news.delete(row.id);
		if (now !== row && stale(now, row)) return [row];
		return gone.has(row.id) ? [] : [now];
	});
	return [...kept, ...[...news.values()].filter(({ id }) => !gone.has(id))];
}

/** An answer that was read before one's own act was done knows less than what is there. */
function older(now: { version: number }, row: { version: number }): boolean {
	return now.version < row.version;
}

/** Changed rows in the place of their older selves; an answer overtaken by a later one changes nothing. */
export function merge(board: BoardRows, delta: BoardRows): BoardRows {
	if (Date.parse(delta.as_of) < Date.parse(board.as_of)) return board;
	return {
		...board,
		as_of: delta.as_of,
		truncated: delta.truncated,
		...(delta.people && {
			members: delta.members,
			units: delta.units,
			competencies: delta.competencies
		}),
		assignments: put(
			board.assignments,
			delta.assignments,
			new Set(delta.gone_assignments),
			older
		),
		requirements: put(
			board.requirements,
			delta.requirements,
			new Set(delta.gone_requirements),
			older
		)
	};
}

/** By id: how an assignment will be when the server has agreed. */
export type Pending = ReadonlyMap<string, Assignment>;

export function byId(rows: readonly Assignment[]): Pending {
	return new Map(rows.map((row) => [row.id, row]));
}

/** Without those that have been answered, and with those just sent. */
export function laid(
	pending: Pending,
	rows: readonly Assignment[],
	gone: readonly Assignment[]
): Pending {
	const answered = new Set(gone.map(({ id }) => id));
	return byId([...[...pending.values()].filter(({ id }) => !answered.has(id)), ...rows]);
}

function filledBy(rows: readonly Assignment[]): Map<string, number> {
	const filled = new Map<string, number>();
	for (const one of rows) {
		if (!one.requirement_id || one.seat !== 'full' || !isLive(one)) continue;
		filled.set(one.requirement_id, (filled.get(one.requirement_id) ?? 0) + 1);
	}
	return filled;
}

/** The board as it will be; places count what is on its way to them. */
export function overlay(board: BoardRows, pending: Pending): BoardRows {
	if (pending.size === 0) return board;
	const mine = [...pending.values()];
	const assignments = put(board.assignments, mine, new Set());
	const before = filledBy(board.assignments.filter(({ id }) => pending.has(id)));
	const after = filledBy(mine);
	const requirements = board.requirements.map((one) => {
		const more = (after.get(one.id) ?? 0) - (before.get(one.id) ?? 0);
		return more === 0 ? one : { ...one, filled: one.filled + more };
	});
	return { ...board, assignments, requirements };
}
