export const networks = {
	title: 'Networks',
	intro: 'From where Muster may be used: an office, a station, your own VPN. Everything else is refused before it is even looked at.',
	mode: 'What happens to other addresses',
	modes: {
		off: 'Nothing is checked',
		report_only: 'Only report',
		enforce: 'Refuse'
	},
	modeText: {
		off: 'Members sign in from anywhere.',
		report_only:
			'Nobody is refused, but the audit log tells who would have been. Leave it on for a week and look before you refuse.',
		enforce:
			'Requests from other addresses are refused within a second, also of those who are signed in.'
	},
	ranges: 'For everybody',
	rangesText:
		'Addresses or ranges, IPv4 or IPv6. They hold for every member, whatever their roles.',
	cidr: 'Address or range',
	cidrPlaceholder: '203.0.113.0/24',
	note: 'What it is',
	notePlaceholder: 'Head office',
	add: 'Add a range',
	remove: (cidr: string) => `Remove ${cidr}`,
	none: 'No range yet: every address passes.',
	byRole: 'For single roles',
	byRoleText:
		'Every list that concerns somebody has to hold their address: the one for everybody, and that of each role they hold. A list without a range holds every address.',
	addRole: 'Add a role',
	removeRole: (role: string) => `Remove the ranges of ${role}`,
	save: 'Save networks',
	saved: 'The networks are saved and hold from now on.',
	asked: 'Somebody else must confirm this, because it keeps less out than before: see Approvals. Until then nothing changes.',
	bad: 'This is neither an address nor a range, such as 203.0.113.7 or 2001:db8::/32.',
	badAddress: 'This is not an address, such as 203.0.113.7 or 2001:db8::7.',
	twice: 'This is in the list already.',
	hostBits: (cidr: string) => `Did you mean ${cidr}?`,
	lockedOutTitle: 'You would shut yourself out',
	lockedOutText:
		'The address you are at now is not in all of these ranges, so nothing was saved. Add it, or choose “only report” first.',
	check: 'Would this address pass?',
	checkText: 'Tries an address against the rules as they are saved.',
	checkAddress: 'Address',
	checkRole: 'As',
	anybody: 'Anybody',
	checkSubmit: 'Check',
	passes: 'Passes',
	refused: 'Would be refused',
	yours: (address: string) => `You are at ${address} now.`,
	yoursAdd: 'Add it',
	yoursNote: 'Where I am',
	recovery:
		'Locked out all the same? Whoever runs the server can turn the check off at its command line; it is written to your log.',
	readOnly: 'You can see these rules, not change them.'
};
