/** One's own account: another session ended, the password changed, the old one worth nothing. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();
const FRESH = 'seven lanterns over quiet water';

test('a member signs a lost device out and changes the password', async () => {
	const { base, colleague } = set.server;
	await visit(set.browser, base, 'the lost device', {}, async (lost, lostWatch) => {
		await signIn(lost, colleague);
		await visit(set.browser, base, 'the desk', {}, async (desk, watch) => {
			await signIn(desk, colleague);
			await desk.getByRole('button', { name: /^Your account/ }).click();
			await desk.getByRole('link', { name: 'Your account' }).click();
			await desk.waitForURL('/account');
			await desk.getByText('This one').waitFor();
			await desk.getByRole('button', { name: /^Sign out on / }).click();
			await desk.getByText(/^Signed out on /).waitFor();

			lostWatch.expect(401);
			// The server believes a session for half a second after it has looked.
			await ended(lost);
			await lost.getByRole('link', { name: 'Jobs' }).click();
			await lost.getByText('Your session has ended').waitFor();

			watch.expect(422);
			await fill(desk, {
				current: 'not the password',
				next: FRESH,
				again: FRESH
			});
			await desk.getByText('This is not the password in use.').waitFor();
			assert.ok(
				await desk
					.getByLabel('Password now')
					.evaluate((input) => input === document.activeElement)
			);
			await fill(desk, {
				current: colleague.password,
				next: FRESH,
				again: 'another'
			});
			await desk.getByText('This is not the same as the new password above.').waitFor();
			await fill(desk, {
				current: colleague.password,
				next: FRESH,
				again: FRESH
			});
			await desk.getByText('Your password is changed.').waitFor();
			assert.equal(await desk.getByLabel('Password now').inputValue(), '');
			await desk.reload();
			await desk.getByText('This one').waitFor();
		});
	});
	await visit(set.browser, base, 'afterwards', {}, (page) =>
		signIn(page, { ...colleague, password: FRESH })
	);
});

async function ended(page) {
	while ((await page.request.get('/api/v1/me')).status() !== 401);
}

async function fill(page, { current, next, again }) {
	await page.getByLabel('Password now').fill(current);
	await page.getByLabel('New password', { exact: true }).fill(next);
	await page.getByLabel('New password again').fill(again);
	await page.getByRole('button', { name: 'Change password' }).click();
}
