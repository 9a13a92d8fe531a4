/** Whether somebody can take a place, and what an assignment has come to. */

export const roster = {
	verdicts: { clear: 'Can take it', warned: 'With a warning', refused: 'Cannot take it' },
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
	},
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
