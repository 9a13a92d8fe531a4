import { describe, expect, it } from 'vitest';
import { boardHref, isNarrowed, readQuery } from './query';

const TODAY = '2026-11-23';
const read = (search: string) => readQuery(new URLSearchParams(search), TODAY);

describe('the board in its URL', () => {
	it('is today when nothing is said', () => {
		expect(read('')).toMatchObject({ view: 'day', shape: 'board', date: TODAY });
		expect(boardHref(read(''), TODAY)).toBe('/board');
	});

	it('comes back as it was', () => {
		const search =
			'view=week&shape=coverage&date=2026-12-01&unit=unt_1&competency=cmp_1&status=offered&q=pump';
		const query = read(search);
		expect(boardHref(query, TODAY)).toBe(`/board?${search}`);
		expect(isNarrowed(query)).toBe(true);
	});

	it('lets nonsense fall', () => {
		expect(read('view=year&shape=pie&date=2026-02-31&status=lost')).toEqual(read(''));
		expect(isNarrowed(read('view=week'))).toBe(false);
	});
});
