/** What an organisation keeps about its members: fields of its own, ranks in their order, photos; where a unit stood. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage();
const dialog = (page, name) => page.getByRole('dialog', { name });

test('a field is made, filled in, renamed and retired', { timeout: 120_000 }, async () => {
	const { base, owner } = set.server;
	const client = await Client.signedIn(base, owner);
	await visit(set.browser, base, 'fields', {}, async (page, watch) => {
		await signIn(page, owner);
		await page.getByRole('link', { name: 'Members', exact: true }).click();
		await page.getByRole('link', { name: 'Fields', exact: true }).click();
		await page.getByText('No fields of your own yet').waitFor();
		await settled(page, watch);
		await makeLicence(page);
		await fillIn(page, client);
		await page.goto('/members/fields');
		await rename(page);
		await retire(page);
	});
	const { items } = await client.get('/member-fields');
	assert.deepEqual(
		items.map(({ key, label, choices, retired }) => ({ key, label, choices, retired })),
		[
			{
				key: 'driving-licence',
				label: 'Licence to drive',
				choices: ['B', 'C1', 'D'],
				retired: true
			}
		]
	);
});

async function makeLicence(page) {
	await page.getByRole('button', { name: 'New field' }).first().click();
	const form = dialog(page, 'A new field');
	await form.getByLabel(/^Name/).fill('Driving licence');
	await form.getByLabel(/^What it holds/).selectOption('choice');
	await form.getByRole('button', { name: 'Add field' }).click();
	await form.getByText('Please check the marked fields.').waitFor();
	assert.equal(await form.getByLabel(/^Column name/).inputValue(), 'driving-licence');
	await form.getByLabel(/^Choices/).fill('B\nC1');
	await form.getByRole('button', { name: 'Add field' }).click();
	await page.getByText('Field “Driving licence” added.').waitFor();
	await page.getByText('B, C1').waitFor();
}

/** The field stands in the member's form, and on their page. */
async function fillIn(page, client) {
	const { member } = await client.get('/me');
	await page.goto(`/members/${member.id}`);
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
	const form = dialog(page, 'Edit member');
	await form.getByLabel('Driving licence').selectOption('C1');
	await form.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Member saved.').waitFor();
	await page.getByRole('definition').filter({ hasText: /^C1$/ }).waitFor();
}

async function rename(page) {
	await page.getByRole('button', { name: 'Actions for Driving licence' }).click();
	await page.getByRole('menuitem', { name: 'Change…' }).click();
	const form = dialog(page, 'Field “Driving licence”');
	await form.getByLabel(/^Name/).fill('Licence to drive');
	await form.getByLabel(/^Choices/).fill('B\nC1\nD');
	await form.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('B, C1, D').waitFor();
}

async function retire(page) {
	await page.getByRole('button', { name: 'Actions for Licence to drive' }).click();
	await page.getByRole('menuitem', { name: 'Retire…' }).click();
	await dialog(page, /^Retire/)
		.getByRole('button', { name: 'Retire', exact: true })
		.click();
	await page.getByRole('heading', { name: 'Retired fields' }).waitFor();
}

test('ranks are made, moved by keys and renamed', { timeout: 120_000 }, async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'ranks', {}, async (page) => {
		await signIn(page, owner);
		await page.goto('/members/ranks');
		await page.getByText('No ranks yet').waitFor();
		for (const name of ['Constable', 'Sergeant', 'Inspector']) await makeRank(page, name);
		await page.getByRole('button', { name: 'Move Inspector up' }).focus();
		await page.keyboard.press('Enter');
		await page.getByText('Inspector is now number 2 of 3.').waitFor();
		// The keys are where they were: the same key goes on.
		await page
			.getByRole('button', { name: 'Move Inspector up' })
			.and(page.locator(':focus'))
			.waitFor();
		await page.keyboard.press('Enter');
		await page.getByText('Inspector is now number 1 of 3.').waitFor();
		await page.getByRole('button', { name: 'Rename Constable' }).click();
		const form = dialog(page, 'Rename Constable');
		await form.getByLabel(/^Name/).fill('Police constable');
		await form.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByText('Rank saved.').waitFor();
	});
	const client = await Client.signedIn(base, owner);
	const { items } = await client.get('/ranks');
	assert.deepEqual(
		items.map(({ name }) => name),
		['Inspector', 'Police constable', 'Sergeant']
	);
});

async function makeRank(page, name) {
	await page.getByRole('button', { name: 'New rank' }).first().click();
	const form = dialog(page, 'A new rank');
	await form.getByLabel(/^Name/).fill(name);
	await form.getByRole('button', { name: 'Add rank' }).click();
	await page.getByRole('listitem').filter({ hasText: name }).waitFor();
	await form.waitFor({ state: 'detached' });
}

test('a unit tells where it stood', { timeout: 120_000 }, async () => {
	const { base, owner } = set.server;
	const client = await Client.signedIn(base, owner);
	const make = (name, parent_id = null) =>
		client.ask('POST', '/units', { body: { name, kind: 'Team', parent_id } });
	const [north, south] = [await make('North'), await make('South')];
	const watch = await make('Watch A', north.id);
	const { id, version } = watch;
	await client.ask('PUT', `/units/${id}/parent`, { body: { parent_id: south.id }, version });
	await visit(set.browser, base, 'past parents', {}, async (page) => {
		await signIn(page, owner);
		await page.goto('/units');
		await page.getByRole('button', { name: 'Actions for Watch A' }).click();
		await page.getByRole('menuitem', { name: 'Where it stood' }).click();
		const told = dialog(page, 'Where Watch A stood').getByRole('listitem');
		await told.first().waitFor();
		assert.match((await told.allInnerTexts()).join('|'), /^South[^|]*\|North/);
	});
});

test('a photo is taken away', { timeout: 120_000 }, async () => {
	const { base, owner } = set.server;
	const client = await Client.signedIn(base, owner);
	await visit(set.browser, base, 'photo', {}, async (page) => {
		await signIn(page, owner);
		const { member } = await client.get('/me');
		await page.goto(`/members/${member.id}`);
		const buffer = await page.screenshot({ type: 'png' });
		const file = { name: 'face.png', mimeType: 'image/png', buffer };
		await page.locator('input[type=file]').setInputFiles(file);
		await page.getByText('Photo saved.').waitFor();
		await page.getByRole('button', { name: 'Change photo' }).click();
		await page.getByRole('menuitem', { name: 'Remove photo' }).click();
		await page.getByText('Photo removed.').waitFor();
		assert.equal((await client.get(`/members/${member.id}`)).has_photo, false);
	});
});
