import { describe, expect, it } from 'vitest';
import { isFiltered, jobsHref, readQuery, toFilters, without, writeQuery } from './query';

const read = (text: string) => readQuery(new URLSearchParams(text));

describe('job query', () => {
	it('survives the way through the URL', () => {
		const query = read(
			'status=open,on_hold&priority=p1&q=bin%20%26%20lid&sort=target_at&overdue=true'
		);
		expect(writeQuery(query)).toBe(
			'status=open,on_hold&q=bin+%26+lid&priority=p1&overdue=true&sort=target_at'
		);
		expect(read(writeQuery(query))).toEqual(query);
	});

	it('drops what makes no sense instead of failing', () => {
		expect(
			read('status=open,nonsense&priority=p9&sort=shoe&overdue=yes&created_from=soon&x=1')
		).toEqual({ status: 'open' });
	});

	it('leaves the usual order out of the link', () => {
		expect(jobsHref(read('sort=-created_at'))).toBe('/jobs');
	});

	it('asks the server for what it knows', () => {
		expect(toFilters(read('overdue=true&status=open&sort=number'))).toEqual({
			overdue: true,
			status: 'open'
		});
	});

	it('tells filters from tabs', () => {
		expect(isFiltered(read('status=open'))).toBe(false);
		expect(isFiltered(read('created_to=2015-01-01'))).toBe(true);
		expect(isFiltered(without(read('created_to=2015-01-01'), 'created_to'))).toBe(false);
	});
});
