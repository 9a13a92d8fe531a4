/** What the first page costs: all that comes over the wire before it can be used. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled, visit } from '../browser/visit.js';
import { stage } from '../muster/stage.js';
import { Client } from '../muster/client.js';
import { signIn } from '../browser/sign-in.js';
import { bringWork } from '../muster/work.js';

const set = stage();
const MOST = 200_000;

test('the first page is at most 200 kB over the wire', async (t) => {
	await visit(set.browser, set.server.base, 'first page', {}, async (page, watch) => {
		await weigh(page, watch, '/sign-in', t);
	});
});

test('so is the overview, opened with nothing in the cache', async (t) => {
	const { base, owner } = set.server;
	await bringWork(await Client.signedIn(base, owner));
	let storageState;
	await visit(set.browser, base, 'sign in before', {}, async (page) => {
		await signIn(page, owner);
		storageState = await page.context().storageState();
	});
	await visit(set.browser, base, 'overview', { storageState }, async (page, watch) => {
		await weigh(page, watch, '/', t);
	});
});

async function weigh(page, watch, path, t) {
	const sizes = [];
	page.on('requestfinished', (request) => sizes.push(request.sizes()));
	await page.goto(path);
	await settled(page, watch);
	const all = await Promise.all(sizes);
	const sum = (part) => all.reduce((bytes, size) => bytes + size[part], 0);
	const bytes = sum('responseBodySize');
	assert.ok(all.length > 3, 'the page was fetched');
	const [body, head] = [bytes, sum('responseHeadersSize')].map((n) => (n / 1000).toFixed(1));
	t.diagnostic(`${path}: ${body} kB in ${all.length} answers, and ${head} kB of their heads`);
	assert.ok(bytes <= MOST, `${path} is ${bytes} bytes`);
}
