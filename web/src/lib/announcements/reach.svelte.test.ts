import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Reach } from './reach.svelte';

const asked: unknown[] = [];
let answer: () => Promise<Response>;
const told = (members: number) => Response.json({ members, without_mail: 0, first: [] });

beforeEach(() => {
	vi.useFakeTimers();
	asked.length = 0;
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push(await request.json());
		return answer();
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function watched() {
	let audience = $state.raw<object | null>(null);
	let reach: Reach | undefined;
	const end = $effect.root(() => {
		reach = new Reach(() => audience);
	});
	flushSync();
	const choose = (next: object | null) => {
		audience = next;
		flushSync();
	};
	return { reach: reach as Reach, choose, end };
}

it('counts once for an audience that rests, and shows no figure of the one before', async () => {
	answer = async () => told(37);
	const { reach, choose, end } = watched();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(asked).toEqual([]);
	choose({ unit_ids: ['unt_1'] });
	await vi.advanceTimersByTimeAsync(200);
	choose({ unit_ids: ['unt_1', 'unt_2'] });
	await vi.advanceTimersByTimeAsync(400);
	await vi.waitFor(() => expect(reach.value?.members).toBe(37));
	expect(asked).toEqual([{ audience: { unit_ids: ['unt_1', 'unt_2'] } }]);
	choose({ everybody: true });
	expect(reach.value).toBeNull();
	end();
});

it('says what went wrong, and counts the next', async () => {
	answer = async () => Response.error();
	const { reach, choose, end } = watched();
	choose({ everybody: true });
	await vi.advanceTimersByTimeAsync(400);
	await vi.waitFor(() => expect(reach.error).not.toBeNull());
	answer = async () => told(0);
	choose({ unit_ids: ['unt_1'] });
	expect(reach.error).toBeNull();
	await vi.advanceTimersByTimeAsync(400);
	await vi.waitFor(() => expect(reach.value?.members).toBe(0));
	end();
});
