/** Planned hours of each member on each day. Pure. */

import type { Span } from './layout';
import type { Stretch } from './range';
import type { MemberRow } from './rows';

export interface HoursRow {
	id: string;
	name: string;
	/** Minutes per day shown. */
	days: number[];
	total: number;
}

function minutes(one: Span, other: Span): number {
	return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start)) / 60_000;
}

/** An assignment over midnight counts on both days, each for its part. */
export function hoursRows(members: readonly MemberRow[], { starts, end }: Stretch): HoursRow[] {
	const days = starts.map((start, at) => ({ start, end: starts[at + 1] ?? end }));
	return members
		.map((row) => {
			const perDay = days.map((day) =>
				Math.round(row.bars.reduce((sum, bar) => sum + minutes(bar, day), 0))
			);
			const total = perDay.reduce((sum, one) => sum + one, 0);
			return { id: row.id, name: row.member.name, days: perDay, total };
		})
		.sort((a, b) => a.name.localeCompare(b.name));
}
