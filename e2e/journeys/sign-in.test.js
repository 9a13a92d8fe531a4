/** The door: what a wrong password is told, and where a right one leads. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillSignIn, inside } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();

test('a wrong password is told kindly and the right one goes on where one wanted to go', async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'sign in', {}, async (page, watch) => {
		watch.expect(401);
		await page.goto('/jobs?status=open');
		await page.waitForURL(/\/sign-in/);
		await fillSignIn(page, { ...owner, password: 'not the password' });
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await page
			.getByRole('alert')
			.getByText('Organisation, e-mail or password is wrong.')
			.waitFor();

		const password = page.getByLabel('Password', { exact: true });
		assert.equal(await password.inputValue(), '', 'the wrong one is not kept');
		assert.equal(await page.getByLabel('E-mail').inputValue(), owner.email, 'the rest is');
		assert.ok(await password.evaluate((input) => input === document.activeElement));

		await page.keyboard.type(owner.password);
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/jobs\?status=open/);
		await page.getByRole('heading', { level: 1 }).first().waitFor();
	});
});

test('the session is out of the reach of scripts', async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'session cookie', {}, async (page, watch) => {
		watch.expect(401);
		await page.goto('/sign-in');
		await fillSignIn(page, owner);
		await page.keyboard.press('Enter');
		await inside(page);
		assert.equal(await page.evaluate(() => document.cookie), '');
		const [cookie] = await page.context().cookies();
		assert.equal(cookie.httpOnly, true);
		assert.equal(cookie.secure, true);
		assert.equal(cookie.sameSite, 'Lax');
	});
});
