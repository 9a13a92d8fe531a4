/** What a file holds, and what comes of it. Pure. */

import type { PlanningFormat, PlanningReport } from '#lib/api';

export const FORMATS: readonly PlanningFormat[] = [
	'emf_shifts',
	'frab_xml',
	'frab_json',
	'fosdem_tasks',
	'ics',
	'members_csv'
];
export const MOST_BYTES = 1_000_000;

export const MEMBERS_EXAMPLE = [
	'name,email,number,competencies',
	'Ana Okafor,ana@example.org,4711,First aid = Advanced from 2025-05-02 until 2027-05-01; Boat driver',
	'Bo Lind,bo@example.org,4712,Steward',
	''
].join('\r\n');

/** What a file is by its name and beginning, where that tells. */
export function guessed(name: string, text: string): PlanningFormat | null {
	const start = text.replace(/^\uFEFF/, '').trimStart();
	if (/\.(csv|tsv)$/i.test(name)) return 'members_csv';
	if (/\.ics$/i.test(name) || start.startsWith('BEGIN:VCALENDAR')) return 'ics';
	if (start.startsWith('[')) return 'emf_shifts';
	if (start.startsWith('{')) return 'frab_json';
	if (start.startsWith('<')) return /<schedule[\s>]/.test(start) ? 'frab_xml' : 'fosdem_tasks';
	return null;
}

type Counted = Exclude<
	keyof PlanningReport,
	'event' | 'refusals' | 'remarks' | 'signed_up_minutes'
>;
const OF_MEMBERS: readonly Counted[] = ['rows', 'members', 'certificates', 'certificates_kept'];
const OF_PLANS: readonly Counted[] = [
	'rows',
	'sessions',
	'sessions_kept',
	'requirements',
	'places',
	'signed_up'
];

export function figuresOf(
	report: PlanningReport,
	format: PlanningFormat
): { name: Counted | 'refused'; value: number }[] {
	const names = format === 'members_csv' ? OF_MEMBERS : OF_PLANS;
	return [
		...names.map((name) => ({ name, value: report[name] })),
		{ name: 'refused', value: new Set(report.refusals.map(({ row }) => row)).size }
	];
}

/** Whether there is anything to bring in. */
export function isWorth(report: PlanningReport, format: PlanningFormat): boolean {
	return (format === 'members_csv' ? report.certificates : report.sessions) > 0;
}

export interface Line {
	row: number;
	refused: boolean;
	about: string;
	why: string;
}

/** Rows to look at in the order of the file; of one row, what kept it out first. */
export function linesOf({ refusals, remarks }: PlanningReport): Line[] {
	return [
		...refusals.map(({ row, field, value, reason }) => ({
			row,
			refused: true,
			about: value ? `${field}: ${value}` : field,
			why: reason
		})),
		...remarks.map(({ row, says }) => ({ row, refused: false, about: '', why: says }))
	].toSorted((a, b) => a.row - b.row);
}
