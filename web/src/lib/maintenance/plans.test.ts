import { afterEach, expect, it, vi } from 'vitest';
import type { MaintenancePlan } from '#lib/api';
import { allPlans, isWanted } from './plans';
import { assetTarget, siteLink } from './sample';

const plan = {
	name: 'Boiler service',
	on: [{ ...assetTarget('ast_1', 'Cellar boiler', 'A-000007'), site: siteLink('sit_1', 'Depot') }]
} as MaintenancePlan;

afterEach(() => vi.unstubAllGlobals());

it('finds plans by their name, by what they look after, and by its number', () => {
	for (const q of ['', 'boiler', 'SERV', 'cellar boiler', 'a-000007'])
		expect(isWanted(plan, { q })).toBe(true);
	expect(isWanted(plan, { q: 'boiler pump' })).toBe(false);
});

it('finds those of an asset, and of the site where it stands', () => {
	for (const of of ['', 'ast_1', 'sit_1']) expect(isWanted(plan, { of })).toBe(true);
	expect(isWanted(plan, { of: 'sit_2' })).toBe(false);
});

it('reads every page', async () => {
	const asked: string[] = [];
	vi.stubGlobal('fetch', async (request: Request) => {
		const { searchParams } = new URL(request.url);
		asked.push(searchParams.get('cursor') ?? '');
		return Response.json({ items: [plan], next: asked.length < 3 ? `c${asked.length}` : null });
	});
	expect((await allPlans('active')).length).toBe(3);
	expect(asked).toEqual(['', 'c1', 'c2']);
});
