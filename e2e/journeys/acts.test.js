/** What an administrator does most, each by hand and from the page after signing in, and how long it takes: a minute at most. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Effort } from '../browser/effort.js';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage();
const MINUTE = 60;

test('there is a unit, and a customer', async () => {
	const client = await Client.signedIn(set.server.base, set.server.owner);
	await client.ask('POST', '/units', { body: { name: 'Harbour station', kind: 'Station' } });
	await client.ask('POST', '/customers', { body: { name: 'Lakeside Housing' } });
	assert.equal((await client.get('/units')).items.length, 1);
});

/** One act of the owner's, from the page they come to. */
function act(name, done) {
	test(name, { timeout: 90_000 }, async (t) => {
		const { base, owner } = set.server;
		await visit(set.browser, base, name, {}, async (page, watch) => {
			await signIn(page, owner);
			await settled(page, watch);
			const effort = new Effort();
			await done(page, effort);
			t.diagnostic(`${name}: ${effort.seconds.toFixed(0)} s by the model`);
			assert.ok(effort.seconds < MINUTE, `${name} takes ${effort.seconds.toFixed(0)} s`);
		});
	});
}

const link = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true });

act('a colleague is invited', async (page, effort) => {
	await effort.press(link(page, 'Invitations'));
	await effort.press(page.getByRole('button', { name: 'Invite', exact: true }).first());
	const form = page.getByRole('dialog', { name: 'Invite somebody' });
	await effort.write(form.getByLabel(/^Name/), 'Dee Example');
	await effort.write(form.getByLabel(/^E-mail/), 'dee@north.example');
	await effort.pick(form.getByLabel(/^Role/), 'Dispatcher');
	await effort.press(form.getByRole('button', { name: 'Send invitation' }));
	await page.getByText('Invitation sent to dee@north.example.').waitFor();
});

act('a customer’s contact is invited', async (page, effort) => {
	await effort.press(link(page, 'Invitations'));
	await effort.press(page.getByRole('button', { name: 'Invite', exact: true }).first());
	const form = page.getByRole('dialog', { name: 'Invite somebody' });
	await effort.check(form.getByRole('radio', { name: /^A customer’s contact/ }));
	await effort.write(form.getByLabel(/^Name/), 'Lee Example');
	await effort.write(form.getByLabel(/^E-mail/), 'lee@lake.example');
	const customer = form.getByRole('combobox', { name: /^Customer/ });
	await effort.search(page, customer, 'Lake', 'Lakeside Housing');
	await effort.press(form.getByRole('button', { name: 'Send invitation' }));
	await page.getByText('Invitation sent to lee@lake.example.').waitFor();
});

act('a colleague gets one unit only', async (page, effort) => {
	const { colleague } = set.server;
	await effort.press(link(page, 'Members'));
	await effort.press(page.getByRole('link', { name: colleague.name }));
	const held = page.getByRole('region', { name: 'Roles held' });
	await effort.press(held.getByRole('button', { name: 'Give a role' }));
	const form = page.getByRole('dialog');
	await effort.pick(form.getByLabel(/^Role/), 'Dispatcher');
	const unit = form.getByRole('combobox', { name: /^For which unit/ });
	await effort.search(page, unit, 'Harb', 'Harbour station');
	await effort.press(form.getByRole('button', { name: 'Give role' }));
	await held.getByText('Harbour station').waitFor();
	// The one for the whole organisation, which would count beside it.
	const whole = held.getByRole('listitem').filter({ hasNotText: 'Harbour station' }).first();
	await effort.press(whole.getByRole('button', { name: /^End/ }));
	await effort.press(page.getByRole('dialog').getByRole('button', { name: /^End/ }));
	await page.getByText('Dispatcher has ended.').waitFor();
});

act('a second factor is required', async (page, effort) => {
	await effort.press(link(page, 'Sign-in rules'));
	await effort.pick(page.getByLabel('Dispatcher'), { label: 'Password and second step' });
	await effort.press(page.getByRole('button', { name: 'Save rules' }));
	await page.getByText('The rules are saved').waitFor();
});

act('the network is restricted', async (page, effort) => {
	await effort.press(link(page, 'Networks'));
	const everybody = page.getByRole('region', { name: 'For everybody' });
	await effort.write(everybody.getByLabel('Address or range'), '127.0.0.0/8');
	await effort.write(everybody.getByLabel('What it is'), 'Head office');
	await effort.press(everybody.getByRole('button', { name: 'Add a range' }));
	await effort.check(page.getByRole('radio', { name: /^Refuse/ }));
	await effort.press(page.getByRole('button', { name: 'Save networks' }));
	await page.getByText('The networks are saved').waitFor();
});

act('all access of somebody ends', async (page, effort) => {
	const { colleague } = set.server;
	await effort.press(link(page, 'Members'));
	await effort.press(page.getByRole('link', { name: colleague.name }));
	await effort.press(page.getByRole('button', { name: 'More actions' }));
	await effort.press(page.getByRole('menuitem', { name: 'End all access…' }));
	const asked = page.getByRole('dialog');
	await effort.write(asked.getByLabel(/^Reason/), 'Telephone lost');
	await effort.press(asked.getByRole('button', { name: 'End all access' }));
	await page.getByText('Suspended').first().waitFor();
});
