/** Whether somebody can take a place, and what an assignment has come to. */

import type { AssignmentState, Finding } from '#lib/api';

export const roster = {
	verdicts: { clear: 'Can take it', warned: 'Can, with a warning', refused: 'Cannot take it' },
	effects: { warn: 'Warning:', block: 'Not possible:' },
	states: {
		offered: 'Offered',
		confirmed: 'Confirmed',
		on_duty: 'On duty',
		worked: 'Worked',
		declined: 'Declined',
		withdrawn: 'Withdrawn',
		released: 'Released',
		cancelled: 'Cancelled',
		no_show: 'Did not come'
	} satisfies Record<AssignmentState, string>,
	/** What a rule is called, for where its sentence has no room. */
	rules: {
		'member-not-active': 'Not active',
		'on-leave': 'On leave',
		clash: 'Busy then',
		'lacks-competency': 'Lacks the competency',
		'certificate-ends': 'Certificate ends',
		'too-low-level': 'Level too low',
		'not-available': 'Not available',
		rest: 'Too little rest',
		'day-hours': 'Hours of the day',
		'week-hours': 'Hours of the week',
		'consecutive-days': 'Days in a row',
		nights: 'Nights',
		full: 'Full',
		'cap-reached': 'Cap reached',
		'signup-not-open': 'Sign-up not open yet',
		'signup-closed': 'Sign-up closed',
		'already-booked': 'Is booked already',
		'not-invited': 'Not invited',
		'session-over': 'It is over'
	} satisfies Record<Finding['rule'], string>,
	seats: { full: 'Full place', supervised: 'Beside a qualified one' },
	candidates: {
		title: 'Who can take it?',
		search: 'Search members',
		planned: (hours: string) => `${hours} planned that week`,
		place: 'Place',
		force: 'Place all the same…',
		forceTitle: (name: string) => `Place ${name} all the same?`,
		forceText:
			'The rules say no. It is done in your name, with your reason, and stands in the report of forced places.',
		reason: 'Your reason',
		reasonHint: 'Somebody will read this later and should understand it.',
		forceSubmit: 'Place all the same',
		none: 'Nobody found',
		noneText: 'No active member matches. Search for another name.',
		count: (n: number) => (n === 1 ? '1 member' : `${n} members`)
	},
	placed: (name: string) => `${name} is placed.`,
	forced: (by: string, reason: string) => `Placed against the rules by ${by}: ${reason}`
};
