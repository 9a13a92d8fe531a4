/** Sign-in rules: what is demanded is set up before anything else, and an administrator can end and reset it all. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillSignIn, signIn } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';
import { App } from '../muster/totp.js';

const set = stage();

test('a demanded second step is set up kindly, before anything else', async () => {
	const { base, owner, colleague } = set.server;
	await visit(set.browser, base, 'rules', {}, async (page) => {
		await signIn(page, owner);
		await page.getByRole('navigation').getByRole('link', { name: 'Sign-in rules' }).click();
		await page.getByLabel('Dispatcher').selectOption({ label: 'Password and second step' });
		await page.getByLabel('Time to set it up').fill('0');
		await page.getByRole('button', { name: 'Save rules' }).click();
		await page.getByText('The rules are saved').waitFor();
		await page
			.getByRole('region', { name: 'Who does not meet them yet' })
			.getByText(colleague.name)
			.waitFor();
	});
	await visit(set.browser, base, 'demanded', {}, async (page, watch) => {
		watch.expect(401);
		await page.goto('/jobs?status=open');
		await page.waitForURL(/\/sign-in/);
		await fillSignIn(page, colleague);
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await page.getByRole('heading', { name: 'One more step' }).waitFor();
		await page.goto('/customers');
		await page.waitForURL(/\/enrol/);
		await page.getByRole('button', { name: /^Set up an app/ }).click();
		const app = new App(await page.locator('main code').innerText());
		await page.getByLabel('Code', { exact: true }).fill(await app.code());
		await page.getByRole('button', { name: 'Confirm' }).click();
		await page.getByRole('heading', { name: 'Keep these codes' }).waitFor();
		assert.equal(await page.getByRole('listitem').count(), 10);
		await page.getByRole('button', { name: 'I have kept them' }).click();
		await page.waitForURL('/customers');
	});
});

test('an administrator sees how somebody signs in, ends it, and resets a lost second step', async () => {
	const { base, owner, colleague } = set.server;
	await visit(set.browser, base, 'sign-ins', {}, async (page) => {
		await signIn(page, owner);
		await page.goto('/members');
		await page.getByRole('link', { name: colleague.name }).click();
		const panel = page.getByRole('region', { name: 'Sign-ins' });
		await panel.getByText('Set up', { exact: true }).waitFor();
		await panel.getByRole('button', { name: 'End all sessions' }).click();
		const asked = page.getByRole('dialog');
		await asked.getByRole('button', { name: 'End all sessions' }).click();
		await panel.getByText('Not signed in anywhere.').waitFor();
		await panel.getByRole('button', { name: 'Reset second step' }).click();
		await asked.getByRole('button', { name: 'Reset second step' }).click();
		await asked.getByText('This is needed.').waitFor();
		await asked.getByLabel('Reason').fill('The telephone fell into the river.');
		await asked.getByRole('button', { name: 'Reset second step' }).click();
		await panel.getByText('Not set up').waitFor();
	});
});
