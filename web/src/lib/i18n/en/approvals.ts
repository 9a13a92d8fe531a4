export const approvals = {
	title: 'Approvals',
	intro: 'Some acts need a second person: granting administrator or owner, weakening the sign-in rules or the networks, resetting the second step of somebody who decides about rights, deleting the organisation.',
	tabs: 'Approvals by state',
	open: 'Waiting',
	decided: 'Decided',
	empty: 'Nothing waits for a second person',
	emptyText:
		'When somebody gives a far-reaching role or weakens a safeguard, it lands here first and happens only once another person has confirmed it.',
	emptyDecided: 'Nothing has been decided yet',
	acts: {
		grant_role: 'Giving a role',
		weaken_policy: 'Weaker sign-in rules',
		weaken_networks: 'Weaker networks',
		shorten_retention: 'A shorter log',
		weaken_single_sign_on: 'Weaker single sign-on',
		reset_factors: 'Resetting a second step',
		delete_organisation: 'Deleting the organisation'
	} as Record<string, string>,
	askedBy: (name: string, when: string) => `${name} asked ${when}`,
	lapses: (when: string) => `lapses ${when}`,
	confirm: 'Confirm',
	refuse: 'Refuse',
	withdraw: 'Withdraw',
	own: 'You asked for this: somebody else has to confirm it.',
	confirmTitle: 'Confirm this?',
	confirmText: (name: string) =>
		`It happens at once, with your name beside that of ${name} in the log.`,
	refuseTitle: 'Refuse this?',
	withdrawTitle: 'Withdraw this?',
	refuseText: 'It will not happen. It can be asked for anew.',
	confirmed: 'Confirmed and done.',
	refused: 'Refused.',
	withdrawn: 'Withdrawn.',
	states: {
		open: 'Waiting',
		confirmed: 'Confirmed',
		refused: 'Refused',
		withdrawn: 'Withdrawn',
		expired: 'Lapsed'
	},
	by: (name: string, when: string) => `by ${name}, ${when}`
};
