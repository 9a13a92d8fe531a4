export const members = {
	title: 'Members',
	search: 'Search name or e-mail…',
	columns: {
		name: 'Name',
		email: 'E-mail',
		roles: 'Roles',
		status: 'Status',
		seen: 'Last sign-in'
	},
	statuses: { active: 'Active', suspended: 'Suspended', left: 'Left' },
	anyStatus: 'Any status',
	anyRole: 'Any role',
	status: 'Status',
	role: 'Role',
	never: 'Never',
	canSignIn: 'May sign in',
	cannotSignIn: 'No sign-in',
	noMatch: 'No member matches',
	noMatchText: 'Loosen the filters, or search for part of the e-mail.',
	empty: 'No members yet',
	emptyText: 'Members are added by whoever runs the server, with muster member add.',
	rolesTitle: 'What the roles mean',
	rolesText:
		'A role is a set of things a member may do. Somebody with several roles may do all of them.',
	rolesOf: 'Roles',
	facts: 'About',
	since: 'Member since',
	lastSignIn: 'Last sign-in',
	signIn: 'Sign-in',
	activity: 'What they did',
	activityLink: 'Show in the audit log',
	you: 'You',
	roles: {
		owner: 'Answers for the organisation and may do everything.',
		administrator:
			'Everything in daily work: customers, sites, jobs, imports, exports and the audit log.',
		dispatcher: 'Takes, plans, changes and closes jobs; keeps customers and sites.',
		member: 'Sees jobs and writes notes on them; adds jobs and works on those they added.',
		auditor: 'Reads everything, the audit log too, takes lists away, and changes nothing.'
	}
};
