/** Arrow keys over the bars of the board: where the next press leads. Pure. */

export interface Stop {
	id: string;
	/** Bars in the order of time. */
	bars: readonly { id: string; start: number }[];
}

/** At a bar, or at the head of a row. */
export interface Cursor {
	row: string;
	bar: string | null;
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

function nearest(row: Stop, start: number): string | null {
	const far = (bar: Stop['bars'][number]) => Math.abs(bar.start - start);
	return (
		row.bars.reduce<Stop['bars'][number] | null>(
			(best, bar) => (best && far(best) <= far(bar) ? best : bar),
			null
		)?.id ?? null
	);
}

/** Left and right go through one row from its head; up and down keep the time, as near as there is a bar. */
export function stepped(rows: readonly Stop[], cursor: Cursor | null, key: Arrow): Cursor | null {
	const at = rows.findIndex(({ id }) => id === cursor?.row);
	const row = rows[at];
	const first = rows[0];
	if (!cursor || !row) return first ? { row: first.id, bar: null } : null;
	const bar = row.bars.findIndex(({ id }) => id === cursor.bar);
	if (key === 'Home') return { row: row.id, bar: null };
	if (key === 'End') return { row: row.id, bar: row.bars.at(-1)?.id ?? null };
	if (key === 'ArrowLeft') return { row: row.id, bar: row.bars[bar - 1]?.id ?? null };
	if (key === 'ArrowRight') {
		return { row: row.id, bar: (row.bars[bar + 1] ?? row.bars.at(-1))?.id ?? null };
	}
	const next = rows[at + (key === 'ArrowDown' ? 1 : -1)];
	if (!next) return cursor;
	const start = row.bars[bar]?.start;
	return { row: next.id, bar: start === undefined ? null : nearest(next, start) };
}
