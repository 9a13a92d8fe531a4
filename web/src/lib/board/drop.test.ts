import { describe, expect, it } from 'vitest';
import { dropped, shifted, spanOf, type Held } from './drop';
import { MINUTE } from './layout';
import { assignment, member, requirement } from './sample';

const QUARTER = 15 * MINUTE;
const over = (
	held: Held,
	id: string,
	by = 0,
	onto = null as null | ReturnType<typeof assignment>
) => ({
	member: member(id),
	...shifted(held, by, QUARTER),
	onto
});
const bar = (more = {}, by: 'middle' | 'start' | 'end' = 'middle'): Held => ({
	what: 'bar',
	of: assignment('a', 'm', more),
	by
});

describe('letting go', () => {
	it('of a place puts the member there, whatever the hours under the pointer', () => {
		const held: Held = { what: 'place', of: requirement('req_1') };
		expect(shifted(held, 4 * QUARTER, QUARTER)).toEqual(spanOf(held));
		expect(dropped(held, over(held, 'n', QUARTER))).toMatchObject({
			act: 'assign',
			member: { id: 'n' }
		});
	});

	it('where it was does nothing', () => {
		expect(dropped(bar(), over(bar(), 'm'))).toBeNull();
	});

	it('moves to another member, to other hours, or both, and says only what changes', () => {
		expect(dropped(bar(), over(bar(), 'n'))).toMatchObject({ to: { member: { id: 'n' } } });
		const later = dropped(bar(), over(bar(), 'm', QUARTER));
		expect(later).toMatchObject({
			to: { start: '2026-11-23T09:15:00.000Z', end: '2026-11-23T11:15:00.000Z' }
		});
		expect(later && 'to' in later && later.to.member).toBeUndefined();
	});

	it("leaves a session's hours alone", () => {
		const held = bar({ kind: 'session' });
		expect(dropped(held, over(held, 'm', 3 * QUARTER))).toBeNull();
	});

	it('stretches by one end, never to nothing', () => {
		const end = bar({}, 'end');
		expect(dropped(end, over(end, 'm', QUARTER))).toMatchObject({
			to: { end: '2026-11-23T11:15:00.000Z' }
		});
		for (const side of ['start', 'end'] as const) {
			const by = side === 'start' ? 99 * QUARTER : -99 * QUARTER;
			const span = shifted(bar({}, side), by, QUARTER);
			expect(span.end - span.start).toBe(QUARTER);
		}
	});

	it("on another's bar swaps the two; on one's own it moves", () => {
		const other = assignment('b', 'n');
		expect(dropped(bar(), over(bar(), 'n', 0, other))).toMatchObject({
			act: 'exchange',
			other
		});
		const own = assignment('b', 'm');
		expect(dropped(bar(), over(bar(), 'm', 0, own))).toBeNull();
		const worked = assignment('b', 'n', { state: 'worked' });
		expect(dropped(bar(), over(bar(), 'n', 0, worked))).toMatchObject({ act: 'change' });
	});
});
