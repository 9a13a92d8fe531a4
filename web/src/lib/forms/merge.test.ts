import { describe, expect, it } from 'vitest';
import { changedFields, settle, threeWay } from './merge';

const base = { title: 'Pump', note: 'old', priority: 'p3', site: null };

describe('somebody else saved first', () => {
	it('needs no choice when different fields were changed', () => {
		const mine = { ...base, title: 'Pump leaks' };
		const theirs = { ...base, priority: 'p1' };
		const merge = threeWay(base, mine, theirs);
		expect(merge).toEqual({ conflicts: [], mine: ['title'], theirs: ['priority'] });
		expect(settle(mine, theirs, merge, {})).toEqual({
			...base,
			title: 'Pump leaks',
			priority: 'p1'
		});
	});

	it('asks when both changed the same field, and does as chosen', () => {
		const mine = { ...base, note: 'mine' };
		const theirs = { ...base, note: 'theirs' };
		const merge = threeWay(base, mine, theirs);
		expect(merge.conflicts).toEqual(['note']);
		expect(settle(mine, theirs, merge, { note: 'theirs' }).note).toBe('theirs');
		expect(settle(mine, theirs, merge, { note: 'mine' }).note).toBe('mine');
	});

	it('keeps what was typed when nothing is chosen', () => {
		const mine = { ...base, note: 'mine' };
		const theirs = { ...base, note: 'theirs' };
		expect(settle(mine, theirs, threeWay(base, mine, theirs), {}).note).toBe('mine');
	});

	it('sees no conflict in the same change twice', () => {
		const both = { ...base, note: 'same' };
		expect(threeWay(base, both, both)).toEqual({ conflicts: [], mine: [], theirs: [] });
	});

	it('takes empty and missing for the same', () => {
		expect(changedFields(base, { ...base, site: '' })).toEqual([]);
	});
});
