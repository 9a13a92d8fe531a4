/** Real work for an organisation, brought in through the API. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const SAMPLE = fileURLToPath(new URL('../samples/chicago-sanitation.csv', import.meta.url));

/** How many rows the sample has. */
export const SAMPLE_ROWS = 62;

/** A customer with a site, the sample's jobs, and one job at that site: a page of each kind has something to show. */
export async function bringWork(client) {
	const customer = await client.ask('POST', '/customers', {
		body: { name: 'Alder House', reference: 'K-4001', email: 'office@alder.example' }
	});
	const site = await client.ask('POST', '/sites', {
		body: {
			customer_id: customer.id,
			name: 'Alder House, east wing',
			address: {
				lines: ['2230 W Fullerton Ave'],
				locality: 'Chicago',
				region: 'IL',
				postcode: '60647',
				country: 'US'
			},
			position: { latitude: 41.92, longitude: -87.68 },
			time_zone: 'America/Chicago',
			access_notes: 'Key at the front desk.'
		}
	});
	const imported = await importSample(client);
	const job = await client.ask('POST', '/jobs', {
		body: {
			type: 'Electrical',
			title: 'Stairway lamp flickers',
			description: 'Second floor, east stairway.',
			priority: 'p2',
			customer_id: customer.id,
			site_id: site.id
		}
	});
	await client.ask('POST', `/jobs/${job.id}/notes`, { body: { text: 'Bring a ladder.' } });
	return { customer, site, job, imported };
}

async function importSample(client) {
	const body = await readFile(SAMPLE);
	const made = await client.ask('POST', '/imports?filename=chicago-sanitation.csv', {
		body,
		type: 'text/csv'
	});
	const { items } = await client.get('/imports/mappings');
	const ready = items.find(({ id }) => id === made.detected.suggested_mapping);
	assert.ok(ready, 'the sample fits no ready mapping');
	const run = { mapping: ready.mapping, dry_run: false };
	await client.ask('POST', `/imports/${made.id}/run`, { body: run });
	for (;;) {
		const now = await client.get(`/imports/${made.id}`);
		if (now.state === 'done') return now;
		assert.equal(now.state, 'running', now.problem ?? 'the import did not run');
		await pause(50);
	}
}
