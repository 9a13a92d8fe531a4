/** How long the log is kept. */

export const retention = {
	title: 'Retention',
	intro: 'How long the log keeps what its records say. Who did what on which record is personal data, too: keep it as long as you need it and can say why.',
	months: 'Keep records for',
	for: { ever: 'For ever', months: 'For a time' },
	forText: {
		ever: 'Nothing in the log is ever erased.',
		months: 'Records older than that lose what they say.'
	},
	howMany: 'How many months',
	unit: 'months',
	monthsHint: 'From 12 months to 240, which are twenty years.',
	number: 'A whole number from 12 to 240.',
	lostTitle: 'What is lost, and what stays',
	lost: [
		{
			what: 'Erased',
			text: 'What was changed from what to what, names of records, notes and network addresses. Nobody can bring them back, and no backup made afterwards has them.'
		},
		{
			what: 'Stays',
			text: 'When something was done, what kind of thing, by whom, and its seal. That nothing was taken out of the log or put in can be proved for ever.'
		},
		{
			what: 'Elsewhere',
			text: 'Exports, streams, receipts and backups taken before keep what they held. See to them yourselves.'
		}
	],
	shorter: 'A shorter time needs a second person, if there is one: it cannot be undone.',
	confirmTitle: (months: number) => `Keep records for ${months} months only?`,
	confirmText:
		'What older records say is erased within a day, for good. A second person is asked first if there is one.',
	confirmSubmit: 'Shorten',
	save: 'Save',
	saved: 'Saved.',
	readOnly: 'You can see this, not change it.',
	state: 'How it stands',
	kept: 'Nothing has been erased.',
	erased: (seq: string) => `Records before no. ${seq} are erased.`,
	last: (when: string) => `That was done ${when}.`,
	lapses: (seq: string) =>
		`Records before no. ${seq} are erased within a day. The log has said so.`,
	/** On a record. */
	gone: 'Erased'
};
