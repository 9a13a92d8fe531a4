/** Fields for passwords, and the way out. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn, signOut } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();
const PASTED = 'from a keeper of passwords';

test('every password field is masked, can be shown, and takes a paste', async () => {
	const { base, owner } = set.server;
	const permissions = ['clipboard-read', 'clipboard-write'];
	await visit(set.browser, base, 'password fields', { permissions }, async (page, watch) => {
		watch.expect(401);
		let seen = 0;
		for (const path of ['/sign-in', '/reset#anything', '/account']) {
			if (path === '/account') await signIn(page, owner);
			await page.goto(path);
			await settled(page, watch);
			seen += await tryFields(page);
		}
		assert.equal(seen, 5);
	});
});

async function tryFields(page) {
	const fields = page.locator('input[type=password]');
	const names = await fields.evaluateAll((all) => all.map(({ name }) => name));
	for (const name of names) {
		const field = page.locator(`input[name=${name}]`);
		assert.equal(await field.getAttribute('type'), 'password');
		await page.evaluate((text) => navigator.clipboard.writeText(text), PASTED);
		await field.focus();
		await page.keyboard.press('Control+v');
		assert.equal(await field.inputValue(), PASTED);
		await field.locator('..').getByRole('button', { name: 'Show password' }).click();
		assert.equal(await field.getAttribute('type'), 'text');
		await field.locator('..').getByRole('button', { name: 'Hide password' }).click();
		assert.equal(await field.getAttribute('type'), 'password');
	}
	return names.length;
}

test('signing out is in the menu of every page, and ends the session', async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'the way out', {}, async (page, watch) => {
		watch.expect(401);
		await signIn(page, owner);
		for (const path of ['/jobs', '/account', '/audit']) {
			await page.goto(path);
			await settled(page, watch);
			await page.getByRole('button', { name: /^Your account/ }).click();
			await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
			await page.keyboard.press('Escape');
		}
		await signOut(page);
		await page.goto('/jobs');
		await page.waitForURL(/\/sign-in/);
	});
});
