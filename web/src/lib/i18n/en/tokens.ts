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
