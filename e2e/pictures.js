/**
 * Takes the pictures of the README and of the guide for administrators again, from a running demo:
 *
 *     muster demo --json > sign-ins.json     (leave it running)
 *     npm --prefix e2e run pictures -- http://localhost:8080 ../sign-ins.json
 *
 * Names after that take only the pictures called so. They go to `docs/images`. Nothing is arranged for them: what they show is what the demo shows.
 */

import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from './browser/launch.js';
import { signIn } from './browser/sign-in.js';
import { DESKTOP, PHONE, settled, visit } from './browser/visit.js';

const OUT = fileURLToPath(new URL('../docs/images/', import.meta.url));
const [base, signIns, ...only] = process.argv.slice(2);
if (!base || !signIns) throw new Error('Which demo? Its address and the file of its sign-ins.');
const people = JSON.parse(await readFile(signIns, 'utf8'));
const dispatcher = people.find(({ role }) => role === 'dispatcher');
const auditor = people.find(({ role }) => role === 'auditor');
const owner = people.find(({ role }) => role === 'owner');
/** Small enough that the pictures of the guide can be read beside its text. */
const GUIDE = { width: 1100, height: 720 };

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
	},
	// What an administrator does most. Nothing is saved: the demo stays as it is.
	{ name: 'administrator-invite', who: owner, path: '/invitations', until: invited },
	{ name: 'administrator-contact', who: owner, path: '/invitations', until: invitedContact },
	{ name: 'administrator-unit', who: owner, path: '/members', until: givenUnit },
	{ name: 'administrator-factor', who: owner, path: '/security/policy', until: demanded },
	{ name: 'administrator-network', who: owner, path: '/security/networks', until: restricted },
	{ name: 'administrator-revoke', who: owner, path: '/members', until: revoked }
].map((picture) => ({
	...(picture.name.startsWith('administrator-') && { screen: GUIDE }),
	...picture
}));

async function proved(page) {
	await page.getByRole('tab', { name: 'Proof' }).click();
	await page.getByText('This entry is in the log, unchanged').waitFor();
}

const button = (within, name) => within.getByRole('button', { name, exact: true });

async function invited(page) {
	await button(page, 'Invite').first().click();
	const form = page.getByRole('dialog');
	await form.getByLabel(/^Name/).fill('Dee Castellano');
	await form.getByLabel(/^E-mail/).fill('dee.castellano@example.org');
	await form.getByLabel(/^Role/).selectOption('Dispatcher');
	await chooseOne(page, form, /^For which unit/);
}

async function invitedContact(page) {
	await button(page, 'Invite').first().click();
	const form = page.getByRole('dialog');
	await form.getByRole('radio', { name: /^A customer/ }).check();
	await form.getByLabel(/^Name/).fill('Noor Haddad');
	await form.getByLabel(/^E-mail/).fill('noor.haddad@example.org');
	await chooseOne(page, form, /^Customer/);
}

async function givenUnit(page) {
	await somebody(page);
	await button(page, 'Give a role').click();
	const form = page.getByRole('dialog');
	await form.getByLabel(/^Role/).selectOption('Dispatcher');
	await chooseOne(page, form, /unit/i);
}

async function demanded(page) {
	await page.getByLabel('Administrator', { exact: true }).selectOption('passkey');
	await page.getByLabel('Dispatcher', { exact: true }).selectOption('second_factor');
}

async function restricted(page) {
	await page.getByLabel('Address or range').first().fill('203.0.113.0/24');
	await page.getByLabel('What it is').first().fill('Head office');
	await button(page, 'Add a range').first().click();
	await page.getByRole('radio', { name: /^Only report/ }).check();
	await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
}

async function revoked(page) {
	await somebody(page);
	await button(page, 'More actions').click();
	await page.getByRole('menuitem', { name: 'End all access…' }).click();
	const reason = page.getByRole('dialog').getByLabel(/^Reason/);
	await reason.fill('Telephone lost at the yard');
}

/** A member who is not the one at the keyboard. */
async function somebody(page) {
	const row = page.getByRole('row').filter({ hasText: 'Dispatcher' }).getByRole('link').first();
	await row.click();
	await page.waitForURL(/\/members\/mem_/);
	await page.getByRole('heading', { name: 'Roles held' }).waitFor();
}

async function chooseOne(page, within, label) {
	await within.getByRole('combobox', { name: label }).click();
	const options = page.getByRole('listbox').getByRole('option');
	await options.first().waitFor();
	await options.nth(Math.min(1, (await options.count()) - 1)).click();
}

const browser = await launch();
await mkdir(OUT, { recursive: true });
for (const { name, who, path, until, screen = DESKTOP, ...look } of PICTURES) {
	if (only.length > 0 && !only.includes(name)) continue;
	await visit(browser, base, name, { screen, ...look }, async (page, watch) => {
		await signIn(page, who);
		await page.goto(path);
		await settled(page, watch);
		await until?.(page);
		await page.screenshot({ path: `${OUT}${name}.png` });
	});
}
await browser.close();
