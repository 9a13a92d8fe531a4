/** A passkey: made on the account page, enough to sign in with, worth nothing once removed. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plugIn } from '../browser/authenticator.js';
import { inside, signIn, signOut } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();

test('a passkey is made, opens the door alone, and opens it no more once removed', async () => {
	const { base, colleague } = set.server;
	await visit(set.browser, base, 'passkey', {}, async (page, watch) => {
		watch.expect(401);
		const device = await plugIn(page);
		await signIn(page, colleague);
		await page.goto('/account');
		await page.getByRole('button', { name: 'Add a passkey' }).click();
		await page.getByRole('dialog').getByLabel('Name').fill('Blue key');
		await page.getByRole('button', { name: 'Go on' }).click();
		await page.getByRole('button', { name: 'I have kept them' }).click();
		await page.getByText('Blue key').waitFor();
		await page.getByText(/never used/).waitFor();
		assert.equal((await device.keys()).length, 1);

		await signOut(page);
		await withPasskey(page);
		await inside(page);
		await page.goto('/account');
		await page
			.getByText(/last used/)
			.first()
			.waitFor();

		await page.getByRole('button', { name: 'Remove Blue key' }).click();
		await page.getByRole('dialog').getByText('It is your only second step').waitFor();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
		await page.getByText('Blue key is removed.').waitFor();

		await signOut(page);
		await withPasskey(page);
		await page.getByText('This passkey is not known here.').waitFor();
	});
});

test('a passkey whose owner is not there opens nothing, and says so kindly', async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'passkey of nobody', {}, async (page) => {
		const device = await plugIn(page);
		await signIn(page, owner);
		await page.goto('/account');
		await page.getByRole('button', { name: 'Add a passkey' }).click();
		await device.verify(false);
		await page.getByRole('button', { name: 'Go on' }).click();
		await page.getByText('No passkey was used.').waitFor();
		await device.verify(true);
		await page.getByRole('button', { name: 'Go on' }).click();
		await page.getByText('Keep these codes').waitFor();
	});
});

async function withPasskey(page) {
	await page.getByLabel('Organisation').fill('north-fleet');
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
}
