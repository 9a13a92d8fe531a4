/** Joining: the link of an invitation in a fresh browser, and a lost password. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plugIn } from '../browser/authenticator.js';
import { inside, signIn, signOut } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage({ mail: true });
const CARA = 'cara@north-fleet.example';
const PASSWORD = 'seven lanterns over quiet water';

test('an invitation is accepted in a fresh browser, once', async () => {
	const { base, owner, post } = set.server;
	const client = await Client.signedIn(base, owner);
	await client.ask('POST', '/invitations', { body: { name: 'Cara Example', email: CARA } });
	const secret = await post.secret(CARA, 'join');

	await visit(set.browser, base, 'join', {}, async (page, watch) => {
		watch.expect(401);
		watch.expect(422);
		const asked = [];
		page.on('request', (request) => asked.push(request.url()));
		await page.goto(`/join#${secret}`);
		await page.getByRole('heading', { name: 'Join North Fleet' }).waitFor();
		assert.equal(new URL(page.url()).hash, '', 'the secret is out of the address bar');
		assert.ok(
			!asked.some((url) => url.includes(secret)),
			'no address that was asked for has it'
		);
		await page.getByText(CARA).waitFor();
		await page.getByText('Ada Example has invited you.').waitFor();

		await choose(page, 'too short');
		await page
			.getByText(/^At least 12 characters/)
			.first()
			.waitFor();
		await choose(page, 'cara@north-fleet');
		await page.getByText(/This holds your name/).waitFor();
		await page.getByLabel('Choose a password').fill(PASSWORD);
		await page.getByText('Strong.').waitFor();
		await page.getByRole('button', { name: 'Join', exact: true }).click();
		await inside(page);
		await page.getByText('Welcome to North Fleet.').waitFor();
		await page.getByRole('button', { name: 'Your account: Cara Example' }).waitFor();
	});

	await visit(set.browser, base, 'joined already', {}, async (page, watch) => {
		watch.expect(404);
		await page.goto(`/join#${secret}`);
		await page.getByText('This invitation does not hold any more').waitFor();
		await page.reload();
		await page.getByText('Open the link in your mail again').waitFor();
	});
});

test('an invitation is accepted with a passkey, which then opens the door', async () => {
	const { base, owner, post } = set.server;
	const client = await Client.signedIn(base, owner);
	const DAN = 'dan@north-fleet.example';
	await client.ask('POST', '/invitations', { body: { name: 'Dan Example', email: DAN } });
	const secret = await post.secret(DAN, 'join');

	await visit(set.browser, base, 'join with a passkey', {}, async (page, watch) => {
		watch.expect(401);
		const device = await plugIn(page);
		await page.goto(`/join#${secret}`);
		await page.getByRole('heading', { name: 'Join North Fleet' }).waitFor();
		await device.verify(false);
		await page.getByRole('button', { name: 'Use a passkey instead' }).click();
		await page.getByText('No passkey was used.').waitFor();
		await device.verify(true);
		await page.getByRole('button', { name: 'Use a passkey instead' }).click();
		await page.getByRole('heading', { name: 'Keep these codes' }).waitFor();
		assert.equal(await page.getByRole('listitem').count(), 10);
		await page.getByRole('button', { name: 'I have kept them' }).click();
		await inside(page);
		await page.getByText('Welcome to North Fleet.').waitFor();
		await page.getByRole('button', { name: 'Your account: Dan Example' }).waitFor();
		assert.equal((await device.keys()).length, 1);

		await signOut(page);
		await page.getByLabel('Organisation').fill('north-fleet');
		await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
		await inside(page);
		await page.getByRole('button', { name: 'Your account: Dan Example' }).waitFor();
	});
});

test('a lost password is replaced by a link that works once', async () => {
	const { base, colleague, post } = set.server;
	let secret;
	await visit(set.browser, base, 'forgotten', {}, async (page) => {
		await page.goto('/sign-in');
		await page.getByRole('link', { name: 'Forgotten your password?' }).click();
		await page.getByLabel('Organisation').fill(colleague.organisation);
		await page.getByLabel('E-mail').fill(colleague.email);
		await page.getByRole('button', { name: 'Send the link' }).click();
		await page.getByText('Look into your mail').waitFor();
		secret = await post.secret(colleague.email, 'reset');
		await page.goto(`/reset#${secret}`);
		await page.getByLabel('New password').fill(PASSWORD);
		assert.equal(new URL(page.url()).hash, '', 'the secret is out of the address bar');
		await page.getByRole('button', { name: 'Set password' }).click();
		await page.waitForURL('/sign-in');
		await page.getByText('Your password is set.').waitFor();
	});
	await visit(set.browser, base, 'with the new one', {}, (page) =>
		signIn(page, { ...colleague, password: PASSWORD })
	);
	await visit(set.browser, base, 'the link again', {}, async (page, watch) => {
		watch.expect(404);
		await page.goto(`/reset#${secret}`);
		await page.getByLabel('New password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Set password' }).click();
		await page.getByText('This link does not hold any more').waitFor();
	});
});

async function choose(page, password) {
	await page.getByLabel('Choose a password').fill(password);
	await page.getByRole('button', { name: 'Join', exact: true }).click();
}
