/** Lists of people out of CSV files: what to expect of a file, and what became of its rows. Pure. */

import type { Outcome, ReportRow, RowReport } from '#lib/api';

/** As the server counts them, worst first: what needs a hand comes before what went well. */
export const OUTCOMES: readonly Outcome[] = ['refused', 'added', 'changed', 'unchanged'];

export const MOST_BYTES = 5 * 1024 * 1024;

/** The names in the first line of a CSV file. */
export function columnsOf(text: string): string[] {
	const [line = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
	const cells: string[] = [];
	let cell = '';
	let quoted = false;
	for (const character of line) {
		if (character === '"') quoted = !quoted;
		else if (character === ',' && !quoted) {
			cells.push(cell);
			cell = '';
		} else cell += character;
	}
	return [...cells, cell].map((name) => name.trim().toLowerCase()).filter(Boolean);
}

/** Columns the file lacks, told before it is sent. */
export function missingColumns(text: string, needed: readonly string[]): string[] {
	const found = columnsOf(text);
	return needed.filter((name) => !found.includes(name));
}

export function rowsOf(report: RowReport, outcome: Outcome | null): ReportRow[] {
	return outcome ? report.rows.filter((row) => row.outcome === outcome) : report.rows;
}

/** Rows that would be or were taken. */
export function taken(report: RowReport): number {
	return report.added + report.changed;
}

/** What begins like this is run as a formula by spreadsheets. */
const FORMULA = /^[=+\-@\t\r]/;

function cellOf(value: string | number | null): string {
	const text = String(value ?? '');
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The report as a file, so that whoever keeps the list can mend it there. */
export function reportCsv(rows: readonly ReportRow[]): string {
	const lines = rows.map(({ line, outcome, name, field, reason }) =>
		[line, outcome, name, field, reason].map(cellOf).join(',')
	);
	return ['line,outcome,name,field,reason', ...lines, ''].join('\r\n');
}

/** Hands a text to the person as a file. */
export function saveText(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	URL.revokeObjectURL(url);
}
