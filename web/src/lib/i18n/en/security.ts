/** What an organisation decides about its own safety. */

export const policy = {
	title: 'Sign-in rules',
	intro: 'What members have to show when they sign in. Somebody with several roles meets the strictest of them.',
	minimum: 'Least proof by role',
	factor: {
		password: 'Password',
		second_factor: 'Password and second step',
		passkey: 'Passkey'
	},
	factorText: {
		password: 'Anybody who learns the password is in.',
		second_factor: 'An app’s code or a passkey besides the password.',
		passkey: 'Safest: nothing that could be typed into a false page.'
	},
	hint: 'A passkey also counts where a second step is asked for.',
	grace: 'Time to set it up',
	graceHint: 'Days in which members are reminded but let in. 0 asks at the very next sign-in.',
	days: 'days',
	sessions: 'Sessions',
	idle: 'End when unused for',
	idleHint: 'Minutes without a request, 15 to 720, and not longer than a session lasts.',
	idleTooLong: 'A session would end before that. Choose fewer minutes, or longer sessions.',
	minutes: 'minutes',
	age: 'End in any case after',
	ageHint: 'Hours since the sign-in, 1 to 24.',
	hours: 'hours',
	number: (least: number, most: number) => `A whole number from ${least} to ${most}.`,
	save: 'Save rules',
	saved: 'The rules are saved and hold from now on.',
	asked: 'Somebody else must confirm this, because it asks for less than before: see Approvals. Until then the old rules hold.',
	readOnly: 'You can see these rules, not change them.',
	compliance: 'Who does not meet them yet',
	complianceNone: 'Everybody meets the rules.',
	complianceNoneText: 'Members who sign in with less than the rules ask for are listed here.',
	has: (factor: string) => `has: ${factor}`,
	needs: (factor: string) => `needs: ${factor}`,
	until: (when: string) => `let in until ${when}`,
	now: 'asked at the next sign-in',
	people: (n: string, one: boolean) => `${n} ${one ? 'member' : 'members'}`
};

export const tokens = {
	title: 'API tokens',
	new: 'New token',
	intro: 'A token lets a program do part of what you may do, for a while.',
	empty: 'No tokens yet',
	emptyText:
		'A token is for a program of yours, such as one that brings jobs in from another system. It may do only what you choose, and never more than you may yourself at that moment.',
	manual: 'How programs use it',
	columns: {
		name: 'Name',
		member: 'Made by',
		permissions: 'May',
		used: 'Last used',
		state: 'Holds'
	},
	states: { live: 'Live', expired: 'Expired', revoked: 'Revoked', soon: 'Expires soon' },
	until: (when: string) => `until ${when}`,
	never: 'Never',
	from: (address: string) => `from ${address}`,
	may: (n: number) => (n === 1 ? '1 permission' : `${n} permissions`),
	anyNetwork: 'Any network',
	make: 'Make token',
	fields: {
		name: 'What is it for?',
		nameHint:
			'So that somebody else understands it in a year, such as “Night import from the council”.',
		days: 'Holds for',
		permissions: 'What it may do',
		permissionsHint:
			'Choose as little as the program needs. You cannot give what you do not have.',
		networks: 'Only from these networks',
		networksHint:
			'One address or range a line, such as 203.0.113.0/24. Empty: from anywhere your organisation allows.'
	},
	choices: {
		7: '7 days',
		30: '30 days',
		90: '90 days',
		180: '180 days',
		365: 'One year'
	} as Record<number, string>,
	choose: 'Choose at least one permission.',
	onceTitle: 'Copy the token now',
	onceText: 'It is shown this once and kept nowhere: only a fingerprint of it is stored.',
	onceUse: 'The program sends it with every request:',
	onceDone: 'I have copied it',
	copy: 'Copy token',
	copied: 'Token copied.',
	revoke: 'Revoke',
	revokeTitle: (name: string) => `Revoke ${name}?`,
	revokeText:
		'The program that uses it is refused within a second. This cannot be undone; make a new token instead.',
	revoked: (name: string) => `${name} is revoked.`,
	details: {
		id: 'Begins with',
		made: 'Made',
		expires: 'Holds until',
		used: 'Last used',
		revoked: 'Revoked',
		networks: 'Networks',
		permissions: 'May'
	},
	areas: {
		self: 'Yourself',
		organisation: 'Organisation',
		members: 'Members',
		units: 'Units',
		people: 'People',
		contacts: 'Contacts',
		invitations: 'Invitations',
		roles: 'Roles',
		customers: 'Customers',
		sites: 'Sites',
		jobs: 'Jobs',
		imports: 'Import',
		exports: 'Export',
		views: 'Saved views',
		search: 'Search',
		audit: 'Audit log',
		webhooks: 'Webhooks',
		networks: 'Networks',
		policy: 'Sign-in rules',
		mail: 'Mail',
		sign_ins: 'Sign-ins',
		tokens: 'Tokens'
	} as Record<string, string>,
	wholeArea: (area: string) => `All of ${area}`
};

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

