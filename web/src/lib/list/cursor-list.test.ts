import { describe, expect, it } from 'vitest';
import { AppError, type Page } from '#lib/api';
import { CursorList } from './cursor-list.svelte';

interface Row {
	id: string;
	name?: string;
}
const page = (ids: string[], next: string | null = null): Page<Row> => ({
	items: ids.map((id) => ({ id })),
	next
});
const ids = (list: CursorList<Row>) => list.items.map((row) => row.id);

describe('a list read page by page', () => {
	it('appends until the end, and then asks no more', async () => {
		const list = new CursorList<Row>();
		const asked: (string | undefined)[] = [];
		await list.load(async (cursor) => {
			asked.push(cursor);
			return cursor ? page(['c']) : page(['a', 'b'], 'after-b');
		});
		await list.more();
		await list.more();
		expect(ids(list)).toEqual(['a', 'b', 'c']);
		expect(asked).toEqual([undefined, 'after-b']);
	});

	it('lets a late answer to an old question fall', async () => {
		const list = new CursorList<Row>();
		let late: (page: Page<Row>) => void = () => undefined;
		const old = list.load(() => new Promise((resolve) => (late = resolve)));
		await list.load(async () => page(['new']));
		late(page(['old']));
		await old;
		expect(ids(list)).toEqual(['new']);
		expect(list.loading).toBe(false);
	});

	it('keeps what it has when the next page fails, and can try again', async () => {
		const list = new CursorList<Row>();
		let broken = true;
		await list.load(async (cursor) => {
			if (!cursor) return page(['a'], 'next');
			if (broken) throw AppError.offline();
			return page(['b']);
		});
		await list.more();
		expect(list.error?.code).toBe('offline');
		expect(ids(list)).toEqual(['a']);
		broken = false;
		await list.more();
		expect(list.error).toBeNull();
		expect(ids(list)).toEqual(['a', 'b']);
	});

	it('says when its rows answer an older question', async () => {
		const list = new CursorList<Row>();
		await list.load(async () => page(['a']));
		expect(list.fresh).toBe(true);
		await list.load(() => Promise.reject(AppError.offline()));
		expect(list.fresh).toBe(false);
		expect(list.error?.code).toBe('offline');
	});

	it('puts a changed row in its place', async () => {
		const list = new CursorList<Row>();
		await list.load(async () => page(['a', 'b']));
		list.put({ id: 'b', name: 'new' });
		list.put({ id: 'z' });
		expect(list.items).toEqual([{ id: 'a' }, { id: 'b', name: 'new' }]);
	});
});
