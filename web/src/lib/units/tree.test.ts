import { describe, expect, it } from 'vitest';
import type { Unit } from '#lib/api';
import { branch, mayMove, pathText, treeRows } from './tree';

const unit = (id: string, parent: string | null, more: Partial<Unit> = {}): Unit => ({
	id,
	version: 1,
	name: id,
	kind: 'Station',
	parent_id: parent,
	path: [id],
	members: 0,
	closed_at: null,
	created_at: '2026-01-01T00:00:00.000Z',
	...more
});
const all = [
	unit('watch 10', 'north'),
	unit('north', null),
	unit('watch 2', 'north'),
	unit('south', null),
	unit('boats', 'watch 2', { kind: 'Team' }),
	unit('old yard', 'south', { closed_at: '2026-02-01T00:00:00.000Z' })
];
const shown = (more: Partial<Parameters<typeof treeRows>[1]> = {}) =>
	treeRows(all, { q: '', closed: false, folded: new Set(), ...more }).map(
		({ unit: { name }, depth }) => `${'>'.repeat(depth)}${name}`
	);

describe('the tree of units', () => {
	it('reads top down, numbers as people count', () => {
		expect(shown()).toEqual(['north', '>watch 2', '>>boats', '>watch 10', 'south']);
	});

	it('shows closed units only when asked', () => {
		expect(shown({ closed: true }).at(-1)).toBe('>old yard');
	});

	it('folds a branch, and unfolds it for a search', () => {
		const folded = new Set(['north']);
		expect(shown({ folded })).toEqual(['north', 'south']);
		expect(shown({ folded, q: 'boat' })).toEqual(['north', '>watch 2', '>>boats']);
	});

	it('finds by kind too', () => {
		expect(shown({ q: 'team' })).toEqual(['north', '>watch 2', '>>boats']);
	});

	it('keeps in sight what points at a parent that is not there', () => {
		const lost = [unit('a', 'gone')];
		expect(treeRows(lost, { q: '', closed: false, folded: new Set() })).toHaveLength(1);
	});

	it('ends where the data goes round in a circle', () => {
		const circle = [unit('a', 'b'), unit('b', 'a')];
		expect(branch(circle, 'a')).toEqual(new Set(['a', 'b']));
		expect(treeRows(circle, { q: 'a', closed: false, folded: new Set() })).toEqual([]);
	});
});

describe('moving', () => {
	const [, north, , south] = all as [Unit, Unit, Unit, Unit];

	it('goes anywhere but under itself, where it is, or a closed unit', () => {
		expect(mayMove(all, north, 'boats')).toBe(false);
		expect(mayMove(all, north, 'north')).toBe(false);
		expect(mayMove(all, north, null)).toBe(false);
		expect(mayMove(all, north, 'old yard')).toBe(false);
		expect(mayMove(all, north, 'south')).toBe(true);
		expect(mayMove(all, { ...south, parent_id: 'north' }, null)).toBe(true);
	});

	it('says where a unit stands', () => {
		expect(pathText({ name: 'boats', path: ['north', 'boats'] })).toBe('north / boats');
		expect(pathText({ name: 'boats', path: [] })).toBe('boats');
	});
});
