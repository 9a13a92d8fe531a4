import { describe, expect, it } from 'vitest';
import type { Import } from '#lib/api';
import {
	exampleOf,
	guess,
	originOf,
	sampleValues,
	sourceName,
	unusedColumns,
	withField,
	withOrigin
} from './mapping';

const detected: Import['detected'] = {
	encoding: 'utf-8',
	separator: ',',
	columns: [
		'Creation Date',
		'Status',
		'Service Request Number',
		'Street Address',
		'ZIP Code',
		'Ward'
	],
	sample: [
		['2015-01-01', 'Open', '15-1', '', '60601', '1'],
		['2015-01-02', 'Completed', '15-2', '12 Oak St', '60602', '2'],
		['2015-01-02', 'Open', '15-3', '14 Oak St', '', '2']
	],
	suggested_mapping: null
};

describe('a first guess', () => {
	const mapping = guess(detected, 'America/Chicago', 'Sanitation 2015.csv');

	it('knows columns by their usual names', () => {
		expect(mapping.fields).toEqual({
			reference: { column: 'Service Request Number' },
			status: { column: 'Status' },
			created_at: { column: 'Creation Date' },
			address: { column: 'Street Address' },
			postcode: { column: 'ZIP Code' }
		});
		expect(mapping).toMatchObject({ zone: 'America/Chicago', source: 'sanitation-2015' });
	});

	it('says which columns are left', () => {
		expect(unusedColumns(mapping, detected.columns)).toEqual(['Ward']);
	});

	it('can be changed without touching what it was', () => {
		const changed = withField(mapping, 'status', null);
		expect(changed.fields.status).toBeUndefined();
		expect(mapping.fields.status).toEqual({ column: 'Status' });
	});
});

describe('a field', () => {
	it('keeps its words when it takes another column', () => {
		const field = { column: 'Status', map: { Open: 'open' } };
		const joined = withOrigin(field, { columns: ['A', 'B'], join: ', ' });
		expect(joined).toEqual({ columns: ['A', 'B'], join: ', ', map: { Open: 'open' } });
		expect(originOf(joined)).toBe('columns');
		expect(originOf({ value: 'US' })).toBe('value');
		expect(originOf(undefined)).toBe('none');
	});

	it('shows an example from the first row that has one', () => {
		expect(exampleOf(detected, { column: 'Street Address' })).toBe('12 Oak St');
		expect(exampleOf(detected, { columns: ['Street Address', 'ZIP Code'], join: ', ' })).toBe(
			'60601'
		);
		expect(exampleOf(detected, { value: 'US' })).toBe('US');
		expect(exampleOf(detected, undefined)).toBe('');
	});

	it('lists the values that want translating', () => {
		expect(sampleValues(detected, 'Status')).toEqual(['Open', 'Completed']);
		expect(sampleValues(detected, 'No such column')).toEqual([]);
	});
});

it.each([
	['My Export (2).csv', 'my-export-2'],
	['données.CSV', 'donn-es'],
	['.csv', 'import'],
	['a.b.txt', 'a-b']
])('names the source of %s', (filename, source) => {
	expect(sourceName(filename)).toBe(source);
});
