/** How it stands, on the first page: who is late, who is there, what lacks people, as it happens and without a reload. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { PHONE, settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage({ serving: ['Cara Example'] });
const from = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();

test('the first page follows who is there', { timeout: 120_000 }, async () => {
	const { base, owner, colleague, serving } = set.server;
	const [cara] = serving;
	const [office, phone] = [await Client.signedIn(base, owner), await Client.signedIn(base, cara)];
	const { member } = await phone.get('/me');
	const plan = async (title, start, end) => {
		const job = await office.ask('POST', '/jobs', {
			body: { type: 'Drain', title, priority: 'p3' }
		});
		const people = { min: 1, max: 1, competencies: [] };
		return office.ask('POST', `/jobs/${job.id}/visits`, { body: { start, end, people } });
	};

	await visit(set.browser, base, 'situation', {}, async (page, watch) => {
		await signIn(page, colleague);
		await settled(page, watch);
		await page.getByText('Nothing to show yet').waitFor();

		const begun = await plan('Water in the yard', from(-20), from(60));
		await plan('Rust on the gate', from(120), from(180));
		await page.reload();
		const now = page.getByRole('region', { name: 'Now' });
		const lacking = page.getByRole('region', { name: 'Lacks people' });
		await now.getByText('Nobody is on duty').waitFor();
		await lacking.getByText('2 missing in 2 places, seven days').waitFor();

		// From here on the page is left alone: others do what it tells.
		await office.ask('POST', `/requirements/${begun.requirement_id}/assignments`, {
			body: { member_id: member.id }
		});
		await now.getByText('1 not booked on').waitFor();
		await lacking.getByText('1 missing in 1 place, seven days').waitFor();
		assert.match(await now.getByRole('link').innerText(), /Cara Example[\s\S]*since \d\d:\d\d/);

		const device = (counter) => ({ id: 'phone', counter });
		await office.ask('POST', `/visits/${begun.id}/events`, { body: { kind: 'sent' } });
		for (const [counter, kind] of ['accepted', 'travelling', 'on_site'].entries()) {
			const body = { kind, at: from(0), device: device(counter + 1) };
			await phone.ask('POST', `/visits/${begun.id}/events`, { body });
		}
		await now.getByText('1 on duty').waitFor();
		assert.match(await now.getByRole('link').innerText(), /Cara Example[\s\S]*until \d\d:\d\d/);
		await now.getByRole('link').click();
		await page.waitForURL(`/visits/${begun.id}`);
	});

	await visit(set.browser, base, 'situation on a phone', { screen: PHONE }, async (page) => {
		await signIn(page, colleague);
		const days = page.getByRole('region', { name: 'Next seven days' });
		await days.getByRole('link', { name: /^Today: / }).click();
		await page.waitForURL(/\/board\?shape=coverage/);
	});
});
