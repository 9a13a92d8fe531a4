/** Plans made elsewhere, and what members can do, out of a file. */

import type { PlanningFormat } from '#lib/api';

export const planningImports = {
	tabs: 'What is imported',
	jobs: 'Jobs',
	plans: 'Plans and members',
	intro: 'Bring in what was planned elsewhere, or what members can do. Each row is looked at first; nothing is changed before you say so.',
	format: 'What the file holds',
	formats: {
		emf_shifts: {
			label: 'Shifts (JSON)',
			text: 'A list of shifts with start, end, venue, role, and how many are needed. Becomes a drafted event.'
		},
		frab_xml: {
			label: 'Conference programme (XML)',
			text: 'As frab and pentabarf write it. Becomes a drafted event with a session a talk.'
		},
		frab_json: {
			label: 'Conference programme (JSON)',
			text: 'The same in JSON. Becomes a drafted event with a session a talk.'
		},
		fosdem_tasks: {
			label: 'Volunteers’ tasks (XML)',
			text: 'Tasks whose days are counted from the first. Becomes a drafted event.'
		},
		ics: {
			label: 'Calendar (iCalendar)',
			text: 'Each entry of the calendar becomes a session of a drafted event.'
		},
		members_csv: {
			label: 'Members with competencies (CSV)',
			text: 'What members can do is recorded as certificates. Those they have already stay as they are.'
		}
	} satisfies Record<PlanningFormat, { label: string; text: string }>,
	columns:
		'The columns are name, email, number and competencies. Members are found by address or number. Competencies are separated by semicolons, with level and days where there are such: First aid = Advanced from 2025-05-02 until 2027-05-01; Boat driver.',
	example: 'Example file',
	name: 'Name of the event',
	nameHint: 'As the file says, unless you say otherwise.',
	zone: 'Clock of',
	zoneHint: 'Unless the file says it.',
	firstDay: 'The first day',
	firstDayHint: 'Day 1 of the file.',
	file: 'File',
	choose: 'Choose a file',
	chooseOther: 'Choose another file',
	empty: 'This file is empty.',
	tooLarge: 'This file is larger than a megabyte.',
	looking: 'Looking at each row…',
	looked: 'This is what would come of it. Nothing is changed yet.',
	nothing: 'No row of this file can be taken.',
	known: 'All of it is here already. Nothing is made twice.',
	run: 'Bring it in',
	doneEvent: (number: string) => `Brought in as ${number}. What is new in it is a draft.`,
	doneMembers: 'Brought in.',
	openEvent: 'Open the event',
	openMembers: 'See the members',
	report: 'What comes of it',
	figures: {
		rows: 'Rows read',
		sessions: 'Sessions',
		sessions_kept: 'Here already',
		requirements: 'Kinds of people needed',
		places: 'Places',
		signed_up: 'Signed up there',
		members: 'Members',
		certificates: 'Certificates',
		certificates_kept: 'They have already',
		refused: 'Rows not taken'
	},
	rows: 'Rows to look at',
	row: 'Row',
	outcome: 'Outcome',
	about: 'About',
	why: 'Why',
	refused: 'Not taken',
	odd: 'Taken, odd',
	all: 'All',
	none: 'Nothing odd about any row.',
	shown: (shown: string, all: string) => `${shown} of ${all} are shown.`
};
