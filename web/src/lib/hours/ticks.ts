import type { Attendance, Mark } from '#lib/api';

/** What has been said of one person on the list. */
export interface Tick {
	assignment_id: string;
	state: 'open' | 'came' | 'absent';
	on: string;
	off: string;
}

/** How a row of the list begins: as it was noted, or with the planned times. */
export function tickOf(row: Attendance): Tick {
	const first = row.spans[0]?.start ?? row.on_since;
	const last = row.spans.at(-1)?.end;
	const gone = row.state === 'no_show';
	return {
		assignment_id: row.assignment_id,
		state: gone ? 'absent' : first ? 'came' : 'open',
		on: first ?? row.start,
		off: last ?? row.end
	};
}

/** Only what has changed is sent, so that two people with one list do not undo each other. */
export function marksOf(before: readonly Tick[], now: readonly Tick[]): Mark[] {
	const was = new Map(before.map((tick) => [tick.assignment_id, JSON.stringify(tick)]));
	return now
		.filter(
			(tick) => tick.state !== 'open' && was.get(tick.assignment_id) !== JSON.stringify(tick)
		)
		.map(({ assignment_id, state, on, off }) =>
			state === 'absent' ? { assignment_id, absent: true } : { assignment_id, on, off }
		);
}
