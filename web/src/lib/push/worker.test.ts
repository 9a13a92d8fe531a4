import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const source = readFileSync('static/push.js', 'utf8');
const showNotification = vi.fn(async () => undefined);
const openWindow = vi.fn(async () => null);
let windows: { visibilityState: string; focus: () => Promise<void>; postMessage: () => void }[];
let listeners: Record<string, (event: object) => void>;

/** The worker itself, in a world where what it does can be seen. */
function wake() {
	listeners = {};
	const worker = {
		addEventListener: (name: string, listener: (event: object) => void) =>
			void (listeners[name] = listener),
		registration: { showNotification },
		clients: { matchAll: async () => windows, openWindow }
	};
	new Function('self', source)(worker);
}

async function happens(name: string, event: object) {
	let until: Promise<unknown> = Promise.resolve();
	const waitUntil = (promise: Promise<unknown>) => void (until = promise);
	listeners[name]?.({ ...event, waitUntil });
	await until;
}

const pushed = (body: string) => ({ data: { json: () => JSON.parse(body) } });

beforeEach(() => {
	vi.clearAllMocks();
	windows = [];
	wake();
});

describe('the worker for push messages', () => {
	it('shows what was told', async () => {
		const body = JSON.stringify({ id: 'ntc_1', title: 'Call-out', urgent: true });
		await happens('push', pushed(body));
		const options = { tag: 'ntc_1', requireInteraction: true, data: 'ntc_1' };
		expect(showNotification).toHaveBeenCalledWith('Call-out', options);
	});

	it('shows a bare line for what it cannot read', async () => {
		const bare = { tag: 'notices', requireInteraction: false, data: '' };
		for (const odd of ['null', '"text"', '[]', '{"title":{"a":1}}', 'no json']) {
			await happens('push', pushed(odd));
			expect(showNotification).toHaveBeenLastCalledWith('Muster', bare);
		}
		await happens('push', { data: null });
		expect(showNotification).toHaveBeenCalledTimes(6);
	});

	it('opens the notice in the window that is there, and else in a new one', async () => {
		const tapped = { notification: { close: vi.fn(), data: 'ntc_1' } };
		await happens('notificationclick', tapped);
		expect(openWindow).toHaveBeenCalledWith('/notices?open=ntc_1');
		const hidden = {
			visibilityState: 'hidden',
			focus: vi.fn(async () => undefined),
			postMessage: vi.fn()
		};
		const seen = {
			visibilityState: 'visible',
			focus: vi.fn(async () => undefined),
			postMessage: vi.fn()
		};
		windows = [hidden, seen];
		await happens('notificationclick', tapped);
		expect(seen.focus).toHaveBeenCalled();
		expect(seen.postMessage).toHaveBeenCalledWith({ open: '/notices?open=ntc_1' });
		expect(hidden.focus).not.toHaveBeenCalled();
		expect(openWindow).toHaveBeenCalledTimes(1);
	});

	it('opens all notices where it cannot tell which one', async () => {
		for (const data of [undefined, '', 4, 'ntc_1&x=//evil.example', '../evil']) {
			await happens('notificationclick', { notification: { close: vi.fn(), data } });
			expect(openWindow).toHaveBeenLastCalledWith('/notices');
		}
	});
});
