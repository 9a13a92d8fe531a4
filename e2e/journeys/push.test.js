/** Push messages: turned on for this browser, shown while nobody looks, and opened where they speak of. No push service is within
 * reach here: signing up at one is stood in for, and what one would deliver is handed to the worker by the browser itself. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../browser/sign-in.js';
import { PHONE, settled, visit } from '../browser/visit.js';
import { Client } from '../muster/client.js';
import { stage } from '../muster/stage.js';

const set = stage({ serving: ['Cara Example'], push: ['localhost'] });

/** Runs in the page: a subscription with keys that are some, at a push service that nobody goes to. */
function signsUp() {
	let subscription = null;
	const text = (bytes) =>
		btoa(String.fromCharCode(...new Uint8Array(bytes)))
			.replaceAll('+', '-')
			.replaceAll('/', '_')
			.replaceAll('=', '');
	PushManager.prototype.getSubscription = async () => subscription;
	PushManager.prototype.subscribe = async (options) => {
		if (options.applicationServerKey.length !== 65) throw new TypeError('no key of a server');
		const name = { name: 'ECDH', namedCurve: 'P-256' };
		const pair = await crypto.subtle.generateKey(name, true, ['deriveBits']);
		const p256dh = text(await crypto.subtle.exportKey('raw', pair.publicKey));
		const keys = {
			p256dh,
			auth: text(crypto.getRandomValues(new Uint8Array(16)))
		};
		subscription = {
			toJSON: () => ({ endpoint: 'https://localhost:9999/send/1', keys }),
			unsubscribe: async () => ((subscription = null), true)
		};
		return subscription;
	};
}

/** A visit in so many hours at which Cara has a place; tells what she was told. */
async function placed(base, owner, member, hours) {
	const desk = await Client.signedIn(base, owner);
	const job = await desk.ask('POST', '/jobs', {
		body: {
			type: 'Plumbing',
			title: 'Pump repair',
			description: '',
			priority: 'p3'
		}
	});
	const start = new Date(Date.now() + hours * 3_600_000);
	const end = new Date(start.getTime() + 3_600_000);
	const planned = await desk.ask('POST', `/jobs/${job.id}/visits`, {
		body: {
			start: start.toISOString(),
			end: end.toISOString(),
			people: { min: 1, max: 1 }
		}
	});
	const found = await desk.get(`/members?q=${member.email}`);
	const path = `/requirements/${planned.requirement_id}/assignments`;
	await desk.ask('POST', path, { body: { member_id: found.items[0].id } });
	const told = await (await Client.signedIn(base, member)).get('/me/notices');
	return told.items[0];
}

for (const [name, screen, hours] of [
	['desktop', undefined, 20],
	['phone', PHONE, 70]
])
	test(
		`on a ${name} a message is shown and opens what it speaks of`,
		{ timeout: 120_000 },
		async () => {
			const { base, owner, serving } = set.server;
			const [cara] = serving;
			const options = {
				permissions: ['notifications'],
				...(screen && { screen })
			};
			await visit(set.browser, base, `push on a ${name}`, options, async (page, watch) => {
				await page.addInitScript(signsUp);
				await signIn(page, cara);
				await settled(page, watch);
				await page.goto('/account?part=notices');
				await settled(page, watch);
				await page.getByRole('button', { name: 'Turn on here' }).click();
				await page.getByText('Push messages come to this browser.').waitFor();
				await page.getByText('On in this browser').waitFor();
				await page.getByText(', this browser').waitFor();

				const notice = await placed(base, owner, cara, hours);
				const worker = page.context().serviceWorkers()[0];
				assert.equal(new URL(worker.url()).pathname, '/push.js');
				const line = await page.context().newCDPSession(page);
				const registered = new Promise((done) =>
					line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
						const one = registrations.find(({ scopeURL }) => scopeURL === `${base}/`);
						if (one) done(one.registrationId);
					})
				);
				await line.send('ServiceWorker.enable');
				const { id, title } = notice;
				await line.send('ServiceWorker.deliverPushMessage', {
					origin: base,
					registrationId: await registered,
					data: JSON.stringify({ id, title, urgent: false })
				});
				const shown = await worker.evaluate(async () => {
					for (;;) {
						const [one] = await self.registration.getNotifications();
						if (one) return { title: one.title, tag: one.tag };
						await new Promise((done) => setTimeout(done, 20));
					}
				});
				assert.deepEqual(shown, { title, tag: id });

				// The tap, as the system hands it to the worker.
				await worker.evaluate(async () => {
					const [notification] = await self.registration.getNotifications();
					self.dispatchEvent(
						new NotificationEvent('notificationclick', {
							notification
						})
					);
				});
				await page.waitForURL('**/my-work');
				await settled(page, watch);
				const client = await Client.signedIn(base, cara);
				assert.equal(
					(await client.get('/me/notices')).items.find((one) => one.id === id).read_at !==
						null,
					true
				);

				await page.goto('/account?part=notices');
				await settled(page, watch);
				await page
					.getByRole('button', { name: /^Remove / })
					.first()
					.click();
				await page.getByText('gets no more push messages.').waitFor();
				assert.equal((await client.get('/me/push-subscriptions')).items.length, 0);
			});
		}
	);

test(
	'whoever blocked notifications, and whoever has a server without them, is told so',
	{ timeout: 120_000 },
	async () => {
		const { base, serving } = set.server;
		await visit(set.browser, base, 'push blocked', {}, async (page, watch) => {
			await page.addInitScript(() =>
				Object.defineProperty(Notification, 'permission', {
					get: () => 'denied'
				})
			);
			await signIn(page, serving[0]);
			await settled(page, watch);
			await page.goto('/account?part=notices');
			await page.getByText('Notifications from this address are blocked').waitFor();
			await page.route('**/api/v1/me/push-key', (route) =>
				route.fulfill({ json: { key: null } })
			);
			await page.reload();
			await page.getByText('This server sends no push messages.').waitFor();
			assert.equal(await page.getByRole('button', { name: 'Turn on here' }).count(), 0);
		});
	}
);
