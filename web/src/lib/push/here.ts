/** Push messages for this browser: whether they can come, and turning them on and off. */

import { api, must } from '#lib/api';
import { suggestedName } from '#lib/factors/suggested-name';
import { recall, remember } from '#lib/state/remembered';
import { keyBytes } from './key';

const WORKER = '/push.js';

export type Standing = 'on' | 'off' | 'unsupported' | 'blocked';

export function pushWorks(): boolean {
	return (
		'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
	);
}

/** `known` are the ids the server has: one that it has dropped is off, whatever the browser thinks. */
export async function standing(known: readonly string[]): Promise<Standing> {
	if (!pushWorks()) return 'unsupported';
	if (Notification.permission === 'denied') return 'blocked';
	const registration = await navigator.serviceWorker.getRegistration('/');
	const subscription = await registration?.pushManager.getSubscription();
	return subscription && known.includes(hereId() ?? '') ? 'on' : 'off';
}

/** Which of the subscriptions at the server is this browser's. */
export function hereId(): string | null {
	return recall('push') || null;
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
	const { endpoint, keys } = made.toJSON();
	const body = {
		endpoint: endpoint ?? '',
		p256dh: keys?.p256dh ?? '',
		auth: keys?.auth ?? '',
		name: suggestedName(navigator.userAgent) || navigator.userAgent.slice(0, 80)
	};
	const { id } = await must(api.POST('/api/v1/me/push-subscriptions', { body }));
	remember('push', id);
	return 'on';
}

/** Stops them at the server first: what the browser alone forgot would be sent into the void. */
export async function turnOff(): Promise<void> {
	const id = hereId();
	if (id) await remove(id);
	remember('push', '');
	const registration = await navigator.serviceWorker.getRegistration('/');
	await (await registration?.pushManager.getSubscription())?.unsubscribe();
	await registration?.unregister();
}

export async function remove(id: string): Promise<void> {
	await must(api.DELETE('/api/v1/me/push-subscriptions/{id}', { params: { path: { id } } }));
}
