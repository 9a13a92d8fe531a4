import { expect, it } from 'vitest';
import type { CallOutAnswer } from '#lib/api';
import { ranked } from './order';
import { outcomeOf } from './outcome';

const said = (
	name: string,
	minute: number,
	outcome: CallOutAnswer['outcome'],
	answer: CallOutAnswer['answer'] = 'yes'
): CallOutAnswer => ({
	member: { id: name, name },
	answer,
	at: `2026-11-21T10:0${minute}:00Z`,
	ready_minutes: null,
	outcome,
	findings: []
});

it('puts those with a place first, then the reserve in its line', () => {
	const all = [
		said('no', 1, null, 'no'),
		said('late', 6, 'reserve'),
		said('refused', 2, 'refused'),
		said('second', 4, 'placed'),
		said('early', 5, 'reserve'),
		said('first', 3, 'placed')
	];
	expect(ranked(all).map(({ answer, place }) => [answer.member.name, place])).toEqual([
		['first', undefined],
		['second', undefined],
		['early', 1],
		['late', 2],
		['refused', undefined],
		['no', undefined]
	]);
});

it('has a word for each end of an answer', () => {
	expect(outcomeOf({ answer: null, outcome: null })).toBeNull();
	expect(outcomeOf({ answer: 'no', outcome: null })).toBe('declined');
	expect(outcomeOf({ answer: 'yes', outcome: null })).toBe('noted');
	expect(outcomeOf({ answer: 'yes', outcome: 'dropped' })).toBe('dropped');
});
