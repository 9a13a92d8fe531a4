import { describe, expect, it } from 'vitest';
import type { Decision, Holding, ReviewItem } from '#lib/api';
import { byMember, decisionOf, unsent } from './decisions';

const item = (holding: string, member: string, decision: Decision | null): ReviewItem => ({
	holding: { id: holding } as Holding,
	member: { id: member, name: member },
	decision,
	decided_by: null,
	decided_at: null
});
const items = [item('h1', 'ana', null), item('h2', 'bo', 'keep'), item('h3', 'ana', 'keep')];

describe('a review', () => {
	it('stands by member, and can be cut to those with something undecided', () => {
		expect(byMember(items, false).map(({ member }) => member.id)).toEqual(['ana', 'bo']);
		expect(byMember(items, true).map(({ items: of }) => of.length)).toEqual([2]);
	});

	it('sends only what is new', () => {
		const decided = { h1: 'end', h2: 'keep', h3: 'end' } as const;
		expect(unsent(items, decided)).toEqual([
			{ holding_id: 'h1', decision: 'end' },
			{ holding_id: 'h3', decision: 'end' }
		]);
		expect(items.map((one) => decisionOf(one, { h1: 'end' }))).toEqual(['end', 'keep', 'keep']);
	});
});