export const support = {
	title: 'Operator’s access',
	intro: 'Whoever runs the server cannot read what is yours. When you need help they can ask to look in; you decide, for how long, and see what they did.',
	empty: 'Nobody has asked to look in',
	emptyText:
		'When the operator of the server asks to look in, to help you with a question, it stands here with the reason. Nothing is opened before you allow it.',
	states: {
		asked: 'Asks to look in',
		live: 'May look in now',
		ended: 'Over',
		refused: 'Refused',
		lapsed: 'Not answered in time'
	},
	asked: (when: string) => `asked ${when}`,
	uses: (n: number) =>
		n === 0 ? 'never looked in' : n === 1 ? 'looked in once' : `looked in ${n} times`,
	allowedBy: (who: string, when: string) => `allowed by ${who} ${when}`,
	until: (when: string) => `until ${when}`,
	endedAt: (when: string) => `ended ${when}`,
	allow: 'Allow…',
	allowTitle: 'Let the operator look in?',
	allowText:
		'They can read everything in your organisation for that time, and change nothing. Each look is written to your log. You can end it at any moment.',
	hours: 'For how long',
	hour: (n: number) => (n === 1 ? 'One hour' : `${n} hours`),
	allowSubmit: 'Allow',
	allowed: (when: string) => `The operator may look in until ${when}.`,
	refuse: 'Refuse',
	refused: 'Refused. Nothing was opened.',
	withdraw: 'End now',
	withdrawn: 'The operator’s access has ended.',
	log: 'What they looked at'
};

export const webhooks = {
	title: 'Webhooks',
	new: 'New webhook',
	empty: 'No webhooks yet',
	emptyText:
		'A webhook tells a program of yours at once when something happens here, so that it need not ask. Each message is signed, and sent again until it arrives.',
	columns: {
		name: 'Name',
		url: 'Address',
		actions: 'Tells about',
		since: 'Made',
		state: 'State'
	},
	states: { on: 'On', paused: 'Paused', failing: 'Failing' },
	create: 'Make webhook',
	editTitle: 'Change webhook',
	fields: {
		name: 'Name',
		url: 'Address',
		urlHint: 'Begins with https://. Addresses inside your own or our network are refused.',
		actions: 'What it tells about',
		actionsHint: 'Choose areas, or all that happens.'
	},
	everything: 'Everything',
	choose: 'Choose at least one.',
	badUrl: 'The address has to begin with https://.',
	saved: 'Changes saved.',
	onceTitle: 'Copy the signing secret now',
	onceText:
		'With it the program checks that a message is from here and unchanged. It is shown this once.',
	onceRotated:
		'For 24 hours messages are signed with the old one too, so that you can change over in peace.',
	onceDone: 'I have copied it',
	copy: 'Copy secret',
	copied: 'Secret copied.',
	rotate: 'New secret',
	rotateTitle: 'Make a new signing secret?',
	rotateText: 'Messages are signed with both for 24 hours; then the old one is worth nothing.',
	test: 'Send a test',
	tested: 'A test message is on its way.',
	pause: 'Pause',
	resume: 'Let it go on',
	paused: 'Nothing is sent. What happens meanwhile is told when it goes on.',
	resumed: 'Messages are sent again, with those that waited.',
	remove: 'Delete',
	removeTitle: (name: string) => `Delete ${name}?`,
	removeText: 'Nothing is sent to it any more, and its list of deliveries goes with it.',
	removed: (name: string) => `${name} is deleted.`,
	facts: 'About',
	since: 'Made',
	failingSince: (when: string) => `Failing since ${when}`,
	deliveries: 'Deliveries',
	deliveriesNone: 'Nothing sent yet',
	deliveriesNoneText: 'Send a test to see whether it arrives.',
	deliveryColumns: { at: 'When', action: 'What', state: 'Outcome', attempts: 'Tries' },
	deliveryStates: { due: 'Waiting', delivered: 'Arrived', failed: 'Given up' },
	answered: (status: number) => `answered ${status}`,
	fault: (code: string) => code.replaceAll('-', ' '),
	nextTry: (when: string) => `next try ${when}`,
	replay: 'Send again',
	replayLabel: (action: string) => `Send again: ${action}`,
	replayed: 'It is on its way again.'
};

export const mail = {
	title: 'Mail',
	intro: 'Invitations, new passwords and notes about new devices leave by mail.',
	state: 'How it stands',
	from: 'Sent from',
	queued: 'Waiting to be sent',
	failed: 'Given up',
	last: 'Last sent',
	never: 'Never',
	lastError: 'Last fault',
	ok: 'Mail leaves',
	off: 'No mail is set up',
	offText:
		'Whoever runs the server sets it up with smtp-url and mail-from in its settings. Until then nobody can be invited by mail or choose a new password.',
	failing: 'Mail does not leave',
	test: 'Send me a test',
	testText: 'A mail goes to your own address.',
	sent: (email: string) => `A test is on its way to ${email}.`
};
