import { afterEach, expect, it, vi } from 'vitest';
import type { MaintenancePlan, PlanTarget } from '#lib/api';
import { byField, chosenOf, planKind, targetsIn, targetsText, type PlanField } from './kind';
import { siteLink } from './sample';

const boilers: PlanTarget[] = [
	{ id: 'sit_b', asset: null, site: siteLink('sit_b', 'Depot'), retired: false },
	{
		id: 'ast_a',
		asset: { id: 'ast_a', number: 'A-1', name: 'Boiler 1' },
		site: siteLink('sit_b', 'Depot'),
		retired: false
	}
];
const plan = {
	id: 'mpl_1',
	version: 3,
	name: 'Boiler service',
	unit: null,
	on: boilers,
	job: { title: 'Service the boiler', description: '', type_id: null, priority: 'p3' },
	rule: 'FREQ=YEARLY',
	first_date: '2027-03-12',
	zone: 'Europe/London',
	window: { days_before: 7, days_after: 14 },
	basis: 'plan',
	lead_days: 30,
	state: 'active',
	reason: null,
	since: '2026-11-21T00:00:00Z',
	next_due: null,
	last_done: null,
	created_at: '2026-11-21T00:00:00Z',
	updated_at: '2026-11-21T00:00:00Z'
} satisfies MaintenancePlan;
const kind = planKind('Europe/London', '2026-11-21');

afterEach(() => vi.unstubAllGlobals());

async function sent(act: () => Promise<unknown>) {
	const fetch = vi.fn(async (_: Request) => Response.json(plan));
	vi.stubGlobal('fetch', fetch);
	await act();
	const request = fetch.mock.calls[0]?.[0] as Request;
	return {
		method: request.method,
		path: new URL(request.url).pathname,
		body: await request.json()
	};
}

it('what it is for is the same text in whatever order it was chosen', () => {
	const chosen = boilers.map(chosenOf);
	expect(targetsText(chosen)).toBe(targetsText(chosen.toReversed()));
	expect(targetsIn(targetsText(chosen)).map(({ id }) => id)).toEqual(['ast_a', 'sit_b']);
	expect(targetsText([])).toBe('');
});

it('a new plan says all of it, assets and sites by their ids; its unit only where one is chosen', async () => {
	const values = kind.valuesOf(plan);
	const { method, path, body } = await sent(() => kind.create(values, 'key'));
	expect([method, path]).toEqual(['POST', '/api/v1/maintenance-plans']);
	expect(body.on).toEqual(['ast_a', 'sit_b']);
	expect(body.window).toEqual({ days_before: 7, days_after: 14 });
	expect(body.job.type_id).toBeNull();
	expect(body).not.toHaveProperty('unit_id');
});

it('a change sends what was changed alone; a part of the window sends the window', async () => {
	const values = { ...kind.valuesOf(plan), days_after: '21' };
	const { method, body } = await sent(() => kind.change(plan, values, ['days_after']));
	expect(method).toBe('PATCH');
	expect(body).toEqual({ window: { days_before: 7, days_after: 21 } });
});

it('days are whole numbers', () => {
	const wrong = (field: PlanField, value: string) =>
		kind.check?.({ ...kind.valuesOf(plan), [field]: value })[field];
	expect(wrong('lead_days', '30')).toBeUndefined();
	for (const value of ['', ' ', '1.5', '-1', 'x', '1000'])
		expect(wrong('lead_days', value)).toBeTruthy();
});

it('refusals find their field', () => {
	expect(byField({ 'job.title': 'a', 'window.days_after': 'b', 'on[1]': 'c' })).toEqual({
		title: 'a',
		days_after: 'b',
		on: 'c'
	});
});
