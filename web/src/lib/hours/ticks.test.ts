import { describe, expect, it } from 'vitest';
import type { Attendance } from '#lib/api';
import { marksOf, tickOf } from './ticks';

const row: Attendance = {
	assignment_id: 'asg_1',
	member: { id: 'mem_1', name: 'Ada' },
	title: '',
	start: '2026-11-28T18:00:00Z',
	end: '2026-11-28T22:00:00Z',
	zone: 'Europe/London',
	state: 'confirmed',
	on_since: null,
	spans: [],
	minutes: 0,
	hours: null,
	events: []
};

describe('the list to tick', () => {
	it('begins with the planned times, and with those noted', () => {
		expect(tickOf(row)).toMatchObject({ state: 'open', on: row.start, off: row.end });
		const span = { start: '2026-11-28T18:10:00Z', end: '2026-11-28T21:00:00Z' };
		expect(tickOf({ ...row, spans: [span] })).toMatchObject({
			state: 'came',
			on: span.start,
			off: span.end
		});
		expect(tickOf({ ...row, state: 'no_show' }).state).toBe('absent');
	});

	it('sends what was changed, and nothing else', () => {
		const before = [tickOf(row), { ...tickOf(row), assignment_id: 'asg_2' }];
		expect(marksOf(before, before)).toEqual([]);
		const now = before.map((tick, at) =>
			at === 0 ? { ...tick, state: 'came' as const } : tick
		);
		expect(marksOf(before, now)).toEqual([
			{ assignment_id: 'asg_1', on: row.start, off: row.end }
		]);
		expect(marksOf(now, now)).toEqual([]);
		const gone = now.map((tick) => ({ ...tick, state: 'absent' as const }));
		expect(marksOf(now, gone)[0]).toEqual({ assignment_id: 'asg_1', absent: true });
	});
});
