/** What the watch over the log has found. */

export const alerts = {
	title: 'Alerts',
	intro: 'Muster watches your log for what rarely happens on a good day.',
	empty: 'Nothing to look at',
	emptyText:
		'Passwords tried on many accounts or one, doors that are tried in turn, lists taken away in a hurry, a sign-in from a network never seen, an administrator made, rules made weaker: when one of these happens it stands here.',
	unseen: 'New',
	all: 'All',
	rules: {
		spray: 'One password on many accounts',
		guessing: 'Passwords guessed',
		probing: 'Doors tried',
		many_exports: 'Many lists taken away',
		new_network: 'From a new network',
		administrator_granted: 'Administrator made',
		policy_weakened: 'Rules made weaker',
		log_disputed: 'Another history of the log',
		organisation_deletion: 'The organisation is to be deleted'
	} as Record<string, string>,
	member: 'Show the member',
	records: 'In the log',
	record: (seq: string) => `Entry ${seq}`,
	more: (n: string) => `and ${n} more`,
	acknowledge: 'I have looked at it',
	acknowledgeTitle: 'You have looked at it',
	acknowledgeText: 'It is kept with your name. Say what came of it, for those who look later.',
	note: 'What came of it (optional)',
	submit: 'Done',
	seen: (when: string) => `Looked at ${when}`,
	acknowledged: 'Noted.'
};
