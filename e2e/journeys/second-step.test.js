/** A second step at the sign-in: an authenticator app is set up, its codes and the codes on paper open the door, each once. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillSignIn, inside, signIn, signOut } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';
import { App } from '../muster/totp.js';

const set = stage();

test('an app is set up, and its codes and the codes on paper open the door', async () => {
	const { base, colleague } = set.server;
	await visit(set.browser, base, 'second step', {}, async (page, watch) => {
		watch.expect(401);
		watch.expect(422);
		await signIn(page, colleague);
		const { app, codes } = await setUp(page);

		await signOut(page);
		await toSecondStep(page, colleague);
		await page.getByLabel('Code', { exact: true }).fill('000000');
		await page.getByRole('button', { name: 'Go on' }).click();
		await page.getByText('This code is not right').waitFor();
		assert.equal(await page.getByLabel('Code', { exact: true }).inputValue(), '');
		await page.getByLabel('Code', { exact: true }).fill(await app.code());
		await page.keyboard.press('Enter');
		await inside(page);

		await signOut(page);
		await withPaper(page, colleague, codes[0].toLowerCase());
		await inside(page);
		await page.goto('/account');
		await page.getByText('9 codes left').waitFor();

		await signOut(page);
		await withPaper(page, colleague, codes[0]);
		await page.getByText('This code is not right').waitFor();
	});
});

/** Sets an app up on the account page; gives the app and the codes for paper. */
async function setUp(page) {
	await page.goto('/account');
	await page.getByRole('button', { name: 'Set up an app' }).click();
	const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' });
	await dialog.getByRole('img', { name: /^QR code/ }).waitFor();
	const app = new App(await dialog.locator('code').innerText());
	await dialog.getByLabel('Code', { exact: true }).fill('000000');
	await dialog.getByRole('button', { name: 'Confirm' }).click();
	await dialog.getByText('This code is not right').waitFor();
	await dialog.getByLabel('Code', { exact: true }).fill(await app.code());
	await dialog.getByRole('button', { name: 'Confirm' }).click();

	const paper = page.getByRole('dialog', { name: 'Keep these codes' });
	await paper.waitFor();
	const codes = await paper.getByRole('listitem').allInnerTexts();
	assert.equal(codes.length, 10);
	const loading = page.waitForEvent('download');
	await paper.getByRole('button', { name: 'Download' }).click();
	const file = await (await loading).createReadStream();
	let text = '';
	for await (const part of file) text += part;
	for (const code of codes) assert.ok(text.includes(code));
	await paper.getByRole('button', { name: 'I have kept them' }).click();
	await page.getByText('10 codes left').waitFor();
	return { app, codes };
}

async function toSecondStep(page, member) {
	await fillSignIn(page, member);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.getByRole('heading', { name: 'Code from your app' }).waitFor();
}

async function withPaper(page, member, code) {
	await toSecondStep(page, member);
	await page.getByRole('button', { name: 'Use a recovery code' }).click();
	await page.getByLabel('Recovery code').fill(code);
	await page.getByRole('button', { name: 'Go on' }).click();
}
