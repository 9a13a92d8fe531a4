import { describe, expect, it } from 'vitest';
import type { Suggestion, SuggestedPlace } from '#lib/api';
import { at, requirement } from './sample';
import {
	acceptedOf,
	choicesOf,
	chosenIds,
	clashes,
	lanesOf,
	missingOf,
	namedLike,
	optionsOf,
	type Choice
} from './suggest';

const who = (id: string) => ({ id, name: `Member ${id}` });
const instead = (id: string) => ({
	member: who(id),
	outcome: 'clear' as const,
	hours_planned_minutes: 0
});
const place = (
	id: string,
	members: string[],
	others: string[] = [],
	more = {}
): SuggestedPlace => ({
	requirement: requirement(id, more),
	members: members.map((member) => ({
		member: who(member),
		outcome: 'clear' as const,
		findings: [],
		hours_planned_minutes: 60,
		hours_proposed_minutes: 120,
		distance_metres: null,
		travel_minutes: null,
		times_at_site: 0,
		instead: others.map(instead)
	})),
	missing: 0,
	shortfall: null
});
const suggestion = (...items: SuggestedPlace[]): Suggestion => ({
	items,
	left_out: [],
	members: 4,
	truncated: false
});
const parts = (of: Suggestion) => choicesOf(of) as [Choice, Choice, Choice];
const taking = (choice: Choice, id: string): Choice => ({ ...choice, member: who(id) });

describe('what is to be filled', () => {
	const early = at('08:00');
	const rows = [
		requirement('b', { title: 'Gate', start: at('12:00'), min: 2, max: 3, filled: 2 }),
		requirement('c', { title: 'Gate', start: at('10:00'), min: 2, max: 2, filled: 1 }),
		requirement('a', { title: 'Pump', start: at('09:00'), min: 1, max: 1, filled: 0 }),
		requirement('d', { title: 'Past', start: at('07:00'), min: 1, max: 1, filled: 0 })
	];

	it('is what lacks people and has not begun, by title', () => {
		expect(lanesOf(rows, false, Date.parse(early))).toEqual([
			{ title: 'Pump', ids: ['a'] },
			{ title: 'Gate', ids: ['c'] }
		]);
		expect(lanesOf(rows, true, Date.parse(early))[1]).toEqual({
			title: 'Gate',
			ids: ['c', 'b']
		});
	});

	it('finds who is to be left out by words of a name', () => {
		const all = ['Ana Okafor', 'Ben Anders', 'Cara Lund'].map((name) => ({ id: name, name }));
		expect(namedLike(all, 'an').map(({ label }) => label)).toEqual([
			'Ana Okafor',
			'Ben Anders'
		]);
		expect(namedLike(all, 'oka ana').map(({ label }) => label)).toEqual(['Ana Okafor']);
		expect(namedLike(all, '')).toHaveLength(3);
	});

	it('leaves out the lanes that were left out, and asks about no more than can be', () => {
		const lanes = lanesOf(rows, true, Date.parse(early));
		expect(chosenIds(lanes, new Set(['Gate']))).toEqual(['a']);
		const full = [{ title: 'x', ids: Array.from({ length: 300 }, (_, n) => `r${n}`) }];
		expect(chosenIds(full, new Set())).toHaveLength(200);
	});
});

describe('a proposal that is looked through', () => {
	const both = suggestion(place('r1', ['m1', 'm2'], ['m3', 'm4']), place('r2', ['m1'], ['m3']));

	it('is accepted whole, less what was unticked, with whom was chosen instead', () => {
		const [one, two, three] = parts(both);
		const changed = [taking(one, 'm3'), { ...two, take: false }, three];
		expect(acceptedOf(changed)).toEqual([
			{ requirement_id: 'r1', member_id: 'm3' },
			{ requirement_id: 'r2', member_id: 'm1' }
		]);
	});

	it('offers nobody twice for one place', () => {
		const [one, two, three] = parts(both);
		const [first, changed] = [taking(one, 'm3'), [taking(one, 'm3'), two, three]];
		expect(optionsOf(first, changed).map(({ id }) => id)).toEqual(['m1', 'm3', 'm4']);
		expect(optionsOf(two, changed).map(({ id }) => id)).toEqual(['m2', 'm4']);
	});

	it('says who was chosen for two at once, and not of those who come after each other', () => {
		const [one, , three] = parts(both);
		expect([...clashes([one, three])].sort()).toEqual(['r1-m1', 'r2-m1']);
		expect(clashes([one, { ...three, take: false }]).size).toBe(0);
		const later = place('r3', ['m1'], [], { start: at('11:00'), end: at('12:00') });
		expect(clashes([one, ...choicesOf(suggestion(later))]).size).toBe(0);
	});

	it('tells what is left open', () => {
		const short = { ...place('r4', []), missing: 2 };
		expect(missingOf(suggestion(place('r1', ['m1']), short))).toEqual([short]);
	});
});
