/** Without a mouse: a job is found and opened from anywhere. */

import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';
import { bringWork } from '../muster/work.js';

const set = stage();

test('Ctrl K finds a job by its words', async () => {
	const { base, owner } = set.server;
	const { job } = await bringWork(await Client.signedIn(base, owner));
	await visit(set.browser, base, 'search by keyboard', {}, async (page, watch) => {
		await signIn(page, owner);
		await settled(page, watch);
		await page.keyboard.press('Control+k');
		await page.getByRole('dialog').getByRole('combobox').waitFor();
		await page.keyboard.type('stairway lamp');
		const found = page.getByRole('option').filter({ hasText: job.title });
		await found.waitFor();
		while ((await found.getAttribute('aria-selected')) !== 'true') {
			await page.keyboard.press('ArrowDown');
		}
		await page.keyboard.press('Enter');
		await page.waitForURL(`/jobs/${job.id}`);
		await page.getByRole('heading', { name: job.title }).waitFor();
	});
});
