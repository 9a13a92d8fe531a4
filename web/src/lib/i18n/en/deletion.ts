/** The end of the organisation: asked for, waited for, taken back. */

export const deletion = {
	title: 'Delete organisation',
	what: 'What it does',
	does: [
		'People, work, files, the log, and the keys that open them are erased. Nobody can sign in any more, and whoever tries is told that there is no such organisation.',
		'A second person who decides about rights has to confirm it, where there is one. From then on seven days pass.',
		'In those days everybody who works here is told the day, and any owner can take it back alone. After that nobody can: neither you nor whoever runs the server.'
	],
	kept: 'What is kept',
	keptText: [
		'Whoever runs the server keeps a tombstone: the organisation’s names, the dates, and the last signed head of its log. It tells that you were here and how your log ended, and nothing of what was in it.',
		'Backups from before can still be opened by whoever runs the server. Ask them how long they keep those.'
	],
	first: 'Take away first',
	firstText:
		'Nothing can be taken away afterwards. These lists have an export at the top; the log can be saved with its proofs.',
	places: [
		{ href: '/jobs', label: 'Jobs' },
		{ href: '/customers', label: 'Customers' },
		{ href: '/sites', label: 'Sites' },
		{ href: '/members', label: 'Members' },
		{ href: '/hours/reports', label: 'Hours' },
		{ href: '/audit', label: 'Audit log' }
	],
	ask: 'Delete the organisation',
	name: 'Name of the organisation',
	nameHint: (name: string) => `Type “${name}”, letter for letter.`,
	otherName: 'This is not the organisation’s name, letter for letter.',
	reason: 'Why',
	reasonHint: 'It stands in the log, and whoever confirms reads it.',
	submit: 'Delete the organisation',
	decided: (when: string) => `Decided. Everything is erased on ${when}.`,
	waits: 'It waits for a second person',
	waitsText: (name: string, until: string) =>
		`${name} asked for the organisation to be deleted. Nothing happens until another person confirms it; the request lapses ${until}.`,
	toApprovals: 'Open approvals',
	erased: (when: string) => `Everything is erased on ${when}`,
	erasedText: 'Until then any owner can take it back.',
	begun: 'The day has come',
	begunText: 'The organisation is being erased. Nobody can take that back any more.',
	askedBy: 'Asked by',
	confirmedBy: 'Confirmed by',
	nobody: 'Nobody else could confirm',
	operator: 'Whoever runs the server',
	decidedAt: 'Decided',
	takeBack: 'Take it back',
	takeBackTitle: 'Keep the organisation?',
	takeBackText: 'Nothing is erased. Whoever still wants it has to ask for it anew.',
	takenBack: 'Taken back: the organisation stays.',
	/** On every page, to everybody who works here. */
	notice: (when: string) =>
		`This organisation is to be deleted: everything is erased on ${when}.`,
	noticeBegun: 'This organisation is being erased.',
	noticeAct: 'Look at it'
};
