/** Networks: nobody shuts themself out, an address can be tried, and who is elsewhere is refused. */

import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();

test('ranges are set, tried and enforced, and nobody shuts themself out', async () => {
	const { base, owner, colleague } = set.server;
	await visit(set.browser, base, 'networks', {}, async (page, watch) => {
		watch.expect(422);
		await signIn(page, owner);
		await page.getByRole('navigation').getByRole('link', { name: 'Networks' }).click();
		const everybody = page.getByRole('region', { name: 'For everybody' });
		await add(everybody, '203.0.113.9/24');
		await everybody.getByText('Did you mean 203.0.113.0/24?').waitFor();
		await add(everybody, '203.0.113.0/24', 'Head office');
		await everybody.getByText('Head office').waitFor();
		await page.getByRole('radio', { name: /^Refuse/ }).check();
		await page.getByRole('button', { name: 'Save networks' }).click();
		await page.getByText('You would shut yourself out').waitFor();

		await everybody.getByRole('button', { name: 'Add it' }).click();
		await everybody.getByText('Where I am').waitFor();
		await page.getByLabel('Add a role').selectOption({ label: 'Dispatcher' });
		await add(page.getByRole('region', { name: 'For single roles' }), '203.0.113.0/24');
		await page.getByRole('button', { name: 'Save networks' }).click();
		await page.getByText('The networks are saved').waitFor();

		const tried = page.getByRole('region', { name: 'Would this address pass?' });
		await tried.getByLabel('Address').fill('198.51.100.7');
		await tried.getByRole('button', { name: 'Check' }).click();
		await tried.getByText('Would be refused').waitFor();
		await tried.getByLabel('Address').fill('203.0.113.77');
		await tried.getByRole('button', { name: 'Check' }).click();
		await tried.getByText('Passes').waitFor();
	});
	await visit(set.browser, base, 'refused by network', {}, async (page, watch) => {
		watch.expect(403);
		await page.goto('/sign-in');
		await page.getByLabel('Organisation').fill(colleague.organisation);
		await page.getByLabel('E-mail').fill(colleague.email);
		await page.getByLabel('Password', { exact: true }).fill(colleague.password);
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await page.getByText('does not allow this from the network you are in').waitFor();
	});
});

async function add(panel, range, note = '') {
	await panel.getByLabel('Address or range').fill(range);
	await panel.getByLabel('What it is').fill(note);
	await panel.getByRole('button', { name: 'Add a range' }).click();
}
