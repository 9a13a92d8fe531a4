import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { standing, turnOff, turnOn } from './here';

const one = (here: boolean) => ({
	id: here ? 'psh_1' : 'psh_2',
	name: 'Firefox on Windows',
	here,
	created_at: '2026-11-21T09:30:00.000Z',
	last_sent_at: null,
	fault: null
});
const asked: string[] = [];
let answer: () => Response;
let subscription: { unsubscribe: () => Promise<boolean>; toJSON: () => object } | null;
const unsubscribe = vi.fn(async () => {
	subscription = null;
	return true;
});
const made = {
	unsubscribe,
	toJSON: () => ({ endpoint: 'https://push.example.net/1', keys: { p256dh: 'p', auth: 'a' } })
};
const unregister = vi.fn(async () => true);
const permission = { permission: 'default', requestPermission: vi.fn(async () => 'granted') };

beforeEach(() => {
	vi.clearAllMocks();
	asked.length = 0;
	subscription = null;
	answer = () => Response.json(one(true), { status: 201 });
	const pushManager = {
		getSubscription: async () => subscription,
		subscribe: vi.fn(async () => (subscription = made))
	};
	const registration = { pushManager, unregister };
	vi.stubGlobal('navigator', {
		serviceWorker: {
			register: vi.fn(async () => registration),
			getRegistration: async () => registration,
			ready: Promise.resolve(registration)
		}
	});
	vi.stubGlobal('PushManager', vi.fn());
	permission.permission = 'default';
	vi.stubGlobal('Notification', permission);
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
		return answer();
	});
});
afterEach(() => vi.unstubAllGlobals());

describe('push messages in this browser', () => {
	it('are on where both the browser and the server say so', async () => {
		expect(await standing([one(true)])).toBe('off');
		subscription = made;
		expect(await standing([one(false)])).toBe('off');
		expect(await standing([one(false), one(true)])).toBe('on');
		permission.permission = 'denied';
		expect(await standing([one(true)])).toBe('blocked');
		vi.stubGlobal('navigator', {});
		expect(await standing([])).toBe('unsupported');
	});

	it('are turned on with what the browser tells of its subscription', async () => {
		expect(await turnOn('AQID')).toBe('on');
		expect(asked).toEqual([
			'POST /api/v1/me/push-subscriptions {"endpoint":"https://push.example.net/1","p256dh":"p","auth":"a"}'
		]);
	});

	it('are not turned on when the person says no, or the server does', async () => {
		permission.requestPermission.mockResolvedValueOnce('default');
		expect(await turnOn('AQID')).toBe('off');
		expect(asked).toEqual([]);
		answer = () => Response.json({ code: 'push-off' }, { status: 422 });
		await expect(turnOn('AQID')).rejects.toThrow();
		expect(unsubscribe).toHaveBeenCalledOnce();
	});

	it('are turned off at the server, and in the browser', async () => {
		subscription = made;
		answer = () => new Response(null, { status: 204 });
		await turnOff([one(false), one(true)]);
		expect(asked).toEqual(['DELETE /api/v1/me/push-subscriptions/psh_1 ']);
		expect(unsubscribe).toHaveBeenCalledOnce();
		expect(unregister).toHaveBeenCalledOnce();
	});
});
