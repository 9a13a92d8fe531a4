import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#lib/api';
import { auditPage, serverLog } from './source';

function answering(status: number, body: unknown) {
	const type = status < 400 ? 'application/json' : 'application/problem+json';
	vi.stubGlobal('fetch', async () =>
		Response.json(body, { status, headers: { 'Content-Type': type } })
	);
}
const problem = (status: number) => ({ type: 'about:blank', title: 'x', status, code: 'x' });

afterEach(() => vi.unstubAllGlobals());

describe('the checkpoint', () => {
	it('is taken as the note and the key, and nothing the server says beside them', async () => {
		answering(200, { note: 'n', verifier_key: 'k', size: 9, root: 'r', at: 'now' });
		expect(await serverLog.checkpoint()).toEqual({ note: 'n', verifier_key: 'k' });
	});

	it('may not be there yet', async () => {
		answering(404, problem(404));
		expect(await serverLog.checkpoint()).toBeNull();
	});

	it('that cannot be had is no empty log', async () => {
		answering(503, problem(503));
		await expect(serverLog.checkpoint()).rejects.toThrow(AppError);
	});
});

it.each([
	[404, true],
	[422, true],
	[401, false],
	[403, false],
	[429, false],
	[500, false],
	[0, false]
])('a proof refused with %i is the server’s word: %s', (status, word) => {
	expect(serverLog.isAnswer(new AppError(problem(status)))).toBe(word);
});

describe('a page of the log', () => {
	it('that found nothing yet looks further back', async () => {
		const pages = [
			{ items: [], next: 'a' },
			{ items: [], next: 'b' },
			{ items: [{ seq: 7 }], next: 'c' }
		];
		const asked: (string | null)[] = [];
		vi.stubGlobal('fetch', async (request: Request) => {
			asked.push(new URL(request.url).searchParams.get('cursor'));
			return Response.json(pages[asked.length - 1]);
		});
		const page = await auditPage({ q: 'rare' }, undefined, new AbortController().signal);
		expect(page).toEqual(pages[2]);
		expect(asked).toEqual([null, 'a', 'b']);
	});

	it('ends where the log ends', async () => {
		answering(200, { items: [], next: null });
		const page = await auditPage({}, undefined, new AbortController().signal);
		expect(page.items).toEqual([]);
	});
});
