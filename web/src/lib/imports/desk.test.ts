import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Import, ImportPreview, Mapping } from '#lib/api';
import { ImportDesk } from './desk.svelte';

const zone = 'America/Chicago';
const mapping: Mapping = {
	name: 'Ready',
	encoding: 'auto',
	separator: 'auto',
	zone,
	source: 'city',
	fields: { reference: { column: 'No' } }
};
const ready = [{ id: 'city', name: 'City', mapping }];

let count = 0;
function uploaded(change: Partial<Import> = {}): Import {
	return {
		id: `imp_${++count}`,
		version: 1,
		filename: 'jobs.csv',
		bytes: 10,
		state: 'uploaded',
		detected: {
			encoding: 'utf-8',
			separator: ',',
			columns: ['No', 'Status'],
			sample: [['1', 'Open']],
			suggested_mapping: 'city'
		},
		dry_run: null,
		progress: { rows: 0, total: null, added: 0, unchanged: 0, refused: 0 },
		problem: null,
		started_at: null,
		finished_at: null,
		created_at: '2026-11-21T05:00:00.000Z',
		by: { id: 'mem_1', name: 'Ada' },
		...change
	};
}

/** What the server got and what it answers. */
let calls: { method: string; path: string; body: unknown }[];
let answer: (call: (typeof calls)[0]) => unknown;
const good: ImportPreview = { rows: [], problems: [] };

beforeEach(() => {
	calls = [];
	answer = () => good;
	vi.useFakeTimers();
	vi.stubGlobal('fetch', async (request: Request) => {
		const text = await request.clone().text();
		const path = new URL(request.url).pathname;
		const call = { method: request.method, path, body: text ? JSON.parse(text) : null };
		calls.push(call);
		return Response.json(answer(call));
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the mapping', () => {
	it('begins with the one suggested, and is previewed at once', async () => {
		const desk = new ImportDesk(uploaded(), ready, zone);
		expect(desk.ready).toBe('city');
		expect(desk.blocked).toBe(true);
		await vi.advanceTimersByTimeAsync(1);
		await vi.waitFor(() => expect(desk.preview).toEqual(good));
		expect(desk.blocked).toBe(false);
		desk.close();
	});

	it('is guessed when none fits', () => {
		const desk = new ImportDesk(
			uploaded({ detected: { ...uploaded().detected, suggested_mapping: null } }),
			ready,
			zone
		);
		expect(desk.ready).toBe('');
		expect(desk.mapping.fields).toEqual({ status: { column: 'Status' } });
		desk.close();
	});

	it('is previewed once after a burst of changes, as it last was', async () => {
		const desk = new ImportDesk(uploaded(), ready, zone);
		for (const source of ['a', 'ab', 'abc']) desk.set({ source });
		await vi.advanceTimersByTimeAsync(1000);
		await vi.waitFor(() => expect(calls).toHaveLength(1));
		expect(calls[0]?.body).toMatchObject({ mapping: { source: 'abc' } });
		desk.close();
	});

	it('is still there when one comes back', () => {
		const row = uploaded();
		const desk = new ImportDesk(row, ready, zone);
		desk.setField('status', { column: 'Status' });
		desk.close();
		const again = new ImportDesk(row, ready, zone);
		expect(again.mapping.fields.status).toEqual({ column: 'Status' });
		again.close();
	});

	it('with problems of its own holds back the run', async () => {
		answer = () => ({
			rows: [],
			problems: [{ column: null, value: null, reason: 'no title' }]
		});
		const desk = new ImportDesk(uploaded(), ready, zone);
		await vi.advanceTimersByTimeAsync(1);
		await vi.waitFor(() => expect(desk.preview).not.toBeNull());
		expect(desk.blocked).toBe(true);
		desk.close();
	});
});

describe('a run', () => {
	it('is followed to its end and no further', async () => {
		const row = uploaded();
		let reads = 0;
		answer = ({ method, path }) => {
			if (path.endsWith('/run')) return { ...row, state: 'running', dry_run: true };
			if (method === 'GET') return { ...row, state: ++reads < 3 ? 'running' : 'done' };
			return good;
		};
		const desk = new ImportDesk(row, ready, zone);
		const running = desk.run(true);
		await vi.advanceTimersByTimeAsync(10);
		await running;
		expect(desk.row.state).toBe('running');
		await vi.advanceTimersByTimeAsync(20_000);
		expect(desk.row.state).toBe('done');
		expect(reads).toBe(3);
		desk.close();
	});

	it('survives a lost connection', async () => {
		const row = uploaded({ state: 'running' });
		let down = true;
		answer = ({ method }) => {
			if (method !== 'GET') return good;
			if (down) throw new TypeError('no network');
			return { ...row, state: 'done' };
		};
		const desk = new ImportDesk(row, ready, zone);
		await vi.advanceTimersByTimeAsync(2000);
		expect(desk.lost).toBe(true);
		down = false;
		await vi.advanceTimersByTimeAsync(5000);
		expect(desk.lost).toBe(false);
		expect(desk.row.state).toBe('done');
		desk.close();
	});
});
