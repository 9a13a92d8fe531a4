/** Searches of the log: narrowed, kept under a name, found again. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage();

test('a search of the log is kept and shared', { timeout: 120_000 }, async () => {
	const { base, owner } = set.server;
	await assert.rejects(Client.signedIn(base, { ...owner, password: 'not this one at all' }));
	await visit(set.browser, base, 'saved searches', {}, async (page, watch) => {
		await signIn(page, owner);
		await page.goto('/audit');
		await settled(page, watch);
		await page.getByRole('button', { name: 'Filters' }).click();
		const filters = page.getByRole('dialog');
		await filters.getByLabel('Outcome').selectOption('failed');
		await filters.getByLabel('From address').fill('127.0.0.1');
		await filters.getByRole('button', { name: 'Apply' }).click();
		await page.waitForURL(/outcome=failed/);
		await page.getByText('End of list, 1 in all').waitFor();
		await save(page);
		await page.goto('/audit');
		await settled(page, watch);
		await page.getByRole('button', { name: 'Saved views' }).click();
		await page.getByRole('link', { name: /^Wrong passwords/ }).click();
		await page.waitForURL('/audit?outcome=failed&address=127.0.0.1');
		await page.getByText('End of list, 1 in all').waitFor();
	});
	const client = await Client.signedIn(base, owner);
	const { items } = await client.get('/views?list=audit');
	assert.deepEqual(
		items.map(({ name, shared }) => ({ name, shared })),
		[{ name: 'Wrong passwords', shared: true }]
	);
	assert.deepEqual((await client.get('/views?list=jobs')).items, []);
});

async function save(page) {
	await page.getByRole('button', { name: 'Saved views' }).click();
	await page.getByRole('button', { name: 'Save this view…' }).click();
	const form = page.getByRole('dialog', { name: 'Save view' });
	await form.getByLabel(/^Name/).fill('Wrong passwords');
	await form.getByRole('checkbox').check();
	await form.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('View “Wrong passwords” saved.').waitFor();
}
