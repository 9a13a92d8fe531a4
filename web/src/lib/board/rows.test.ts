import { describe, expect, it } from 'vitest';
import { hoursRows } from './hours';
import { laneRows } from './lanes';
import { boardRows, memberRows, NONE, placeOf, toggled, travels, barOf, uncovered } from './rows';
import { assignment, at, board, DAY_SHOWN, member, requirement } from './sample';

const everything = { ...DAY_SHOWN, query: { q: '', status: '', competency: '' } };

describe('members in rows', () => {
	const rows = board({
		units: [
			{ id: 'unt_0', name: 'East', parent_id: null },
			{ id: 'unt_1', name: 'North', parent_id: null }
		],
		members: [
			member('b', { name: 'Bo' }),
			member('a', { name: 'Al' }),
			member('z', { unit_id: null }),
			member('e', { unit_id: 'unt_0' })
		],
		assignments: [
			assignment('one', 'a'),
			assignment('two', 'a', { start: at('10:00'), end: at('12:30') }),
			assignment('over', 'a', { state: 'released' }),
			assignment('else', 'a', {
				start: at('09:00', '2026-12-01'),
				end: at('10:00', '2026-12-01')
			}),
			assignment('off', 'b', { state: 'offered', title: 'Night market' })
		]
	});

	it('stand by unit and name, those in no unit last', () => {
		const { rows: piled } = boardRows(memberRows(rows, everything), NONE);
		expect(piled.map(({ id }) => id)).toEqual(['unt_0', 'e', 'unt_1', 'a', 'b', 'none', 'z']);
		const folded = boardRows(memberRows(rows, everything), toggled(NONE, 'unt_1'));
		expect(folded.rows.map(({ id }) => id)).toEqual(['unt_0', 'e', 'unt_1', 'none', 'z']);
	});

	it('hold what takes time in these days, and say what overlaps', () => {
		const row = memberRows(rows, everything).find(({ id }) => id === 'a');
		expect(row?.bars.map(({ id, lane }) => [id, lane])).toEqual([
			['one', 0],
			['two', 1]
		]);
		expect([...(row?.clashes ?? [])]).toEqual(['one', 'two']);
		expect(row?.minutes).toBe(270);
	});

	it('are those a filter fits: by name, by what they do, by status', () => {
		const found = (q: string, status = '') =>
			memberRows(rows, { ...DAY_SHOWN, query: { q, status, competency: '' } }).map(
				({ id }) => id
			);
		expect(found('al')).toEqual(['a']);
		expect(found('night')).toEqual(['b']);
		expect(found('', 'offered')).toEqual(['b']);
		expect(found('east')).toEqual(['e']);
		const able = {
			...rows,
			members: [member('a', { competency_ids: ['cmp_1'] }), member('b')]
		};
		const query = { q: '', status: '', competency: 'cmp_1' };
		expect(memberRows(able, { ...DAY_SHOWN, query }).map(({ id }) => id)).toEqual(['a']);
	});
});

describe('open places', () => {
	it('are those with fewer than they need, in lanes by kind', () => {
		const open = uncovered(
			[
				requirement('v'),
				requirement('s', { kind: 'session', min: 2, filled: 1 }),
				requirement('full', { filled: 1 }),
				requirement('any', { min: 0 })
			],
			{ q: '' }
		);
		const lanes = laneRows(open, DAY_SHOWN, NONE);
		expect(lanes.map(({ id, places }) => [id, places.map((p) => p.id)])).toEqual([
			['lane-session', ['s']],
			['lane-visit', ['v']]
		]);
	});

	it('fold away what has no room, and say how many', () => {
		const places = ['a', 'b', 'c', 'd'].map((id) => placeOf(requirement(id)));
		const [folded] = laneRows(places, DAY_SHOWN, NONE);
		const [open] = laneRows(places, DAY_SHOWN, toggled(NONE, 'lane-visit'));
		expect([folded?.more, open?.more]).toEqual([2, 0]);
		expect(open && folded && open.height > folded.height).toBe(true);
	});
});

describe('gaps to travel in', () => {
	const trip = (id: string, from: string, until: string, site: string | null) =>
		barOf(assignment(id, 'm', { start: at(from), end: at(until), site_id: site }));

	it('are between two sites on one day', () => {
		const bars = [trip('b', '11:25', '12:00', 'two'), trip('a', '09:00', '11:00', 'one')];
		expect(travels(bars).map(({ id, minutes }) => [id, minutes])).toEqual([['b', 25]]);
	});

	it('are none at one site, at none, or while both go on', () => {
		expect(
			travels([trip('a', '09:00', '11:00', 'one'), trip('b', '12:00', '13:00', 'one')])
		).toEqual([]);
		expect(
			travels([trip('a', '09:00', '11:00', 'one'), trip('b', '12:00', '13:00', null)])
		).toEqual([]);
		expect(
			travels([trip('a', '09:00', '11:00', 'one'), trip('b', '10:00', '13:00', 'two')])
		).toEqual([]);
	});
});

describe('planned hours', () => {
	it('count on each day what falls on it, and lose no minute over midnight', () => {
		const over = assignment('n', 'm', { start: at('22:00'), end: at('06:30', '2026-11-24') });
		const starts = [DAY_SHOWN.start, DAY_SHOWN.end];
		const stretch = {
			days: ['2026-11-23', '2026-11-24'],
			starts,
			start: DAY_SHOWN.start,
			end: DAY_SHOWN.end + 86_400_000
		};
		const rows = memberRows(board({ members: [member('m')], assignments: [over] }), {
			...stretch,
			query: { q: '', status: '', competency: '' }
		});
		expect(hoursRows(rows, stretch)[0]).toMatchObject({ days: [120, 390], total: 510 });
	});
});
