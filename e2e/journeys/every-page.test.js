/** Every page on both screens in both themes: nothing the policy reports, nothing from elsewhere, nothing axe minds. */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { faultsByAxe } from '../browser/axe.js';
import { tooSmall } from '../browser/fingers.js';
import { signIn } from '../browser/sign-in.js';
import { DESKTOP, PHONE, settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';
import { bringWork } from '../muster/work.js';
import { routes } from './routes.js';

const set = stage();
const LOOKS = [
	['desktop', DESKTOP, 'light'],
	['desktop', DESKTOP, 'dark'],
	['phone', PHONE, 'light'],
	['phone', PHONE, 'dark']
];

describe('every page', () => {
	let pages;

	before(async () => {
		const client = await Client.signedIn(set.server.base, set.server.owner);
		const { customer, site, job, imported } = await bringWork(client);
		const { member } = await client.get('/me');
		pages = routes({
			customer: customer.id,
			site: site.id,
			job: job.id,
			imported: imported.id,
			member: member.id
		});
	});

	for (const [place, screen, theme] of LOOKS) {
		const name = `${place} ${theme}`;

		test(`${name}: clean, and from this host alone`, async () => {
			await visit(
				set.browser,
				set.server.base,
				name,
				{ screen, theme },
				async (page, watch) => {
					watch.expect(404);
					await signIn(page, set.server.owner);
					const small = [];
					for (const { path, over } of pages) {
						await page.goto(path);
						await settled(page, watch);
						await assertNoWider(page, path);
						if (screen === PHONE) small.push(...(await tooSmall(page)));
						if (!over) continue;
						await over(page);
						await page.getByRole('dialog').or(page.getByRole('menu')).first().waitFor();
						await page.keyboard.press('Escape');
					}
					assert.deepEqual(small, [], 'too small for a finger');
				}
			);
		});

		test(`${name}: nothing serious found by axe`, async () => {
			const options = { screen, theme, bypassCSP: true };
			await visit(
				set.browser,
				set.server.base,
				`${name} axe`,
				options,
				async (page, watch) => {
					watch.expect(404);
					await signIn(page, set.server.owner);
					const found = [];
					for (const { path } of pages) {
						await page.goto(path);
						await settled(page, watch);
						for (const fault of await faultsByAxe(page)) found.push(`${path} ${fault}`);
					}
					assert.deepEqual(found, []);
				}
			);
		});
	}
});

async function assertNoWider(page, path) {
	const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	assert.ok(over <= 0, `${path} is ${over} px wider than the screen`);
}
