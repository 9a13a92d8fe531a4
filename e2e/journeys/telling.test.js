/** Telling people: who is placed hears of it and confirms; who is called out answers by a link and has the place. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { PHONE, settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage({ mail: true, serving: ['Cara Example', 'Dan Example'] });
const HOUR = 3_600_000;
/** Within two days, so that it is to be confirmed; a whole hour, a day's board shows it. */
const START = new Date(Math.ceil((Date.now() + 20 * HOUR) / HOUR) * HOUR);
const END = new Date(START.getTime() + 2 * HOUR);
/** The day it is at the organisation, whose board it is. */
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(START);

async function openVisit(client, title) {
	const job = await client.ask('POST', '/jobs', {
		body: { type: 'Plumbing', title, description: '', priority: 'p3' }
	});
	const body = { start: START.toISOString(), end: END.toISOString() };
	return client.ask('POST', `/jobs/${job.id}/visits`, { body });
}

/** A published event with one session and one place in it. */
async function onePlace(client) {
	const event = await client.ask('POST', '/events', {
		body: { name: 'Winter run', place: 'Town hall square' }
	});
	const local = (at) =>
		new Intl.DateTimeFormat('sv-SE', {
			timeZone: 'America/Chicago',
			dateStyle: 'short',
			timeStyle: 'short'
		})
			.format(at)
			.replace(' ', 'T');
	const session = await client.ask('POST', `/events/${event.id}/sessions`, {
		body: { name: 'Finish line', start_local: local(START), end_local: local(END) }
	});
	const need = await client.ask('POST', `/event-sessions/${session.id}/requirements`, {
		body: { name: 'Medic', competencies: [], min: 1, max: 1, supervised: 0 }
	});
	const { version } = await client.get(`/events/${event.id}`);
	await client.ask('PUT', `/events/${event.id}/publication`, { version });
	return { session, need };
}

test('who is placed hears of it at once and confirms it', { timeout: 120_000 }, async () => {
	const { base, owner, colleague, serving } = set.server;
	const [cara] = serving;
	await openVisit(await Client.signedIn(base, owner), 'Pump repair');

	await visit(set.browser, base, 'is told', { screen: PHONE }, async (phone, watchPhone) => {
		await signIn(phone, cara);
		await settled(phone, watchPhone);
		await phone.getByRole('link', { name: 'Notices', exact: true }).waitFor();

		await visit(set.browser, base, 'tells', {}, async (desk, watchDesk) => {
			await signIn(desk, colleague);
			await desk.goto(`/board?date=${day}`);
			await settled(desk, watchDesk);
			await desk.locator('[data-place][aria-label*="Pump repair"]').click();
			await desk.getByRole('button', { name: `Assign: ${cara.name}`, exact: true }).click();
			await desk.getByRole('status').getByText(`${cara.name} takes`).waitFor();

			// Within seconds, without a touch of the phone.
			await phone
				.getByRole('link', { name: 'Notices, 1 unread' })
				.waitFor({ timeout: 8_000 });

			const bar = desk.locator('[data-bar][aria-label*="Pump repair"]');
			await bar.click();
			const details = desk.getByRole('dialog', { name: 'Details' });
			await details.getByText('Told', { exact: true }).waitFor();
			const confirmed = details.locator('div', {
				has: desk.getByText('Confirmed', { exact: true })
			});
			await confirmed.getByText('not yet').last().waitFor();

			await phone.getByRole('link', { name: 'Notices, 1 unread' }).click();
			await phone.waitForURL('/notices');
			await phone.getByRole('button', { name: /^Confirm: / }).click();
			await phone.getByText('Confirmed. Whoever planned this sees it.').waitFor();
			await phone.getByRole('link', { name: 'Notices', exact: true }).waitFor();

			await details.getByText('not yet').first().waitFor({ state: 'detached' });
			await settled(desk, watchDesk);
		});
		await settled(phone, watchPhone);
	});

	const { items, unread } = await (await Client.signedIn(base, cara)).get('/me/notices');
	assert.equal(unread, 0);
	assert.ok(items[0].acknowledged_at, 'it stands confirmed');
});

