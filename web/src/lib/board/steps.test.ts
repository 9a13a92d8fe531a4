import { describe, expect, it } from 'vitest';
import { stepped, type Cursor } from './steps';

const rows = [
	{ id: 'lane', bars: [{ id: 'l', start: 5 }] },
	{ id: 'group', bars: [] },
	{
		id: 'one',
		bars: [
			{ id: 'a', start: 1 },
			{ id: 'b', start: 8 }
		]
	},
	{ id: 'two', bars: [] }
];

describe('arrow keys over the board', () => {
	it('begin at the first row', () => {
		expect(stepped(rows, null, 'ArrowDown')).toEqual({ row: 'lane', bar: null });
		expect(stepped([], null, 'ArrowDown')).toBeNull();
	});

	it('go through a row from its head and stop at its ends', () => {
		const seen = [
			'ArrowRight',
			'ArrowRight',
			'ArrowRight',
			'ArrowLeft',
			'Home',
			'End'
		] as const;
		let cursor: Cursor | null = { row: 'one', bar: null };
		const path = seen.map((key) => (cursor = stepped(rows, cursor, key))?.bar ?? null);
		expect(path).toEqual(['a', 'b', 'b', 'a', null, 'b']);
	});

	it('keep the time from row to row, as near as there is a bar', () => {
		expect(stepped(rows, { row: 'one', bar: 'b' }, 'ArrowDown')).toEqual({
			row: 'two',
			bar: null
		});
		const up = stepped(rows, { row: 'group', bar: null }, 'ArrowUp');
		expect(up).toEqual({ row: 'lane', bar: null });
		expect(
			stepped(
				[rows[0], rows[2]].filter((r) => !!r),
				{ row: 'lane', bar: 'l' },
				'ArrowDown'
			)
		).toEqual({
			row: 'one',
			bar: 'b'
		});
	});

	it('stay at the edges', () => {
		const top = { row: 'lane', bar: null };
		expect(stepped(rows, top, 'ArrowUp')).toBe(top);
	});
});
