import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#lib/api/problem';
import { RowDraft, type RowKind } from './row-draft.svelte';

interface Thing {
	version: number;
	name: string;
	note: string;
}
type Field = 'name' | 'note';

const refusal = (code: string, status: number, more: object = {}) =>
	new AppError({ type: 'about:blank', title: code, status, code, ...more });

let stored: Thing;
let keys: string[];
let fail: AppError | null;

const things: RowKind<Thing, Field> = {
	needed: ['name'],
	empty: { name: '', note: '' },
	valuesOf: ({ name, note }) => ({ name, note }),
	check: ({ note }) => (note === 'unsayable' ? { note: 'Not that.' } : {}),
	async create(values, key) {
		keys.push(key);
		if (fail) throw fail;
		return (stored = { version: 1, name: values.name ?? '', note: values.note ?? '' });
	},
	async change(row, values, fields) {
		if (row.version !== stored.version) throw refusal('stale', 412, { current: stored });
		const changes = Object.fromEntries(fields.map((field) => [field, values[field]]));
		return (stored = { ...stored, ...changes, version: stored.version + 1 });
	}
};

beforeEach(() => {
	stored = { version: 1, name: 'lamp', note: '' };
	keys = [];
	fail = null;
});

describe('changing', () => {
	it('sends what was changed and nothing else', async () => {
		const draft = new RowDraft(things);
		draft.start(stored);
		draft.values.note = 'broken';
		expect(draft.changed).toEqual(['note']);
		expect(await draft.save()).toEqual({ version: 2, name: 'lamp', note: 'broken' });
	});

	it('that changes nothing asks nothing', async () => {
		const draft = new RowDraft(things);
		draft.start(stored);
		expect(await draft.save()).toBe(stored);
		expect(stored.version).toBe(1);
	});

	it('to what cannot be sent sends nothing', async () => {
		const draft = new RowDraft(things);
		draft.start(stored);
		draft.values.note = 'unsayable';
		expect(draft.errors).toEqual({ note: 'Not that.' });
		expect(await draft.save()).toBeNull();
		expect(stored.version).toBe(1);
	});

	it('meets somebody else’s change, loses nothing, and goes on from theirs', async () => {
		const draft = new RowDraft(things);
		draft.start(stored);
		stored = { ...stored, version: 7, name: 'post' };
		draft.values.note = 'mine';
		expect(await draft.save()).toBeNull();
		expect(draft.theirValues).toEqual({ name: 'post', note: '' });
		expect(draft.values.note).toBe('mine');
		draft.settle({ name: 'post', note: 'mine' });
		expect(await draft.save()).toEqual({ version: 8, name: 'post', note: 'mine' });
	});
});

describe('making', () => {
	it('without what is needed says so and sends nothing', async () => {
		const draft = new RowDraft(things);
		draft.start(null, { name: '  ' });
		expect(await draft.save()).toBeNull();
		expect(draft.errors).toEqual({ name: 'This is needed.' });
		expect(keys).toEqual([]);
		draft.values.name = 'lamp';
		expect((await draft.save())?.name).toBe('lamp');
	});

	it('keeps its key when the answer was lost, and takes another after a refusal', async () => {
		const draft = new RowDraft(things);
		draft.start(null, { name: 'new' });
		fail = AppError.offline();
		await draft.save();
		await draft.save();
		fail = refusal('invalid', 422, {
			errors: [{ field: 'name', code: 'x', message: 'Taken.' }]
		});
		await draft.save();
		expect(draft.errors).toEqual({ name: 'Taken.' });
		draft.values.name = 'newer';
		expect(draft.errors).toEqual({});
		fail = null;
		expect((await draft.save())?.name).toBe('newer');
		expect(keys[0]).toBe(keys[1]);
		expect(keys[1]).toBe(keys[2]);
		expect(keys[2]).not.toBe(keys[3]);
	});
});
