/** Somebody who serves: takes a place that is taken, waits, and gets it; does a visit; has hours approved. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { PHONE, settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';
import { bringWork } from '../muster/work.js';

const set = stage({ serving: ['Cara Example', 'Dan Example'] });
const DAY = 86_400_000;
const dayAhead = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** A published event with one session and one place in it. */
async function onePlace(client) {
	const event = await client.ask('POST', '/events', {
		body: { name: 'Night market', place: 'Market square' }
	});
	const session = await client.ask('POST', `/events/${event.id}/sessions`, {
		body: {
			name: 'Friday night',
			start_local: `${dayAhead(3)}T18:00`,
			end_local: `${dayAhead(3)}T22:00`
		}
	});
	const need = await client.ask('POST', `/event-sessions/${session.id}/requirements`, {
		body: { name: 'Steward', competencies: [], min: 1, max: 1, supervised: 0 }
	});
	const { version } = await client.get(`/events/${event.id}`);
	await client.ask('PUT', `/events/${event.id}/publication`, { version });
	return { session, need };
}

test('a volunteer books, waits in line, and gets the place', { timeout: 120_000 }, async () => {
	const { base, owner, serving } = set.server;
	const [cara, dan] = serving;
	const { session, need } = await onePlace(await Client.signedIn(base, owner));
	const first = await Client.signedIn(base, cara);

	await visit(set.browser, base, 'books', { screen: PHONE }, async (page, watch) => {
		await signIn(page, cara);
		await page.waitForURL('/my-work');
		await settled(page, watch);
		await page.goto(`/event-sessions/${session.id}`);
		await page.getByRole('button', { name: /^Take this place/ }).click();
		await page.getByText('The place is yours.').waitFor();
		await page.getByText('Has a place').waitFor();
	});

	await visit(set.browser, base, 'waits', { screen: PHONE }, async (page) => {
		await signIn(page, dan);
		await page.goto(`/event-sessions/${session.id}`);
		await page.getByText('1/1').waitFor();
		await page.getByRole('button', { name: /^Join the waiting list/ }).click();
		await page.getByText('You are number 1 in line').first().waitFor();

		const { items } = await first.get('/me/bookings');
		const mine = items.find(({ requirement }) => requirement.id === need.id);
		await first.ask('PUT', `/bookings/${mine.id}/withdrawal`, {
			version: mine.version,
			body: { reason: 'A cold.' }
		});

		await page.goto('/my-work');
		await page.getByText(/^A place is free for you/).waitFor();
		await page.getByRole('button', { name: 'Accept', exact: true }).first().click();
		await page.getByText('Accepted. It stands in your work.').waitFor();
		const next = page.getByRole('region', { name: 'Next', exact: true });
		await next.getByText('Friday night').waitFor();
	});

	const second = await Client.signedIn(base, dan);
	const { items } = await second.get('/me/bookings');
	assert.deepEqual(
		items.map(({ requirement, state }) => [requirement.id, state]),
		[[need.id, 'confirmed']]
	);
});

test('an engineer finishes a visit on a phone', { timeout: 120_000 }, async () => {
	const { base, owner, serving } = set.server;
	const [cara] = serving;
	const client = await Client.signedIn(base, owner);
	const { job } = await bringWork(client);
	const { member } = await (await Client.signedIn(base, cara)).get('/me');
	const start = new Date(Date.now() + 3_600_000).toISOString();
	const end = new Date(Date.now() + 2 * 3_600_000).toISOString();
	const planned = await client.ask('POST', `/jobs/${job.id}/visits`, {
		body: { start, end, people: { min: 1, max: 1, competencies: [] }, note: 'Ring twice.' }
	});
	await client.ask('POST', `/requirements/${planned.requirement_id}/assignments`, {
		body: { member_id: member.id }
	});
	await client.ask('POST', `/visits/${planned.id}/events`, { body: { kind: 'sent' } });

	await visit(set.browser, base, 'visit', { screen: PHONE }, async (page) => {
		await signIn(page, cara);
		await page
			.getByRole('link', { name: new RegExp(job.number) })
			.first()
			.click();
		await page.getByText('Ring twice.').waitFor();
		const step = (name) => page.getByRole('button', { name, exact: true }).click();
		await step('Accept');
		await page.getByText('Accepted.').waitFor();
		await step('Set out');
		await page.getByText('You are on the way.').waitFor();
		await step('Arrived');
		await page.getByText('You are on site.').waitFor();
		await step('Done');
		const form = page.getByRole('dialog', { name: 'Is the visit done?' });
		await form.getByLabel('In words').fill('New lamp, tested.');
		await form.getByRole('button', { name: 'Done', exact: true }).click();
		await page.getByText('Visit done.').waitFor();
		await page.getByText('New lamp, tested.').waitFor();
	});

	const { state, events } = await client.get(`/visits/${planned.id}`);
	assert.equal(state, 'done');
	const told = events.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ kind }) => kind);
	assert.deepEqual(told, ['sent', 'accepted', 'travelling', 'on_site', 'done']);
});

test(
	'hours are confirmed by whoever worked and approved by another',
	{ timeout: 120_000 },
	async () => {
		const { base, owner, colleague, serving } = set.server;
		const [cara] = serving;
		const client = await Client.signedIn(base, owner);
		const { member } = await (await Client.signedIn(base, cara)).get('/me');
		const made = await client.ask('POST', '/hours', {
			body: {
				member_id: member.id,
				title: 'Gate at the fair',
				start: new Date(Date.now() - 6 * 3_600_000).toISOString(),
				end: new Date(Date.now() - 2 * 3_600_000).toISOString(),
				reason: 'The telephone was flat.'
			}
		});

		await visit(set.browser, base, 'confirm hours', { screen: PHONE }, async (page) => {
			await signIn(page, cara);
			await page.getByRole('link', { name: 'Hours', exact: true }).click();
			await page.getByText('Gate at the fair').waitFor();
			await page.getByRole('button', { name: 'Confirm Gate at the fair' }).click();
			await page.getByText('Confirmed. Thank you.').waitFor();
		});
		await visit(set.browser, base, 'approve hours', {}, async (page) => {
			await signIn(page, colleague);
			await page.getByRole('link', { name: 'Hours', exact: true }).click();
			await page.getByRole('button', { name: `Approve ${cara.name}` }).click();
			await page.getByText('Approved.', { exact: true }).waitFor();
		});

		const { state, minutes } = await client.get(`/hours/${made.id}`);
		assert.deepEqual([state, minutes], ['approved', 240]);
	}
);
