/** Units: a tree is made, walked and rearranged, and a member is posted into it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose } from '../browser/choose.js';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage();
const dialog = (page) => page.getByRole('dialog');
const unit = (page, name) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) });

test('a tree of units, and somebody posted to a watch', { timeout: 120_000 }, async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'units', {}, async (page, watch) => {
		await signIn(page, owner);
		await page.getByRole('link', { name: 'Units' }).click();
		await page.getByText('No units yet').waitFor();
		await settled(page, watch);
		await make(page, 'North', 'District', (press) => press.first().click());
		await make(page, 'South', 'District', (press) => press.first().click());
		await makeUnder(page, 'South', 'Watch A', 'Watch');
		await moveByKeys(page);
		await addMember(page);
		await findBelow(page, watch);
	});
	const client = await Client.signedIn(base, owner);
	const { items } = await client.get('/units');
	assert.deepEqual(items.find(({ name }) => name === 'Watch A').path, ['North', 'Watch A']);
});

async function fill(page, name, kind) {
	await dialog(page).getByLabel(/^Name/).fill(name);
	await dialog(page).getByLabel(/^Kind/).fill(kind);
	await dialog(page).getByRole('button', { name: 'Add unit' }).click();
	await unit(page, name).waitFor();
	await dialog(page).waitFor({ state: 'detached' });
}

async function make(page, name, kind, press) {
	await press(page.getByRole('button', { name: 'Add unit' }));
	await fill(page, name, kind);
}

async function makeUnder(page, parent, name, kind) {
	await page.getByRole('button', { name: `Actions for ${parent}` }).click();
	await page.getByRole('menuitem', { name: 'Add a unit under it' }).click();
	await fill(page, name, kind);
}

/** Without a mouse: from the top down the tree to the watch, and with it to the other district. */
async function moveByKeys(page) {
	await unit(page, 'North').focus();
	await page.keyboard.press('End');
	await page.keyboard.press('m');
	const asked = page.getByRole('dialog', { name: 'Move Watch A' });
	await choose(page, asked, /^Under/, 'North');
	await asked.getByRole('button', { name: 'Move', exact: true }).click();
	await page.getByText('“Watch A” now stands under North.').waitFor();
	await unit(page, 'North').and(page.locator('[aria-expanded=true]')).waitFor();
}

async function addMember(page) {
	await page.getByRole('link', { name: 'Members', exact: true }).click();
	await page.getByRole('button', { name: 'Add member' }).click();
	const form = page.getByRole('dialog', { name: 'Add a member' });
	await form.getByLabel(/^Name/).fill('Cy Example');
	await form.getByLabel(/^E-mail/).fill('cy@north-fleet.example');
	await choose(page, form, /^Unit/, 'Watch A');
	await form.getByRole('checkbox', { name: /^Send an invitation/ }).uncheck();
	await form.getByRole('button', { name: 'Add member' }).click();
	await page.waitForURL(/\/members\/mem_/);
	const served = page.locator('section').filter({ hasText: 'Where they serve' });
	await served.getByRole('link', { name: 'Watch A' }).waitFor();
}

/** Who serves in the watch serves in the district above it. */
async function findBelow(page, watch) {
	await page.goto('/members');
	await settled(page, watch);
	await choose(page, page, 'Unit', 'North');
	await page.waitForURL(/unit=unt_/);
	await page.locator('[role=row] a').filter({ hasText: 'Cy Example' }).waitFor();
	await page.getByText('End of list, 1 in all').waitFor();
}
