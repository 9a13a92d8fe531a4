/** The list of jobs: its filters live in the address, its views are kept, its end can be reached. */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';
import { bringWork } from '../muster/work.js';

const set = stage();
const rows = (page) => page.locator('[role=row] a');
const look = (page) => page.getByRole('dialog');
let job;

describe('the list of jobs', () => {
	before(async () => {
		({ job } = await bringWork(await Client.signedIn(set.server.base, set.server.owner)));
	});

	function walk(name, act) {
		test(name, async () => {
			await visit(set.browser, set.server.base, name, {}, async (page, watch) => {
				await signIn(page, set.server.owner);
				await act(page, watch);
			});
		});
	}

	walk('filters survive a reload, a quick look and the way back', async (page, watch) => {
		await page.goto('/jobs');
		await settled(page, watch);
		await page.getByRole('button', { name: 'Filter', exact: true }).click();
		await look(page).getByRole('button', { name: 'Priority' }).click();
		await page.getByLabel('P2 · High').check();
		await page.waitForURL('/jobs?priority=p2');
		await page.keyboard.press('Escape');
		await page.reload();
		await settled(page, watch);
		assert.match(page.url(), /\/jobs\?priority=p2$/);
		await rows(page).filter({ hasText: job.title }).click();
		await look(page).locator('h2', { hasText: job.title }).waitFor();
		await look(page).getByRole('link', { name: 'Open page' }).click();
		await page.waitForURL(`/jobs/${job.id}`);
		await page.goBack();
		await page.waitForURL(/\/jobs\?priority=p2$/);
		await look(page).waitFor();
		await page.keyboard.press('Escape');
		await look(page).waitFor({ state: 'detached' });
		await rows(page).filter({ hasText: job.title }).waitFor();
	});

	walk('a view is kept, opened, deleted and brought back', async (page, watch) => {
		await page.goto('/jobs?status=open&priority=p2');
		await settled(page, watch);
		const views = page.getByRole('button', { name: 'Saved views' });
		await views.click();
		await page.getByRole('button', { name: 'Save this view…' }).click();
		await page.getByRole('dialog', { name: 'Save view' }).getByLabel('Name').fill('Pressing');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByText('View “Pressing” saved.').waitFor();
		await page.goto('/jobs');
		await settled(page, watch);
		await views.click();
		await page.getByRole('link', { name: 'Pressing' }).click();
		await page.waitForURL('/jobs?status=open&priority=p2');
		await views.click();
		await page.getByRole('button', { name: 'Delete view Pressing' }).click();
		await page.getByRole('link', { name: 'Pressing' }).waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Undo' }).click();
		await views.click();
		await page.getByRole('link', { name: 'Pressing' }).waitFor();
	});

	walk('keys walk the rows, open one and close it; ? tells them', async (page, watch) => {
		await page.goto('/jobs');
		await settled(page, watch);
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('j');
		const second = await rows(page).nth(1).innerText();
		await page.keyboard.press('Enter');
		await look(page).locator('h2', { hasText: second }).waitFor();
		await page.keyboard.press('Escape');
		await look(page).waitFor({ state: 'detached' });
		await page.keyboard.press('?');
		await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
	});

	walk('only the rows in sight are drawn, and the last can be reached', async (page, watch) => {
		await page.goto('/jobs');
		await settled(page, watch);
		const drawn = await rows(page).count();
		const total = Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1;
		assert.ok(drawn < total, `${drawn} of ${total} rows are drawn`);
		const end = page.getByText(`End of list, ${total} in all`);
		while (!(await end.isVisible())) await page.mouse.wheel(0, 600);
	});
});
