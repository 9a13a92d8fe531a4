import { describe, expect, it } from 'vitest';
import type { RowReport } from '#lib/api';
import { columnsOf, missingColumns, reportCsv, rowsOf, taken } from './report';

const report: RowReport = {
	added: 1,
	changed: 1,
	unchanged: 0,
	refused: 1,
	rows: [
		{ line: 2, outcome: 'added', name: 'Ana', field: null, reason: null },
		{ line: 3, outcome: 'changed', name: 'Bo', field: null, reason: null },
		{ line: 4, outcome: 'refused', name: '=cmd()', field: 'email', reason: 'no "@", none' }
	]
};

describe('a list of people from a file', () => {
	it('reads the head of any CSV', () => {
		expect(columnsOf('\uFEFFName, E-Mail ,"unit, old"\r\nx,y,z')).toEqual([
			'name',
			'e-mail',
			'unit, old'
		]);
		expect(columnsOf('')).toEqual([]);
	});

	it('tells what is missing before anything is sent', () => {
		expect(missingColumns('name,phone\nAna,1', ['name', 'email'])).toEqual(['email']);
	});

	it('counts what is taken, and shows rows by what became of them', () => {
		expect(taken(report)).toBe(2);
		expect(rowsOf(report, 'refused').map(({ line }) => line)).toEqual([4]);
		expect(rowsOf(report, null)).toHaveLength(3);
	});

	it('writes a file that no spreadsheet runs and every one reads', () => {
		expect(reportCsv(rowsOf(report, 'refused'))).toBe(
			'line,outcome,name,field,reason\r\n4,refused,\'=cmd(),email,"no ""@"", none"\r\n'
		);
	});
});
