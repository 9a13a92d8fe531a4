/** The board: a dispatcher plans a day, and two dispatchers edit the same thing. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage();
const DAY = 86_400_000;
/** A day that is not over, whatever the hour at which this runs. */
const day = new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10);
const board = `/board?date=${day}`;
const START = `${day}T16:00:00Z`;

const bar = (page, title) => page.locator(`[data-bar][aria-label*="${title}"]`);
const place = (page, title) => page.locator(`[data-place][aria-label*="${title}"]`);
const row = (page, name) => page.getByRole('group', { name: new RegExp(`^${name}, `) });
const says = (page, text) => page.locator('#board-says').filter({ hasText: text }).waitFor();

test('a dispatcher plans a day', { timeout: 120_000 }, async () => {
	const { base, owner, colleague } = set.server;
	const client = await Client.signedIn(base, owner);
	await openVisit(client, 'Pump repair');
	await visit(set.browser, base, 'the board', {}, async (page, watch) => {
		await signIn(page, colleague);
		await page.goto(board);
		await settled(page, watch);
		await dragToMember(page, 'Pump repair', owner.name);
		await page.getByRole('status').getByText(`${owner.name} takes`).waitFor();
		await page.keyboard.press('Control+z');
		await page.getByText('Undone.').waitFor();
		await place(page, 'Pump repair').waitFor();
		await giveByKeys(page, 'Pump repair', owner.name);
		await laterByKeys(page, 'Pump repair');
		await takeOff(page, 'Pump repair');
		await place(page, 'Pump repair').waitFor();
		// The board shows it before the server has answered.
		await settled(page, watch);
	});
	const { items } = await client.get(`/assignments?from=${day}T00:00:00Z&until=${day}T23:59:59Z`);
	const states = items.map(({ state }) => state);
	assert.ok(
		states.every((state) => state === 'released'),
		`nobody goes in the end: ${states}`
	);
});

test('two dispatchers edit the same thing', { timeout: 120_000 }, async () => {
	const { base, owner, colleague } = set.server;
	const other = await Client.signedIn(base, owner);
	const { requirement_id } = await openVisit(other, 'Boiler check');
	const member_id = (await other.get('/me')).member.id;
	const one = await other.ask('POST', `/requirements/${requirement_id}/assignments`, {
		body: { member_id }
	});
	await visit(set.browser, base, 'two at the board', {}, async (page, watch) => {
		await signIn(page, colleague);
		await page.goto(board);
		await settled(page, watch);
		const moved = await theirsComesBy(page, other, one);
		await theirsWhileCarrying(page, watch, other, moved);
	});
});

async function openVisit(client, title) {
	const job = await client.ask('POST', '/jobs', {
		body: { type: 'Plumbing', title, description: '', priority: 'p3' }
	});
	const body = { start: START, end: `${day}T18:00:00Z` };
	return client.ask('POST', `/jobs/${job.id}/visits`, { body });
}

async function dragToMember(page, title, name) {
	const from = await place(page, title).boundingBox();
	const to = await row(page, name).boundingBox();
	const x = from.x + from.width / 2;
	await page.mouse.move(x, from.y + from.height / 2);
	await page.mouse.down();
	await page.mouse.move(x, from.y + from.height, { steps: 4 });
	await page.mouse.move(x, to.y + to.height / 2, { steps: 6 });
	await page.mouse.up();
}

async function giveByKeys(page, title, name) {
	await place(page, title).focus();
	await page.keyboard.press('m');
	await says(page, 'picked up');
	// At the first member; the others are below.
	for (let step = 0; step < 10; step++) {
		const at = row(page, name);
		if (await at.evaluate((element) => element.classList.contains('ring-accent'))) break;
		await page.keyboard.press('ArrowDown');
	}
	await page.keyboard.press('Enter');
	await page.getByRole('status').getByText(`${name} takes`).waitFor();
}

async function laterByKeys(page, title) {
	await bar(page, title).focus();
	await page.keyboard.press('m');
	await says(page, 'picked up');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	await page.getByRole('status').getByText('moved.').waitFor();
}

async function takeOff(page, title) {
	await bar(page, title).click();
	await page.getByRole('dialog', { name: 'Details' }).getByText('Take off…').click();
	const asked = page.getByRole('dialog', { name: /^Take .* off\?$/ });
	await asked.getByLabel(/^Reason/).fill('The pump runs again');
	await asked.getByRole('button', { name: 'Take off' }).click();
	await bar(page, title).waitFor({ state: 'detached' });
}

/** What somebody else moves is seen moved, without a reload. */
async function theirsComesBy(page, other, one) {
	const before = await bar(page, 'Boiler check').getAttribute('aria-label');
	const { version } = await other.get(`/assignments/${one.id}`);
	const body = { start: `${day}T17:00:00Z`, end: `${day}T19:00:00Z` };
	const moved = await other.ask('PATCH', `/assignments/${one.id}`, { version, body });
	await page.waitForFunction(
		(old) =>
			document
				.querySelector('[data-bar][aria-label*="Boiler check"]')
				?.getAttribute('aria-label') !== old,
		before
	);
	return moved;
}

/** What one carries is not lost when somebody else changes it; dropping it tells both sides. */
async function theirsWhileCarrying(page, watch, other, { id, version }) {
	await bar(page, 'Boiler check').focus();
	await page.keyboard.press('m');
	await says(page, 'picked up');
	const body = { end: `${day}T20:00:00Z` };
	await other.ask('PATCH', `/assignments/${id}`, { version, body });
	await says(page, 'Somebody changed this meanwhile');
	watch.expect(412);
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	const told = page.getByRole('dialog', { name: 'Somebody else was faster' });
	await told.getByText('It is now', { exact: true }).waitFor();
	await told.getByRole('button', { name: 'Leave it' }).click();
	const now = await other.get(`/assignments/${id}`);
	assert.equal(Date.parse(now.end), Date.parse(`${day}T20:00:00Z`), 'theirs stands');
	assert.equal(now.version, version + 1);
}
