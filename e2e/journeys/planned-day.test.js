/**
 * A day of a real event and the day's jobs are planned by somebody who has not seen the board before, and how long that takes, beside the
 * same names typed into a spreadsheet that they know: by a model of hands and eyes, no more.
 */

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Effort, typedIntoCells } from '../browser/effort.js';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';
import { bringEvent } from '../muster/weekend.js';
import { bringWork } from '../muster/work.js';

const set = stage();
const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
const JOBS = 10;
const CREW = 60;
/** Of the jobs that came in late. */
const LATE = ['Burst pipe', 'Lift is stuck', 'Gate will not shut'];
let wanted;

describe('a planned day', () => {
	before(async () => {
		const client = await Client.signedIn(set.server.base, set.server.owner);
		for (let at = 0; at < CREW; at++) {
			const name = `Volunteer ${String(at).padStart(2, '0')}`;
			const body = { name, email: `volunteer-${at}@north-fleet.example` };
			await client.ask('POST', '/members', { body });
		}
		await bringWork(client);
		wanted = (await bringEvent(client, day)) + JOBS;
		const { items } = await client.get('/jobs?limit=50');
		const open = items.filter(({ status }) => status === 'open').slice(0, JOBS);
		assert.equal(open.length, JOBS, 'the imported backlog has jobs to do');
		for (const [at, { id }] of open.entries()) await visitOf(client, id, 14 + (at % 5));
	});

	async function visitOf(client, job, hour) {
		const body = { start: `${day}T${hour}:00:00Z`, end: `${day}T${hour + 2}:00:00Z` };
		return client.ask('POST', `/jobs/${job}/visits`, { body });
	}

	const PER_PLACE = typedIntoCells(1);

	test('everything that is open is filled by a proposal', { timeout: 180_000 }, async (t) => {
		const { base, colleague } = set.server;
		await visit(set.browser, base, 'a planned day', {}, async (page, watch) => {
			await signIn(page, colleague);
			await page.goto(`/board?date=${day}`);
			await settled(page, watch);
			const effort = new Effort();
			await effort.press(page.getByRole('button', { name: 'Suggest', exact: true }));
			const asked = page.getByRole('dialog', { name: 'Suggest who fills what' });
			await effort.press(asked.getByRole('button', { name: 'Suggest', exact: true }));
			await asked.getByText(`${wanted} places can be filled`).waitFor();
			// Every line is read before it is accepted.
			const lines = await asked.getByRole('checkbox', { name: / takes / }).count();
			effort.look(lines);
			await effort.press(asked.getByRole('button', { name: `Accept ${wanted} places` }));
			await page.getByText(`${wanted} places filled as suggested.`).first().waitFor();
			const sheet = typedIntoCells(wanted);
			t.diagnostic(
				`${wanted} places: ${effort.seconds.toFixed(0)} s by a proposal, ${sheet.toFixed(0)} s in a spreadsheet`
			);
			assert.equal(lines, wanted);
			assert.ok(effort.seconds < sheet / 3, `${effort.seconds} s beside ${sheet} s`);
		});
		const client = await Client.signedIn(base, set.server.owner);
		const board = await client.get(`/board?from=${day}T05:00:00Z&until=${day}T23:59:00Z`);
		const open = board.requirements.filter(({ filled, min }) => filled < min);
		assert.deepEqual(open, [], 'nothing is left open');
		assertNobodyTwice(board.assignments);
	});

	test('what comes in late is carried to somebody', { timeout: 120_000 }, async (t) => {
		const { base, owner, colleague } = set.server;
		const client = await Client.signedIn(base, owner);
		for (const title of LATE) {
			const body = { type: 'Plumbing', title, description: '', priority: 'p1' };
			const { id } = await client.ask('POST', '/jobs', { body });
			// After everything else: whoever is carried to is free.
			const times = { start: `${day}T02:30:00Z`, end: `${day}T04:00:00Z` };
			for (const [name, time] of Object.entries(times)) times[name] = late(time);
			await client.ask('POST', `/jobs/${id}/visits`, { body: times });
		}
		await visit(set.browser, base, 'carried by hand', {}, async (page, watch) => {
			await signIn(page, colleague);
			await page.goto(`/board?date=${day}`);
			await settled(page, watch);
			const effort = new Effort();
			for (const [at, title] of LATE.entries()) {
				const place = page.locator(`[data-place][aria-label*="${title}"]`);
				const row = page.getByRole('group', { name: new RegExp(`^Volunteer 0${at}, `) });
				await place.scrollIntoViewIfNeeded();
				await effort.carry(page, place, row);
				await page.getByRole('status').getByText(`Volunteer 0${at} takes`).waitFor();
			}
			const each = effort.seconds / LATE.length;
			t.diagnostic(
				`${each.toFixed(1)} s for each by hand, ${PER_PLACE.toFixed(1)} s in a spreadsheet`
			);
			// Whoever has never done it is slower than in a sheet they know; whoever has is not.
			assert.ok(each < 1.5 * PER_PLACE, `${each} s beside ${PER_PLACE} s`);
		});
	});

	/** The evening of the board's day, in its zone, is the next day's night in UTC. */
	function late(time) {
		return new Date(Date.parse(time) + 86_400_000).toISOString();
	}

	function assertNobodyTwice(assignments) {
		const all = assignments.filter(({ state }) => state === 'confirmed');
		const clash = all.find((one) =>
			all.some(
				(other) =>
					other.id !== one.id &&
					other.member.id === one.member.id &&
					other.start < one.end &&
					one.start < other.end
			)
		);
		assert.equal(clash, undefined, 'nobody is in two places');
	}
});
