import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, ifMatch, must, onSignedOut, onStepUp } from './client';
import { AppError } from './problem';

const realFetch = globalThis.fetch;
afterEach(() => {
	globalThis.fetch = realFetch;
});

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
	const seen: Request[] = [];
	globalThis.fetch = async (input) => {
		seen.push(input as Request);
		const text =
			body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
		return new Response(text, { status, headers });
	};
	return seen;
}

const path = { id: 'job_1' };
const caught = async (call: Promise<unknown>) => AppError.from(await call.catch((e) => e));

describe('client', () => {
	it('sends the version and a content type that a foreign form cannot', async () => {
		const seen = answer(200, { id: 'job_1' });
		await must(
			api.PUT('/api/v1/jobs/{id}/closure', {
				params: { path },
				headers: ifMatch({ version: 7 })
			})
		);
		expect(seen[0]?.url).toBe('http://localhost/api/v1/jobs/job_1/closure');
		expect(seen[0]?.headers.get('if-match')).toBe('"7"');
		expect(seen[0]?.headers.get('content-type')).toBe('application/json');
	});

	it('throws a refusal with its fields', async () => {
		const errors = [
			{ field: 'title', code: 'empty', message: 'must not be empty' },
			{ field: 'title', code: 'other', message: 'Second.' },
			{ field: 'type', code: 'too-long', message: 'must have at most 80 characters' }
		];
		answer(422, {
			type: 'about:blank',
			title: 'Invalid',
			status: 422,
			code: 'invalid',
			errors
		});
		const error = await caught(api.GET('/api/v1/me'));
		expect(error.code).toBe('invalid');
		expect(error.fields).toEqual({
			title: 'This is needed.',
			type: 'Must have at most 80 characters.'
		});
	});

	it('keeps the current row of a stale change, and the time to wait', async () => {
		const problem = { type: 'about:blank', title: 'Stale', status: 412, code: 'stale' };
		answer(412, { ...problem, current: { id: 'job_1' } }, { 'retry-after': '30' });
		const error = await caught(api.GET('/api/v1/me'));
		expect(error.current).toEqual({ id: 'job_1' });
		expect(error.retryAfter).toBe(30);
	});

	it('makes sense of answers that are no problem documents', async () => {
		answer(502, '<html>Bad gateway</html>');
		expect((await caught(api.GET('/api/v1/me'))).code).toBe('internal');
	});

	it('tells an unreachable server from a refusal', async () => {
		globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
		expect((await caught(api.GET('/api/v1/me'))).code).toBe('offline');
	});

	it('reports a lost session, but not a wrong password', async () => {
		const lost = vi.fn();
		const undo = onSignedOut(lost);
		const problem = { type: 'about:blank', title: 'No', status: 401 };
		answer(401, { ...problem, code: 'sign-in-failed' });
		await caught(api.GET('/api/v1/me'));
		expect(lost).not.toHaveBeenCalled();
		answer(401, { ...problem, code: 'not-signed-in' });
		await caught(api.GET('/api/v1/me'));
		expect(lost).toHaveBeenCalledOnce();
		undo();
	});
});

describe('an act that wants a fresh proof', () => {
	const needed = { type: 'about:blank', title: 'Prove it', status: 403, code: 'step-up-needed' };

	/** The server refuses until a proof was given; what it was sent is kept. */
	function guarded() {
		const sent: unknown[] = [];
		let proven = false;
		globalThis.fetch = async (input) => {
			sent.push(await (input as Request).clone().json());
			return proven
				? new Response('{"id":"tok_1"}', { status: 201 })
				: new Response(JSON.stringify(needed), { status: 403 });
		};
		return { sent, prove: () => (proven = true) };
	}
	const body = { name: 'Night import', permissions: ['jobs.read'], days: 90 };
	const ask = () => must(api.POST('/api/v1/tokens', { body }));

	it('is sent again, word for word, once it is given', async () => {
		const { sent, prove } = guarded();
		const undo = onStepUp(async () => prove());
		expect(await ask()).toEqual({ id: 'tok_1' });
		expect(sent).toEqual([body, body]);
		undo();
	});

	it('is refused when it is not given, and sent no second time', async () => {
		const { sent } = guarded();
		const undo = onStepUp(async () => false);
		expect((await caught(ask())).code).toBe('step-up-needed');
		expect(sent).toEqual([body]);
		undo();
	});

	it('asks nobody for any other refusal', async () => {
		const asked = vi.fn(async () => true);
		const undo = onStepUp(asked);
		answer(403, { ...needed, code: 'forbidden' });
		expect((await caught(ask())).code).toBe('forbidden');
		expect(asked).not.toHaveBeenCalled();
		undo();
	});
});
