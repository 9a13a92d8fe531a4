/** A planner has two boilers looked after every year: sees it coming, skips one, has the other's job made, opens it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose } from '../browser/choose.js';
import { signIn } from '../browser/sign-in.js';
import { PHONE, settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage();
const DAY = 86_400_000;
const dayAhead = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const BOILERS = ['Boiler in the cellar', 'Boiler in the workshop'];

async function twoBoilers(client) {
	const site = await client.ask('POST', '/sites', {
		body: {
			name: 'Alder House',
			address: {
				lines: ['2230 W Fullerton Ave'],
				locality: 'Chicago',
				region: 'IL',
				postcode: '60647',
				country: 'US'
			},
			time_zone: 'America/Chicago'
		}
	});
	const assets = [];
	for (const name of BOILERS)
		assets.push(
			await client.ask('POST', '/assets', {
				body: { name, kind: 'Boiler', site_id: site.id }
			})
		);
	return { site, assets };
}

test('a yearly plan over two assets', { timeout: 150_000 }, async () => {
	const { base, owner } = set.server;
	const client = await Client.signedIn(base, owner);
	const { site, assets } = await twoBoilers(client);
	// Far enough ahead that nothing is made before it is asked for.
	const due = dayAhead(20);

	await visit(set.browser, base, 'plans maintenance', {}, async (page, watch) => {
		await signIn(page, owner);
		await page.goto('/maintenance');
		await page.getByText('No plans yet').waitFor();
		await makePlan(page, due);
		const plan = page.url();
		await seeForecast(page, watch, due);
		await page.goto(plan);
		await skipOne(page);
		await makeJobs(page);
		await openJob(page);
		await page.goto(`/assets/${assets[1].id}`);
		const panel = page.getByRole('region', {
			name: 'Maintenance',
			exact: true
		});
		await panel.getByRole('link', { name: 'Boiler service' }).waitFor();
		await page.goto(`/sites/${site.id}`);
		await panel.getByRole('link', { name: 'Boiler service' }).waitFor();
	});

	await visit(set.browser, base, 'on a telephone', { screen: PHONE }, async (page, watch) => {
		await signIn(page, owner);
		await page.goto(`/maintenance/forecast?month=${due.slice(0, 7)}`);
		await settled(page, watch);
		await page.getByText('Skipped', { exact: true }).waitFor();
		await page.getByText('Job made', { exact: true }).waitFor();
	});

	const told = await client.get(`/maintenance-plans/forecast?from=${due}&until=${due}`);
	const states = told.items.map(({ target, state, reason }) => [
		target.id,
		state,
		reason ?? null
	]);
	assert.deepEqual(
		states.toSorted(),
		[
			[assets[0].id, 'skipped', 'Replaced last week.'],
			[assets[1].id, 'made', null]
		].toSorted()
	);
});

async function makePlan(page, due) {
	await page.getByRole('link', { name: 'New plan' }).first().click();
	await page.waitForURL('/maintenance/new');
	await page.getByLabel('Name of the plan').fill('Boiler service');
	for (const name of BOILERS) await choose(page, page, 'Assets and sites', name);
	await page.getByLabel('First due').fill(due);
	await page.getByText(/^Every year on /).waitFor();
	const preview = page.getByRole('region', { name: 'The next six times' });
	assert.equal(await preview.getByRole('listitem').count(), 6);
	await page.getByLabel('Make the job ahead by').fill('0');
	await page.getByLabel('Title of the job').fill('Service the boiler');
	await page.getByRole('button', { name: 'Create plan' }).click();
	await page.getByText('Plan created.').waitFor();
	await page.waitForURL(/\/maintenance\/mpl_/);
}

async function seeForecast(page, watch, due) {
	await page.goto(`/maintenance/forecast?month=${due.slice(0, 7)}`);
	await settled(page, watch);
	await page.getByTitle(/^Boiler service, 2 assets and sites, To come/).waitFor();
	await page.getByRole('button', { name: 'List', exact: true }).click();
	for (const name of BOILERS) await page.getByRole('link', { name, exact: true }).waitFor();
}

async function skipOne(page) {
	await page.getByRole('button', { name: `Skip ${BOILERS[0]}` }).click();
	const asked = page.getByRole('dialog', { name: `Skip ${BOILERS[0]}` });
	await asked.getByRole('button', { name: 'Skip', exact: true }).click();
	await asked.getByText('This is needed.').waitFor();
	await asked.getByLabel('Reason').fill('Replaced last week.');
	await asked.getByRole('button', { name: 'Skip', exact: true }).click();
	const past = page.getByRole('region', { name: 'Done, skipped, left out' });
	await past.getByText('Replaced last week.').waitFor();
}

/** Its job may be there already: the server makes what is due by itself too. */
async function makeJobs(page) {
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Edit' }).click();
	await page.waitForURL(/\/edit$/);
	await page.getByLabel('Make the job ahead by').fill('30');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('Plan saved.').waitFor();
	await page.getByRole('button', { name: 'Make due jobs' }).click();
	await page.getByText(/^(1 job made|Nothing is due yet)/).waitFor();
}

async function openJob(page) {
	const due = page.getByRole('region', { name: 'To be done' });
	await due.getByText(BOILERS[1]).waitFor();
	assert.equal(await due.getByRole('listitem').count(), 1, 'the skipped one has no job');
	await due.getByRole('link', { name: /^J-/ }).click();
	await page.waitForURL(/\/jobs\/job_/);
	await page.getByRole('link', { name: 'Boiler service', exact: true }).waitFor();
	await page
		.getByText(/^Window /)
		.first()
		.waitFor({ state: 'attached' });
}
