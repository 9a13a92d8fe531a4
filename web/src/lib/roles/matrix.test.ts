import { describe, expect, it } from 'vitest';
import type { CustomRole, PermissionInfo, Scope } from '#lib/api';
import {
	byArea,
	comparedWith,
	differences,
	grantsOf,
	listOf,
	mayGive,
	narrowed,
	withGrant
} from './matrix';

const permission = (name: string, meaning = ''): PermissionInfo => ({
	name,
	meaning,
	area: name.split('.')[0] ?? '',
	scopes: ['own', 'unit', 'organisation'],
	guarded: false
});
const role = (id: string, grants: Record<string, Scope>, more: Partial<CustomRole> = {}) =>
	({
		id,
		built_in: !id.startsWith('rol_'),
		version: 1,
		name: id,
		description: '',
		grants: listOf(grants),
		holders: 0,
		...more
	}) satisfies CustomRole;

describe('differences of two roles', () => {
	it('tells what is wider, narrower, new and gone, and nothing else', () => {
		const base = { 'jobs.read': 'organisation', 'jobs.write': 'own', 'sites.read': 'unit' };
		const now = { 'jobs.read': 'unit', 'jobs.write': 'unit', 'audit.read': 'organisation' };
		expect(differences(base as never, now as never)).toEqual([
			{ permission: 'jobs.read', base: 'organisation', now: 'unit', kind: 'narrower' },
			{ permission: 'jobs.write', base: 'own', now: 'unit', kind: 'wider' },
			{ permission: 'sites.read', base: 'unit', now: null, kind: 'narrower' },
			{ permission: 'audit.read', base: null, now: 'organisation', kind: 'wider' }
		]);
		expect(differences(now as never, now as never)).toEqual([]);
	});

	it('compares with the nearest built-in role', () => {
		const roles = [
			role('owner', { 'jobs.read': 'organisation', 'audit.read': 'organisation' }),
			role('member', { 'jobs.read': 'own' }),
			role('rol_1', { 'jobs.read': 'unit' })
		];
		const mine = role('rol_2', { 'jobs.read': 'own', 'sites.read': 'own' });
		expect(comparedWith(mine, roles)?.id).toBe('member');
	});
});

describe('granting', () => {
	it('sets, widens and takes away without touching the rest', () => {
		const grants = grantsOf([{ permission: 'jobs.read', scope: 'own' }]);
		const wider = withGrant(grants, 'jobs.read', 'unit');
		expect(withGrant(wider, 'sites.read', 'own')).toEqual({
			'jobs.read': 'unit',
			'sites.read': 'own'
		});
		expect(withGrant(wider, 'jobs.read', null)).toEqual({});
		expect(grants).toEqual({ 'jobs.read': 'own' });
	});

	it('never offers more than one holds oneself', () => {
		const own = { 'jobs.read': 'unit' } as const;
		expect(mayGive(own, 'jobs.read', 'own')).toBe(true);
		expect(mayGive(own, 'jobs.read', 'unit')).toBe(true);
		expect(mayGive(own, 'jobs.read', 'organisation')).toBe(false);
		expect(mayGive(own, 'audit.read', 'own')).toBe(false);
	});
});

describe('sixty permissions stay readable', () => {
	const areas = byArea([
		permission('jobs.read', 'See jobs.'),
		permission('audit.read', 'See the log.'),
		permission('jobs.close', 'Close jobs whose work is done.')
	]);
	const name = (area: string) => (area === 'audit' ? 'Audit log' : area);
	const names = (found: typeof areas) =>
		found.flatMap(({ permissions }) => permissions.map((one) => one.name));

	it('stands by area, in the order of the registry', () => {
		expect(areas.map(({ area }) => area)).toEqual(['jobs', 'audit']);
		expect(names(areas)).toEqual(['jobs.read', 'jobs.close', 'audit.read']);
	});

	it('is searched by name, meaning and area', () => {
		expect(names(narrowed(areas, { q: 'close job' }, name))).toEqual(['jobs.close']);
		expect(names(narrowed(areas, { q: 'LOG' }, name))).toEqual(['audit.read']);
		expect(narrowed(areas, { q: 'nothing' }, name)).toEqual([]);
	});

	it('can be cut to what differs, or to what is granted', () => {
		const differing = new Set(['jobs.close']);
		expect(names(narrowed(areas, { q: '', differing }, name))).toEqual(['jobs.close']);
		const granted = { 'audit.read': 'own' } as const;
		expect(names(narrowed(areas, { q: '', granted }, name))).toEqual(['audit.read']);
	});
});
