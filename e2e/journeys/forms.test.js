/** Forms and the frame around them: what is missing is told at once, nobody is left without a way on. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();

function walk(name, act) {
	test(name, async () => {
		await visit(set.browser, set.server.base, name, {}, async (page, watch) => {
			await signIn(page, set.server.owner);
			await act(page, watch);
		});
	});
}

walk('all that is missing is marked, typing goes on in the first', async (page, watch) => {
	await page.goto('/jobs/new');
	await settled(page, watch);
	const sent = [];
	page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
	await page.getByRole('button', { name: 'Create job' }).click();
	await page.getByText('Please check the marked fields.').waitFor();
	assert.equal(await page.locator('[aria-invalid=true]').count(), 2);
	assert.deepEqual(sent, []);
	await page.keyboard.type('Lamp flickers');
	assert.equal(await page.getByLabel(/^Title/).inputValue(), 'Lamp flickers');
	await page.getByLabel(/^Type/).fill('Electrical');
	await page.getByRole('button', { name: 'Create job' }).click();
	await page.waitForURL(/\/jobs\/job_/);
	await page.getByRole('heading', { name: 'Lamp flickers' }).waitFor();
});

walk('what has been typed is not left behind by mistake', async (page, watch) => {
	await page.goto('/jobs/new');
	await settled(page, watch);
	await page.getByLabel(/^Title/).fill('Half a sentence');
	await page.getByRole('link', { name: 'Customers' }).click();
	await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
	await page.getByRole('button', { name: 'Stay' }).click();
	assert.equal(await page.getByLabel(/^Title/).inputValue(), 'Half a sentence');
});

walk('a dead link is told inside the frame', async (page, watch) => {
	await page.goto('/no-such-page');
	await settled(page, watch);
	await page.getByText('Nothing here').waitFor();
	await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click();
	await page.waitForURL('/jobs');
});

walk('the account tells who is signed in and closes on Escape', async (page, watch) => {
	await settled(page, watch);
	const account = page.getByRole('button', {
		name: `Your account: ${set.server.owner.name}`
	});
	await account.click();
	const panel = page.getByRole('group', { name: 'Your account' });
	await panel.getByText(set.server.owner.email).waitFor();
	await page.keyboard.press('Escape');
	await panel.waitFor({ state: 'hidden' });
	await account.and(page.locator('[aria-expanded=false]')).waitFor();
	await account.click();
	await panel.getByRole('button', { name: 'Switch to dark' }).click();
	await page.locator('html[data-theme=dark]').waitFor();
});
