import { expect, it } from 'vitest';
import type { PlanningReport } from '#lib/api';
import { figuresOf, guessed, isWorth, linesOf } from './report';

const report: PlanningReport = {
	event: null,
	rows: 4,
	sessions: 0,
	sessions_kept: 0,
	requirements: 0,
	places: 0,
	signed_up: 0,
	signed_up_minutes: 0,
	members: 2,
	certificates: 3,
	certificates_kept: 1,
	refusals: [
		{ row: 3, field: 'email', value: 'ana', reason: 'is no address' },
		{ row: 3, field: 'name', value: '', reason: 'is missing' }
	],
	remarks: [
		{ row: 3, what: 'differs', says: 'the name differs' },
		{ row: 1, what: 'unread', says: 'the column "size" is not read' }
	]
};

it('knows a file by its name or how it begins', () => {
	expect(guessed('people.CSV', '')).toBe('members_csv');
	expect(guessed('x', 'BEGIN:VCALENDAR\r\n')).toBe('ics');
	expect(guessed('x.json', '\uFEFF [{"start":')).toBe('emf_shifts');
	expect(guessed('x.json', '{"schedule":')).toBe('frab_json');
	expect(guessed('x.xml', '<?xml version="1.0"?>\n<schedule>')).toBe('frab_xml');
	expect(guessed('x.xml', '<?xml version="1.0"?>\n<tasks>')).toBe('fosdem_tasks');
	expect(guessed('notes.txt', 'hello')).toBeNull();
});

it('counts what the file is about, and each row that is not taken once', () => {
	expect(figuresOf(report, 'members_csv').map(({ name, value }) => [name, value])).toEqual([
		['rows', 4],
		['members', 2],
		['certificates', 3],
		['certificates_kept', 1],
		['refused', 1]
	]);
	expect(figuresOf(report, 'ics').map(({ name }) => name)).not.toContain('members');
});

it('is worth it where something would be made', () => {
	expect(isWorth(report, 'members_csv')).toBe(true);
	expect(isWorth({ ...report, certificates: 0 }, 'members_csv')).toBe(false);
	expect(isWorth(report, 'emf_shifts')).toBe(false);
});

it('tells rows in the order of the file, refusals of a row before what is odd', () => {
	expect(linesOf(report).map(({ row, refused, about }) => [row, refused, about])).toEqual([
		[1, false, ''],
		[3, true, 'email: ana'],
		[3, true, 'name'],
		[3, false, '']
	]);
});
