export const hours = {
	title: 'Hours',
	mine: 'My hours',
	mineIntro:
		'What you have worked, as it was noted. Confirm that it is right; then somebody approves it.',
	tabs: 'Pages about hours',
	tab: {
		approve: 'To approve',
		months: 'Months',
		report: 'Reports',
		expenses: 'Expenses',
		rates: 'Rates'
	},
	states: {
		recorded: 'To confirm',
		confirmed: 'Confirmed',
		approved: 'Approved',
		locked: 'Locked'
	},
	anyState: 'Any state',
	state: 'State',
	sources: { attendance: 'booked on and off', assignment: 'as planned', hand: 'by hand' },
	confirm: 'Confirm',
	confirmAll: (n: number) => (n === 1 ? 'Confirm it' : `Confirm all ${n}`),
	confirmed: 'Confirmed. Thank you.',
	approve: 'Approve',
	approveAll: (n: number) => (n === 1 ? 'Approve it' : `Approve all ${n}`),
	approved: (n: number) => (n === 1 ? 'Approved.' : `${n} approved.`),
	correct: 'Correct',
	correctTitle: (name: string) => `Correct hours of ${name}`,
	correctText: 'A new version; the one before stays to be seen.',
	corrected: 'Corrected.',
	reverse: 'Reverse',
	reverseTitle: (what: string) => `Reverse ${what}?`,
	reverseText: 'A counter-entry takes the hours back. Both stay to be seen.',
	reversed: 'Reversed.',
	isReversed: 'Reversed',
	isReversal: 'Counter-entry',
	more: (name: string) => `More for ${name}`,
	versions: (n: number) => `${n} versions`,
	version: (n: number) => `Version ${n}`,
	start: 'From',
	end: 'Until',
	pause: 'Time counted',
	pauseHint: 'Hours and minutes, without breaks, such as 6:30. Empty: all of it.',
	wrongTime: 'Such as 6:30.',
	wrongOrder: 'It ends before it begins.',
	reason: 'Reason',
	byHand: 'Enter hours',
	byHandTitle: 'Hours that nobody booked',
	byHandText: 'Say what it was and why it was not booked on and off.',
	entered: 'Hours entered.',
	member: 'Member',
	what: 'What',
	place: 'Place',
	dutyType: 'Kind of duty',
	noDutyType: 'None',
	lock: 'Lock',
	lockTitle: 'Lock hours',
	lockText:
		'Approved hours up to and with this day can no longer change. What is not approved yet stays open.',
	lockUntil: 'Up to and with',
	locked: (locked: string, open: string) => `${locked} locked; ${open} were left open.`,
	deriving: {
		title: 'Derive hours of what is over?',
		text: 'Assignments that are over and have no hours get them: from booking on and off, or as planned where nobody booked on. Each member then confirms theirs.',
		from: 'Begun on or after',
		until: 'Begun on or before',
		submit: 'Derive hours',
		done: (made: {
			from_attendance: number;
			from_assignment: number;
			still_on: number;
			locked: number;
			more: boolean;
		}) =>
			[
				`${made.from_attendance} from attendance, ${made.from_assignment} as planned.`,
				made.still_on > 0 && `${made.still_on} still on duty were left alone.`,
				made.locked > 0 && `${made.locked} on locked days were left alone.`,
				made.more && 'There are more: derive again.'
			]
				.filter(Boolean)
				.join(' ')
	},
	empty: 'Nothing to approve',
	emptyText:
		'Hours come from booking on and off, and stand here once the member has confirmed them.',
	emptyState: 'No hours here',
	mineEmpty: 'No hours yet',
	mineEmptyText: 'When you have worked and booked off, your hours stand here to be confirmed.',
	total: (sum: string) => `${sum} in all`,
	approvedBy: (name: string, when: string) => `approved by ${name}, ${when}`,
	months: {
		year: 'Year',
		earlier: (year: number) => `${year}`,
		minimum: (sum: string) => `Each member should give ${sum} a month.`,
		noMinimum: 'No minimum is set.',
		set: 'Set minimum',
		setTitle: 'Hours each member should give in a month',
		perMonth: 'Hours a month',
		perMonthHint: 'Such as 16 or 16:30. 0: no minimum.',
		types: 'Kinds of duty that count',
		saved: 'Minimum saved.',
		sum: 'Sum',
		marks: { green: 'reached', yellow: 'at least half', red: 'less than half' },
		none: 'Nobody has hours in this year',
		noneText:
			'Each member has a line here, with their hours of every month against the minimum.',
		truncated: 'Only the first members are shown. Choose a unit to see others.',
		zones: (zones: string) => `Months of ${zones}`
	},
	report: {
		by: 'By',
		bys: {
			member: 'Member',
			unit: 'Unit',
			duty_type: 'Kind of duty',
			customer: 'Customer',
			competency: 'Competency',
			period: 'Month'
		},
		from: 'From',
		until: 'Until',
		csv: 'Export as CSV',
		print: 'Print',
		columns: ['Records', 'Hours', 'Night', 'Weekend', 'On call', 'Amount'],
		total: 'Total',
		nothing: 'No hours in this time',
		without: 'Without'
	}
};
