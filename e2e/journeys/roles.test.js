/** A role of one's own: copied, narrowed, given for one unit; and what takes two people waits for the second. */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { choose } from '../browser/choose.js';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage();
const dialog = (page) => page.getByRole('dialog');

describe('roles', () => {
	let ben;

	before(async () => {
		const client = await Client.signedIn(set.server.base, set.server.owner);
		await client.ask('POST', '/units', { body: { name: 'Harbour', kind: 'Station' } });
		const { items } = await client.get('/members?q=ben');
		[ben] = items;
		// Whoever is alone acts alone: a second person who could confirm.
		const body = { name: 'Cara Example', email: 'cara@roles.example' };
		const cara = await client.ask('POST', '/members', { body });
		await client.ask('POST', `/members/${cara.id}/holdings`, {
			body: { role: 'administrator' }
		});
	});

	function walk(name, act) {
		test(name, { timeout: 120_000 }, async () => {
			await visit(set.browser, set.server.base, name, {}, async (page, watch) => {
				await signIn(page, set.server.owner);
				await act(page, watch);
			});
		});
	}

	walk('a role is copied, changed and given for one unit', async (page, watch) => {
		await page.getByRole('link', { name: 'Roles' }).click();
		await page.getByText('No roles of your own yet').waitFor();
		await page.getByRole('button', { name: 'Copy: Dispatcher' }).click();
		await dialog(page).getByLabel(/^Name/).fill('Watch lead');
		await dialog(page).getByRole('button', { name: 'Create role' }).click();
		await page.waitForURL(/\/roles\/rol_/);
		await page.getByText('The same as Dispatcher').waitFor();

		const reach = page.getByRole('radiogroup', { name: 'How far jobs.cancel reaches' });
		await reach.getByRole('radio', { name: 'Not granted' }).check({ force: true });
		await page.getByText('1 change not saved').waitFor();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByText('Role saved.').waitFor();
		await page.getByText('1 difference from Dispatcher').waitFor();
		await page.getByLabel('Show', { exact: true }).selectOption('Different');
		assert.equal(await page.getByRole('radiogroup').count(), 1);

		await page.goto(`/members/${ben.id}`);
		await settled(page, watch);
		await page.getByRole('button', { name: 'Give a role' }).click();
		await dialog(page).getByLabel(/^Role/).selectOption('Watch lead');
		await choose(page, dialog(page), /^For which unit/, 'Harbour');
		await dialog(page).getByRole('button', { name: 'Give role' }).click();
		await page.getByText(`${ben.name} now holds Watch lead.`).waitFor();
		const held = page.locator('section').filter({ hasText: 'Roles held' });
		await held.getByText('in Harbour').waitFor();
	});

	walk('granting administrator waits for a second person', async (page, watch) => {
		await page.goto(`/members/${ben.id}`);
		await settled(page, watch);
		await page.getByRole('button', { name: 'Give a role' }).click();
		await dialog(page).getByLabel(/^Role/).selectOption('Administrator');
		await dialog(page).getByRole('button', { name: 'Give role' }).click();
		await page
			.getByRole('dialog', { name: 'A second person has to confirm this' })
			.getByText('Nothing has changed yet.')
			.waitFor();
		await dialog(page).getByRole('link', { name: 'See approvals' }).click();
		await page.waitForURL('/approvals');
		await page.getByText('You asked for this: somebody else has to confirm it.').waitFor();
		await page.getByRole('button', { name: 'Withdraw' }).click();
		await dialog(page).getByRole('button', { name: 'Withdraw' }).click();
		await page.getByText('Nothing waits for a second person').waitFor();
	});
});
