/** A token for a program: made, shown once, used, revoked. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();

test('a token is made, shown once, does what was chosen and nothing else, and ends at once', async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'tokens', {}, async (page) => {
		await signIn(page, owner);
		await page.getByRole('navigation').getByRole('link', { name: 'API tokens' }).click();
		await page.getByText('No tokens yet').waitFor();
		await page.getByRole('button', { name: 'New token' }).first().click();
		const form = page.getByRole('dialog', { name: 'New token' });
		await form.getByRole('button', { name: 'Make token' }).click();
		await form.getByText('Choose at least one permission.').waitFor();
		await form.getByLabel('What is it for?').fill('Night import');
		await form.getByRole('checkbox', { name: 'See jobs.' }).check();
		await form.getByLabel('Only from these networks').fill('10.0.0.1/8');
		await form.getByRole('button', { name: 'Make token' }).click();
		await form.getByText('Did you mean 10.0.0.0/8?').waitFor();
		await form.getByLabel('Only from these networks').fill('');
		await form.getByRole('button', { name: 'Make token' }).click();

		const shown = page.getByRole('dialog', { name: 'Copy the token now' });
		const secret = await shown.locator('code').innerText();
		assert.match(secret, /^mst_/);
		await shown.getByRole('button', { name: 'I have copied it' }).click();
		assert.equal(await answered(base, secret, '/jobs'), 200);
		assert.equal(await answered(base, secret, '/customers'), 403);
		assert.ok(!(await page.content()).includes(secret), 'it is on the page no more');

		await page.getByRole('link', { name: 'Night import' }).click();
		const drawer = page.getByRole('dialog', { name: 'Night import' });
		await drawer.getByText('jobs.read').waitFor();
		await drawer.getByRole('button', { name: 'Revoke' }).click();
		await page
			.getByRole('dialog', { name: 'Revoke Night import?' })
			.getByRole('button', { name: 'Revoke' })
			.click();
		await page.getByText('Night import is revoked.').waitFor();
		// Believed for half a second after it was looked at.
		while ((await answered(base, secret, '/jobs')) !== 401);
	});
});

async function answered(base, secret, path) {
	const headers = { authorization: `Bearer ${secret}` };
	return (await fetch(`${base}/api/v1${path}`, { headers })).status;
}
