/** Push messages for this browser: whether they can come, and turning them on and off. */

import { api, must, type PushSubscription } from '#lib/api';
import { keyBytes } from './key';

const WORKER = '/push.js';

export type Standing = 'on' | 'off' | 'unsupported' | 'blocked';

export function pushWorks(): boolean {
	return (
		'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
	);
}

/** One that the server has dropped is off, whatever the browser thinks; and the other way round. */
export async function standing(items: readonly PushSubscription[]): Promise<Standing> {
	if (!pushWorks()) return 'unsupported';
	if (Notification.permission === 'denied') return 'blocked';
	const registration = await navigator.serviceWorker.getRegistration('/');
	const subscription = await registration?.pushManager.getSubscription();
	return subscription && items.some(({ here }) => here) ? 'on' : 'off';
}

/** Asks the person, then the browser, then tells the server. */
export async function turnOn(key: string): Promise<Standing> {
	// The browser asks only while a tap is fresh: this comes first.
	if ((await Notification.requestPermission()) !== 'granted')
		return Notification.permission === 'denied' ? 'blocked' : 'off';
	await navigator.serviceWorker.register(WORKER, { scope: '/', updateViaCache: 'none' });
	const { pushManager } = await navigator.serviceWorker.ready;
	// One that was made for another key, or that the server does not know, is worth nothing.
	await (await pushManager.getSubscription())?.unsubscribe();
	const made = await pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: keyBytes(key)
	});
	const { endpoint = '', keys = {} } = made.toJSON();
	const body = { endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' };
	try {
		await must(api.POST('/api/v1/me/push-subscriptions', { body }));
	} catch (error) {
		// What the server did not take would wait for messages that never come.
		await made.unsubscribe();
		throw error;
	}
	return 'on';
}

/** Stops them at the server first: what the browser alone forgot would be sent into the void. */
export async function turnOff(items: readonly PushSubscription[]): Promise<void> {
	for (const { id } of items.filter(({ here }) => here)) await remove(id);
	const registration = await navigator.serviceWorker.getRegistration('/');
	await (await registration?.pushManager.getSubscription())?.unsubscribe();
	await registration?.unregister();
}

export async function remove(id: string): Promise<void> {
	await must(api.DELETE('/api/v1/me/push-subscriptions/{id}', { params: { path: { id } } }));
}
