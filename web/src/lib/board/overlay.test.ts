import { describe, expect, it } from 'vitest';
import { byId, laid, merge, overlay } from './overlay';
import { assignment, at, board, member, requirement } from './sample';

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('what others changed', () => {
	const before = board({
		assignments: [assignment('a', 'm'), assignment('b', 'm')],
		members: [member('m')]
	});

	it('takes the place of what was there; the new comes, the removed goes', () => {
		const after = merge(
			before,
			board({
				as_of: at('08:01'),
				assignments: [assignment('a', 'm', { version: 2 }), assignment('c', 'm')],
				gone_assignments: ['b']
			})
		);
		expect(ids(after.assignments)).toEqual(['a', 'c']);
		expect(after.assignments[0]?.version).toBe(2);
		expect(ids(after.members)).toEqual(['m']);
	});

	it('has other people only when people are told', () => {
		const delta = board({ as_of: at('08:01'), members: [member('n')] });
		expect(ids(merge(before, delta).members)).toEqual(['m']);
		expect(ids(merge(before, { ...delta, people: true }).members)).toEqual(['n']);
	});

	it('does not take back what is newer here already', () => {
		const mine = board({ assignments: [assignment('a', 'n', { version: 3 })] });
		const late = board({
			as_of: at('08:01'),
			assignments: [assignment('a', 'm', { version: 2 })]
		});
		expect(merge(mine, late).assignments[0]?.member.id).toBe('n');
	});

	it('is not undone by an answer that comes late', () => {
		expect(merge(before, board({ as_of: at('07:00'), gone_assignments: ['a'] }))).toBe(before);
	});
});

describe('what one is changing oneself', () => {
	const before = board({
		assignments: [assignment('a', 'm')],
		requirements: [requirement('req_1', { filled: 1 }), requirement('req_2')]
	});

	it('lies over what the server said until it is answered', () => {
		const moved = assignment('a', 'n');
		const pending = laid(byId([]), [moved], []);
		expect(overlay(before, pending).assignments).toEqual([moved]);
		expect(overlay(before, laid(pending, [], [moved]))).toBe(before);
	});

	it('stays over a change of others that comes meanwhile', () => {
		const pending = byId([assignment('a', 'n')]);
		const delta = board({
			as_of: at('08:01'),
			assignments: [assignment('a', 'o', { version: 2 })]
		});
		expect(overlay(merge(before, delta), pending).assignments[0]?.member.id).toBe('n');
	});

	it('counts in the places: one more, one less, none for moving in time', () => {
		const filled = (rows: ReturnType<typeof overlay>) => rows.requirements.map((r) => r.filled);
		const placed = assignment('new', 'n', { requirement_id: 'req_2' });
		expect(filled(overlay(before, byId([placed])))).toEqual([1, 1]);
		const gone = assignment('a', 'm', { state: 'released' });
		expect(filled(overlay(before, byId([gone])))).toEqual([0, 0]);
		expect(filled(overlay(before, byId([assignment('a', 'n')])))).toEqual([1, 0]);
		const trainee = assignment('new', 'n', { requirement_id: 'req_2', seat: 'supervised' });
		expect(filled(overlay(before, byId([trainee])))).toEqual([1, 0]);
	});
});
