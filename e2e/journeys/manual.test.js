/** The manual of the API: drawn whole, from this host alone, on a desk and on a phone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsByAxe } from '../browser/axe.js';
import { DESKTOP, PHONE, settled, visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();
const LOOKS = [
	['desk', DESKTOP, 'light'],
	['desk', DESKTOP, 'dark'],
	['phone', PHONE, 'light']
];

for (const [place, screen, theme] of LOOKS) {
	const name = `the manual, ${place} ${theme}`;
	test(name, async () => {
		const options = { screen, theme };
		await visit(set.browser, set.server.base, name, options, async (page, watch) => {
			await page.goto('/api/docs');
			await settled(page, watch);
			await page.getByRole('heading', { name: 'List jobs' }).waitFor();
			// A node put in where text belongs reads like this.
			assert.doesNotMatch(await page.locator('main').innerText(), /\[object |undefined/);
			const over = await page.evaluate(
				() => document.documentElement.scrollWidth - innerWidth
			);
			assert.ok(over <= 0, `${over} px wider than the screen`);
			await page.getByLabel('Find an operation').fill('close');
			const left = page.getByRole('navigation').getByRole('link');
			await page
				.getByRole('navigation')
				.getByText('Sign in', { exact: true })
				.waitFor({ state: 'hidden' });
			assert.ok((await left.filter({ visible: true }).count()) < 6);
		});
		const bypassed = { ...options, bypassCSP: true };
		await visit(set.browser, set.server.base, `${name} axe`, bypassed, async (page, watch) => {
			await page.goto('/api/docs');
			await settled(page, watch);
			await page.getByRole('heading', { name: 'List jobs' }).waitFor();
			assert.deepEqual(await faultsByAxe(page), []);
		});
	});
}
