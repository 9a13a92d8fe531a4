/** The guards themselves: what they are there for is seen when it happens. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { settled, visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';

const set = stage();

test('the watch sees what the policy forbids and what the console says', async () => {
	await visit(set.browser, set.server.base, 'the watch', {}, async (page, watch) => {
		await page.goto('/sign-in');
		await settled(page, watch);
		await page.evaluate(() => {
			const image = document.createElement('img');
			image.src = 'https://elsewhere.example/pixel.png';
			document.body.append(image);
			document.body.setAttribute('style', 'color: red');
			console.error('something went wrong');
		});
		await settled(page, watch);
		const seen = watch.faults.splice(0).join('\n');
		assert.match(seen, /policy: img-src https:\/\/elsewhere\.example/);
		assert.match(seen, /policy: style-src/);
		assert.match(seen, /console error: something went wrong/);
	});
});

test('a log whose signed head was altered on the way does not verify', async () => {
	const { base, owner } = set.server;
	await visit(set.browser, base, 'altered head', {}, async (page) => {
		await page.route('**/api/v1/audit/checkpoint', async (route) => {
			const answer = await route.fetch();
			const head = await answer.json();
			const lines = head.note.split('\n');
			lines[1] = String(Number(lines[1]) + 1);
			await route.fulfill({ response: answer, json: { ...head, note: lines.join('\n') } });
		});
		await signIn(page, owner);
		await page.goto('/audit');
		await page.getByRole('button', { name: 'Log does not verify' }).waitFor();
		await page.getByText('This log cannot be trusted').waitFor();
	});
});
