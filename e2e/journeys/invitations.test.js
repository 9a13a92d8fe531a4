/** An invitation: written, sent again, taken back; what stands in the list is what holds. */

import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();

test('somebody is invited, and the invitation is taken back', { timeout: 90_000 }, async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'invitations', {}, async (page) => {
		await signIn(page, owner);
		await page.getByRole('link', { name: 'Invitations' }).click();
		await page.getByText('Nobody has been invited yet').waitFor();
		await page.getByRole('button', { name: 'Invite', exact: true }).first().click();
		const form = page.getByRole('dialog', { name: 'Invite somebody' });
		await form.getByRole('button', { name: 'Send invitation' }).click();
		await form.getByText('Please check the marked fields.').waitFor();
		await form.getByLabel(/^Name/).fill('Dee Example');
		await form.getByLabel(/^E-mail/).fill('dee@north-fleet.example');
		await form.getByLabel(/^Role/).selectOption('Dispatcher');
		await form.getByRole('button', { name: 'Send invitation' }).click();
		await page.getByText('Invitation sent to dee@north-fleet.example.').waitFor();

		const row = page.getByRole('row').filter({ hasText: 'Dee Example' });
		await row.getByText('Pending').waitFor();
		await act(page, row, 'Send again');
		await page.getByText('A new link is on its way to dee@north-fleet.example').waitFor();
		await act(page, row, 'Take back');
		await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
		await row.getByText('Taken back').waitFor();

		await page.getByRole('link', { name: 'Pending' }).click();
		await page.getByText('No invitation is pending').waitFor();
	});
});

async function act(page, row, name) {
	await row.getByRole('button', { name: /^Actions for the invitation of/ }).click();
	await page.getByRole('menuitem', { name }).click();
}
