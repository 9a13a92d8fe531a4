/** One person at one browser, with the watch on. What fails leaves a picture in `out/`. */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Watch } from './watch.js';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Long enough for a busy machine; nothing waits for it when all is well. */
const PATIENCE = 20_000;
const OUT = fileURLToPath(new URL('../out/', import.meta.url));

/** Runs `act(page, watch)` in a context of its own, and fails on any fault the watch saw. */
export async function visit(browser, base, name, options, act) {
	const { screen = DESKTOP, theme = 'light', ...more } = options;
	const context = await browser.newContext({
		baseURL: base,
		viewport: screen,
		hasTouch: screen === PHONE,
		colorScheme: theme,
		reducedMotion: 'reduce',
		acceptDownloads: true,
		...more
	});
	context.setDefaultTimeout(PATIENCE);
	const watch = new Watch(base);
	await watch.begin(context);
	const page = await context.newPage();
	try {
		await act(page, watch);
		assert.deepEqual(watch.faults, [], `${name}: the pages are not clean`);
	} catch (error) {
		await mkdir(OUT, { recursive: true });
		await page.screenshot({ path: `${OUT}${name.replace(/\W+/g, '-')}.png` });
		throw error;
	} finally {
		await context.close();
	}
}

/** The page has fetched all it wants, and shows it. */
export async function settled(page, watch) {
	await page.getByRole('heading', { level: 1 }).first().waitFor();
	await watch.quiet();
	await page.evaluate(async () => {
		await document.fonts.ready;
		const frame = () => new Promise((done) => requestAnimationFrame(done));
		await frame();
		await frame();
	});
	await watch.quiet();
	await page.getByRole('status', { name: 'Loading…' }).first().waitFor({ state: 'detached' });
}
