/**
 * Takes the pictures of the README again, from a running demo:
 *
 *     muster demo --json > sign-ins.json     (leave it running)
 *     npm --prefix e2e run pictures -- http://localhost:8080 ../sign-ins.json
 *
 * They go to `docs/images`. Nothing is arranged for them: what they show is what the demo shows.
 */

import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from './browser/launch.js';
import { signIn } from './browser/sign-in.js';
import { DESKTOP, PHONE, settled, visit } from './browser/visit.js';

const OUT = fileURLToPath(new URL('../docs/images/', import.meta.url));
const [base, signIns] = process.argv.slice(2);
if (!base || !signIns) throw new Error('Which demo? Its address and the file of its sign-ins.');
const people = JSON.parse(await readFile(signIns, 'utf8'));
const dispatcher = people.find(({ role }) => role === 'dispatcher');
const auditor = people.find(({ role }) => role === 'auditor');

/** Twice as many dots on a phone, which is shown small. */
const PICTURES = [
	{ name: 'jobs', who: dispatcher, path: '/jobs' },
	{ name: 'overview', who: dispatcher, path: '/' },
	{ name: 'audit', who: auditor, path: '/audit?entry=30', until: proved },
	{
		name: 'phone',
		who: dispatcher,
		path: '/jobs',
		screen: PHONE,
		theme: 'dark',
		deviceScaleFactor: 2
	}
];

async function proved(page) {
	await page.getByRole('tab', { name: 'Proof' }).click();
	await page.getByText('This entry is in the log, unchanged').waitFor();
}

const browser = await launch();
await mkdir(OUT, { recursive: true });
for (const { name, who, path, until, screen = DESKTOP, ...look } of PICTURES) {
	await visit(browser, base, name, { screen, ...look }, async (page, watch) => {
		await signIn(page, who);
		await page.goto(path);
		await settled(page, watch);
		await until?.(page);
		await page.screenshot({ path: `${OUT}${name}.png` });
	});
}
await browser.close();
