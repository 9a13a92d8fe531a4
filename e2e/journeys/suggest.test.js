/** Suggest: asked for, looked through, accepted, undone; what nobody can do says why, and what somebody else took meanwhile is told. */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { faultsByAxe } from '../browser/axe.js';
import { tooSmall } from '../browser/fingers.js';
import { signIn } from '../browser/sign-in.js';
import { DESKTOP, PHONE, settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage({ serving: ['Cara Example', 'Dan Example'] });
const DAY = 86_400_000;
const LOOKS = [
	['desktop light', DESKTOP, 'light'],
	['desktop dark', DESKTOP, 'dark'],
	['phone light', PHONE, 'light'],
	['phone dark', PHONE, 'dark']
];
let client;
let aid;

describe('suggest', () => {
	before(async () => {
		client = await Client.signedIn(set.server.base, set.server.owner);
		aid = await client.ask('POST', '/competencies', { body: { name: 'First aider' } });
		const cara = await member('Cara Example');
		await client.ask('POST', `/members/${cara.id}/certificates`, {
			body: { competency_id: aid.id, valid_from: '2020-01-01' }
		});
	});

	async function member(name) {
		const { items } = await client.get('/members?limit=50');
		return items.find((one) => one.name === name);
	}

	/** A day of its own for each look: a market that wants two stewards and two first aiders, of whom there is one, and a visit at noon. */
	async function open(number) {
		const day = new Date(Date.now() + (3 + 2 * number) * DAY).toISOString().slice(0, 10);
		const event = await client.ask('POST', '/events', {
			body: { name: 'Night market', place: 'Square' }
		});
		const session = await client.ask('POST', `/events/${event.id}/sessions`, {
			body: { name: 'Market', start_local: `${day}T18:00`, end_local: `${day}T22:00` }
		});
		const needs = [
			{ name: 'Steward', competencies: [], min: 2, max: 2, supervised: 0 },
			{ name: 'First aider', competencies: [{ id: aid.id }], min: 2, max: 2, supervised: 0 }
		];
		for (const body of needs) {
			await client.ask('POST', `/event-sessions/${session.id}/requirements`, { body });
		}
		const { version } = await client.get(`/events/${event.id}`);
		await client.ask('PUT', `/events/${event.id}/publication`, { version });
		const job = await client.ask('POST', '/jobs', {
			body: { type: 'Plumbing', title: 'Pump repair', description: '', priority: 'p3' }
		});
		const times = { start: `${day}T17:00:00Z`, end: `${day}T19:00:00Z` };
		await client.ask('POST', `/jobs/${job.id}/visits`, { body: times });
		return day;
	}

	const live = ({ state }) => state === 'confirmed';

	async function placed(day) {
		const until = new Date(Date.parse(`${day}T12:00:00Z`) + DAY).toISOString();
		const { items } = await client.get(`/assignments?from=${day}T12:00:00Z&until=${until}`);
		return items.filter(live);
	}

	async function ask(page) {
		await page.getByRole('button', { name: 'Suggest', exact: true }).click();
		const dialog = page.getByRole('dialog', { name: 'Suggest who fills what' });
		await dialog.getByText('Market').first().waitFor();
		return dialog;
	}

	const send = (dialog) => dialog.getByRole('button', { name: 'Suggest', exact: true }).click();

	for (const [number, [look, screen, theme]] of LOOKS.entries()) {
		test(
			`${look}: a proposal is looked through, accepted and undone`,
			{ timeout: 180_000 },
			async () => {
				const day = await open(number);
				const options = { screen, theme, bypassCSP: true };
				await visit(
					set.browser,
					set.server.base,
					`suggest ${look}`,
					options,
					async (page, watch) => {
						await signIn(page, set.server.colleague);
						await page.goto(`/board?date=${day}`);
						await settled(page, watch);
						const dialog = await ask(page);
						await assertClean(page, screen, 'asking');
						await send(dialog);
						await dialog
							.getByText(/^4 places can be filled, out of \d+ members\./)
							.waitFor();
						await assertClean(page, screen, 'looking through');
						// Why nobody more was found.
						await dialog.getByText('1 missing').waitFor();
						await dialog
							.getByText(/1 member may take it · Lacks the competency: 3/)
							.waitFor();
						await dialog
							.getByText(/h planned around it · \d+ h proposed/)
							.first()
							.waitFor();
						const visitLine = dialog.getByRole('checkbox', {
							name: /takes .*Pump repair/
						});
						await visitLine.uncheck();
						await dialog.getByRole('button', { name: 'Accept 3 places' }).click();
						await page.getByText('3 places filled as suggested.').first().waitFor();
						await dialog.waitFor({ state: 'detached' });
						assert.equal((await placed(day)).length, 3);
						await settled(page, watch);
						await shown(page, screen, 3);
						await page
							.getByRole('button', { name: 'Undo', exact: true })
							.last()
							.click();
						await page.getByText('Undone.').first().waitFor();
						await settled(page, watch);
						await shown(page, screen, 0);
					}
				);
				assert.deepEqual(await placed(day), []);
			}
		);
	}

	test(
		'whom to ask is narrowed, and whoever is left out is not proposed',
		{ timeout: 120_000 },
		async () => {
			const day = await open(LOOKS.length);
			await visit(set.browser, set.server.base, 'suggest whom', {}, async (page, watch) => {
				await signIn(page, set.server.colleague);
				await page.goto(`/board?date=${day}`);
				await settled(page, watch);
				const dialog = await ask(page);
				await dialog.getByLabel('Competency').selectOption({ label: 'First aider' });
				await send(dialog);
				await dialog.getByText(/out of 1 member\./).waitFor();
				await dialog.getByRole('button', { name: 'Back' }).click();
				await dialog.getByLabel('Competency').selectOption('');
				const without = dialog.getByRole('combobox', { name: 'Leave out' });
				await without.click();
				await without.fill('ada');
				await page.getByRole('option').filter({ hasText: 'Ada Example' }).click();
				await send(dialog);
				await dialog.getByText(/out of 3 members\./).waitFor();
				const names = await dialog
					.getByRole('checkbox', { name: / takes / })
					.allInnerTexts();
				assert.ok(!names.join().includes('Ada'), 'Ada is left out');
			});
		}
	);

	test(
		'what somebody else took meanwhile is told, and the rest is placed',
		{ timeout: 120_000 },
		async () => {
			const day = await open(LOOKS.length + 1);
			await visit(set.browser, set.server.base, 'suggest stale', {}, async (page, watch) => {
				await signIn(page, set.server.colleague);
				await page.goto(`/board?date=${day}`);
				await settled(page, watch);
				const dialog = await ask(page);
				await send(dialog);
				await dialog.getByText(/^4 places can be filled/).waitFor();
				const cara = await member('Cara Example');
				const job = await client.ask('POST', '/jobs', {
					body: { type: 'Plumbing', title: 'Burst pipe', description: '', priority: 'p1' }
				});
				const evening = new Date(Date.parse(`${day}T00:30:00Z`) + DAY).toISOString();
				const night = new Date(Date.parse(`${day}T02:30:00Z`) + DAY).toISOString();
				const { requirement_id } = await client.ask('POST', `/jobs/${job.id}/visits`, {
					body: { start: evening, end: night }
				});
				await client.ask('POST', `/requirements/${requirement_id}/assignments`, {
					body: { member_id: cara.id }
				});
				await dialog.getByRole('button', { name: 'Accept 4 places' }).click();
				const told = page.getByRole('dialog', { name: 'Not everything could be placed' });
				await told.getByText(/^Cara Example for /).waitFor();
				await told.getByText('Busy then').waitFor();
				await told.getByText(/Is at .*Burst pipe/).waitFor();
				await told
					.getByRole('contentinfo')
					.or(told)
					.getByRole('button', { name: 'Close' })
					.last()
					.click();
				await page.getByText('3 places filled as suggested.').first().waitFor();
			});
			assert.equal((await placed(day)).length, 4, 'three, and the one that was quicker');
		}
	);

	async function assertClean(page, screen, when) {
		assert.deepEqual(await faultsByAxe(page), [], when);
		if (screen === PHONE)
			assert.deepEqual(await tooSmall(page), [], `${when}: too small for a finger`);
	}

	/** On the desktop as bars, on a phone as lines of a list. */
	async function shown(page, screen, count) {
		if (screen === PHONE) return;
		await page.waitForFunction(
			(wanted) => document.querySelectorAll('[data-bar]').length === wanted,
			count
		);
	}
});