test(
	'a call-out is answered by link on a phone and fills the place',
	{ timeout: 120_000 },
	async () => {
		const { base, colleague, owner, serving, post } = set.server;
		const dan = serving[1];
		const { session } = await onePlace(await Client.signedIn(base, owner));

		await visit(set.browser, base, 'calls out', {}, async (desk, watchDesk) => {
			await signIn(desk, colleague);
			await desk.goto(`/event-sessions/${session.id}`);
			await desk.getByRole('button', { name: 'Change Medic' }).click();
			await desk.getByRole('menuitem', { name: 'Call out…' }).click();
			const form = desk.getByRole('dialog', { name: /^Call out for / });
			await form.getByLabel(/^What you say/).fill('The medic has fallen ill. Who can come?');
			await form.getByLabel('Only these members').fill('Dan');
			await desk.getByRole('option', { name: /Dan Example/ }).click();
			await form.getByRole('button', { name: 'Call out', exact: true }).click();
			await desk.waitForURL(/\/call-outs\/cal_/);
			await desk.getByText('Nobody has answered yet.').waitFor();

			const secret = await post.secret(dan.email, 'call-out');
			await visit(
				set.browser,
				base,
				'answers',
				{ screen: PHONE },
				async (phone, watchPhone) => {
					await phone.goto(`/call-out#${secret}`);
					await phone.getByRole('heading', { name: 'Can you come?' }).waitFor();
					assert.equal(new URL(phone.url()).hash, '', 'the secret leaves the address');
					// What is asked stands there before it is answered.
					await phone.getByText('Winter run · Finish line').waitFor();
					await phone.getByText('The medic has fallen ill. Who can come?').waitFor();
					await phone.getByText(/^1 place is still open\./).waitFor();
					// Looking spends nothing: the letter opens it once more.
					await phone.goto('/sign-in');
					await phone.goto(`/call-out#${secret}`);
					await phone.getByText('15 min', { exact: true }).click();
					await phone.getByRole('button', { name: 'I am coming' }).click();
					await phone.getByText('The place is yours.').waitFor();
					await phone.getByText('You are ready in 15 min.').waitFor();
					await settled(phone, watchPhone);

					// It answers once.
					watchPhone.expect(404);
					await phone.goto('/sign-in');
					await phone.goto(`/call-out#${secret}`);
					await phone.getByText('This link does not work any more').waitFor();
					assert.equal(
						await phone.getByText('Winter run').count(),
						0,
						'it tells nothing'
					);
				}
			);

			await desk.getByText('Has a place').waitFor();
			await desk.getByText('in 15 min').waitFor();
			await desk.getByText('1/1').waitFor();
			await settled(desk, watchDesk);
		});
	}
);

test('an announcement is written, read and confirmed', { timeout: 120_000 }, async () => {
	const { base, owner, serving } = set.server;
	const [cara] = serving;
	await visit(set.browser, base, 'announces', {}, async (page, watch) => {
		await signIn(page, owner);
		await page.goto('/announcements');
		await page.getByRole('button', { name: 'New announcement' }).first().click();
		const form = page.getByRole('dialog', { name: 'New announcement' });
		await form.getByLabel(/^Title/).fill('New radios from Monday');
		await form.getByLabel(/^What is to be told/).fill('Fetch yours at the desk.');
		await form.getByRole('checkbox', { name: /^Ask everybody to confirm/ }).check();
		await form.getByText(/^Reaches \d+ members\.$/).waitFor();
		await form.getByRole('button', { name: 'Send', exact: true }).click();
		await page.waitForURL(/\/announcements\/ann_/);
		await page.getByRole('link', { name: cara.name }).waitFor();

		await visit(set.browser, base, 'reads', { screen: PHONE }, async (phone, watchPhone) => {
			await signIn(phone, cara);
			await phone.goto('/notices');
			await phone.getByRole('link', { name: /New radios from Monday/ }).click();
			await phone.getByText('Fetch yours at the desk.').waitFor();
			await phone.getByRole('button', { name: 'Confirm', exact: true }).click();
			await phone.getByText(/^Confirmed /).waitFor();
			await settled(phone, watchPhone);
		});

		await page.reload();
		await page
			.getByText(/^Confirmed .*(now|minute|min)/)
			.first()
			.waitFor();
		await settled(page, watch);
	});
});
