/** The whole way of a job: in by a file, changed by two at once, finished, proved. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';
import { SAMPLE, SAMPLE_ROWS } from '../muster/work.js';

const set = stage();

test('a job from import to proof', { timeout: 170_000 }, async () => {
	const { base, owner, colleague } = set.server;
	await visit(set.browser, base, 'a job from import to proof', {}, async (page, watch) => {
		await signIn(page, owner);
		await importFile(page);
		await openFirstOpenJob(page, watch);
		const id = new URL(page.url()).pathname.split('/').at(-1);
		await editWhatAnotherChanged(page, watch, id, await Client.signedIn(base, colleague));
		await finish(page);
		await findInLog(page, id);
		await prove(page);
		await signOut(page, watch);
	});
});

async function importFile(page) {
	await page.getByRole('link', { name: 'Import', exact: true }).click();
	await page.getByLabel('Choose a file').setInputFiles(SAMPLE);
	await page.waitForURL(/\/imports\/imp_/);
	await page.getByText('Every row shown can be imported.').waitFor();
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await page.getByRole('heading', { name: 'Import done' }).waitFor();
	const figure = (name) =>
		page.locator('dl > div').filter({ hasText: name }).locator('dd').innerText();
	assert.equal(await figure('Rows read'), String(SAMPLE_ROWS));
	assert.equal(await figure('Added'), String(SAMPLE_ROWS));
	assert.equal(await figure('Refused'), '0');
}

async function openFirstOpenJob(page, watch) {
	await page.getByRole('link', { name: 'See the jobs' }).click();
	await page.waitForURL(/\/jobs\?/);
	await page.goto('/jobs?status=open');
	await settled(page, watch);
	await page.locator('[role=row] a').first().click();
	await page.getByRole('link', { name: 'Open page' }).click();
	await page.waitForURL(/\/jobs\/job_/);
}

/** Both change the title, one alone the type: nothing of either is lost, and the choice is a person's. */
async function editWhatAnotherChanged(page, watch, id, colleague) {
	await page.getByRole('button', { name: 'Edit' }).click();
	await page.waitForURL(/\/edit$/);
	await page.getByLabel(/^Title/).fill('Bins overflow behind number 12');
	const row = await colleague.get(`/jobs/${id}`);
	await colleague.ask('PATCH', `/jobs/${id}`, {
		version: row.version,
		body: { title: 'Bins overflow', priority: 'p1' }
	});

	watch.expect(412);
	await page.getByRole('button', { name: 'Save' }).click();
	const told = page.getByRole('dialog', { name: 'Somebody else was faster' });
	await told.getByText('Nothing you typed is lost.').waitFor();
	await told.getByText('Bins overflow', { exact: true }).waitFor();
	await told.getByRole('button', { name: 'Back to the form' }).click();
	assert.equal(await page.getByLabel(/^Title/).inputValue(), 'Bins overflow behind number 12');

	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('Changes saved.').waitFor();
	await page.getByRole('heading', { name: 'Bins overflow behind number 12' }).waitFor();
	const after = await colleague.get(`/jobs/${id}`);
	assert.equal(after.title, 'Bins overflow behind number 12');
	assert.equal(after.priority, 'p1', "the other's change is kept");
	assert.equal(after.version, row.version + 2);
}

async function finish(page) {
	await page.getByRole('button', { name: 'Work done' }).click();
	const asked = page.getByRole('dialog', { name: 'Is the work done?' });
	await asked.getByLabel('Note (optional)').fill('Two bins emptied.');
	await asked.getByRole('button', { name: 'Work done' }).click();
	await page.getByText('Work marked as done.').waitFor();
	await page.getByRole('button', { name: 'Close job' }).click();
	await page.getByText('Job closed.').waitFor();
}

async function findInLog(page, id) {
	await page.getByRole('link', { name: 'Audit log' }).click();
	await page.getByRole('button', { name: /^Verified/ }).waitFor();
	await page.goto(`/audit?subject=${id}`);
	const lines = page.locator('[role=row] a');
	await lines.first().waitFor();
	// Newest first: closed, finished, edited twice, brought in.
	const words = await lines.allInnerTexts();
	assert.ok(words.length >= 4, `the log tells ${words.length} things of the job: ${words}`);
	await lines.first().click();
	await page.getByRole('dialog').getByRole('tab', { name: 'Proof' }).click();
}

/** The entry is younger than the last checkpoint perhaps: the browser is asked again when the next may be there. */
async function prove(page) {
	const drawer = page.getByRole('dialog');
	const good = drawer.getByText('This entry is in the log, unchanged');
	const waiting = drawer.getByText('This entry is younger than the last checkpoint');
	const bad = drawer.getByText('This entry does not hold');
	for (;;) {
		await good.or(waiting).or(bad).first().waitFor();
		assert.equal(await bad.count(), 0, 'the entry does not hold');
		if (await good.isVisible()) break;
		const checkpoint = page.waitForResponse(/\/audit\/checkpoint/);
		await drawer.getByRole('button', { name: 'Check again' }).click();
		await checkpoint;
	}
	for (const step of ['What changed is what was sealed', 'The root is signed by the log’s key'])
		await drawer.getByText(step).waitFor();
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		drawer.getByRole('button', { name: 'Download proof' }).click()
	]);
	assert.equal(await file.failure(), null);
	await page.keyboard.press('Escape');
}

/** Out is out: the page is gone, and so is the session it had. */
async function signOut(page, watch) {
	await page.getByRole('button', { name: /^Your account/ }).click();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.waitForURL(/\/sign-in/);
	watch.expect(401);
	await page.goto('/jobs');
	await page.waitForURL(/\/sign-in/);
	const answer = await page.evaluate(() => fetch('/api/v1/me').then(({ status }) => status));
	assert.equal(answer, 401);
}
