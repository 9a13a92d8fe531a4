export const members = {
	title: 'Members',
	new: 'Add member',
	search: 'Search name, e-mail, number…',
	columns: {
		name: 'Name',
		unit: 'Unit',
		roles: 'Roles',
		reference: 'Number',
		status: 'Status',
		seen: 'Last sign-in'
	},
	statuses: {
		active: 'Active',
		on_leave: 'On leave',
		suspended: 'Suspended',
		left: 'Left'
	},
	anyStatus: 'Any status',
	anyRole: 'Any role',
	anyUnit: 'Any unit',
	unit: 'Unit',
	status: 'Status',
	role: 'Role',
	never: 'Never',
	canSignIn: 'May sign in',
	cannotSignIn: 'No sign-in',
	noMatch: 'No member matches',
	noMatchText: 'Loosen the filters, or search for part of the e-mail.',
	empty: 'No members yet',
	emptyText:
		'Members are the people of your organisation. Invite one by e-mail, add one who need not sign in, or import a list.',
	rolesTitle: 'What the roles mean',
	rolesText:
		'A role is a set of things a member may do. Somebody with several roles may do all of them.',
	allRoles: 'All roles, permission by permission',
	facts: 'About',
	since: 'Member since',
	lastSignIn: 'Last sign-in',
	signIn: 'Sign-in',
	history: 'What happened to them',
	activity: 'What they did',
	activityLink: 'Show in the audit log',
	you: 'You',
	hidden: 'Kept out of the directory',
	hiddenFor: 'Only those who may see what members keep private see this.',
	noUnit: 'No unit',
	unitOnly: (unit: string) => `in ${unit}`,
	until: (date: string) => `until ${date}`,
	from: (date: string) => `from ${date}`,
	since1: (date: string) => `since ${date}`,
	leavesOn: (date: string) => `Leaves on ${date}`,
	onLeave: (from: string, until: string | null) =>
		until ? `On leave ${from} – ${until}` : `On leave since ${from}`,
	fields: {
		name: 'Name',
		email: 'E-mail',
		emailHint: 'They sign in with it. A change ends pending password resets.',
		phone: 'Telephone',
		reference: 'Collar or staff number',
		unit: 'Unit',
		unitHint: 'Where they serve from today on. It can be changed and dated later.',
		role: 'Role',
		roleHint: 'Never more than you may do yourself.',
		hidden: 'Keep out of the directory',
		hiddenHint: 'What is ticked is shown only to those who may see private facts.',
		supervisor: 'Supervisor',
		rank: 'Rank'
	},
	createTitle: 'Add a member',
	editTitle: 'Edit member',
	create: 'Add member',
	inviteToo: 'Send an invitation as well, so that they can sign in',
	created: (name: string) => `${name} added.`,
	createdInvited: (name: string, email: string) => `${name} added and invited at ${email}.`,
	createdNotInvited: (name: string) => `${name} was added, but the invitation was not made: `,
	saved: 'Member saved.',
	invite: 'Invite',
	invited: (email: string) => `Invitation sent to ${email}.`,
	resetPassword: 'Send a password reset',
	resetSent: 'A mail to set a new password is on its way.',
	acts: {
		more: 'More actions',
		suspend: 'Suspend…',
		resume: 'End suspension',
		leave: 'Leave of absence…',
		back: 'End leave of absence',
		leaving: 'Member leaves…',
		stay: 'Member stays after all',
		revoke: 'End all access…'
	},
	did: {
		suspended: (name: string) => `${name} is suspended; all sessions have ended.`,
		resumed: (name: string) => `${name} is active again.`,
		onLeave: (name: string) => `Leave of absence of ${name} is noted.`,
		back: (name: string) => `${name} is back.`,
		leaving: (name: string, date: string) => `${name} leaves on ${date}.`,
		left: (name: string) => `${name} has left; all access has ended.`,
		stays: (name: string) => `${name} stays.`
	},
	ask: {
		suspend: {
			title: (name: string) => `Suspend ${name}?`,
			text: 'They are signed out everywhere at once and cannot sign in until the suspension ends. Nothing they made is changed.',
			submit: 'Suspend'
		},
		leave: {
			title: (name: string) => `Leave of absence of ${name}`,
			text: 'While it lasts they cannot sign in. Their roles and their unit wait for them, and it ends by itself.',
			submit: 'Note leave'
		},
		leaving: {
			title: (name: string) => `${name} leaves`,
			text: 'On that day all access ends by itself. What they made stays.',
			submit: 'Set the day',
			now: 'Leave now'
		},
		revoke: {
			title: (name: string) => `End all access of ${name}?`,
			text: 'For a lost device, or when somebody must be out at once. Sessions, API tokens, feeds, passkeys, known devices and pending invitations die within a second, and the member is suspended.',
			submit: 'End all access'
		}
	},
	reason: 'Reason',
	reasonHint: 'Kept in the audit log.',
	reasonNeeded: 'Say why.',
	day: 'Day',
	dayHint: (zone: string) => `Begins at midnight in ${zone}.`,
	lastDay: 'First day without access',
	fromDay: 'From',
	untilDay: 'Until',
	untilHint: 'Leave empty when it is not known yet.',
	orphans: {
		title: 'What they would leave behind',
		none: 'Nothing is in their hands: nobody else has to take anything over.',
		some: 'Hand these over first, or see to them afterwards.',
		loading: 'Looking through what they own…',
		more: (n: string) => `and ${n} more`,
		kinds: {
			job: ['open job they added', 'open jobs they added'],
			view: ['saved view', 'saved views'],
			token: ['API token', 'API tokens'],
			supervised: ['member they supervise', 'members they supervise'],
			role: ['role nobody else holds', 'roles nobody else holds']
		} as Record<string, [string, string]>,
		some1: (n: string, what: string) => `${n} ${what}`
	},
	ended: {
		title: 'All access has ended',
		text: (name: string) => `Nothing ${name} had opens Muster any more.`,
		kinds: {
			sessions: 'Sessions',
			tokens: 'API tokens',
			passkeys: 'Passkeys',
			devices: 'Known devices',
			invitations: 'Invitations',
			feeds: 'Calendar feeds',
			single_sign_on: 'Linked accounts',
			push_subscriptions: 'Push messages'
		} as Record<string, string>
	},
	postings: {
		title: 'Where they serve',
		add: 'Post to a unit',
		none: 'Not posted to a unit. A posting decides which unit’s work they see.',
		now: 'Now',
		ended: (name: string) => `The posting to ${name} ends.`,
		added: (name: string) => `Posted to ${name}.`,
		dialog: 'Post to a unit',
		beside: 'Keep the present posting as well',
		besideHint: 'Otherwise it ends when this one begins.',
		end: 'End posting',
		endTitle: (name: string) => `End the posting to ${name}?`
	},
	photo: {
		change: 'Change photo',
		choose: 'Choose another…',
		remove: 'Remove photo',
		saved: 'Photo saved.',
		removed: 'Photo removed.'
	},
	ranks: {
		title: 'Rank',
		add: 'Set rank',
		none: 'No rank.',
		noRanks: 'No ranks are kept yet. Add the first one here.',
		new: 'New rank…',
		newName: 'Name of the new rank',
		set: (name: string) => `Rank ${name} is set.`
	},
	imports: {
		open: 'Import',
		title: 'Import members',
		text: 'A CSV file with a line for each member. Somebody already here is found by e-mail and changed; nobody is removed.',
		columns:
			'Columns: name, email, phone, reference, unit (as “A / B”), role, rank. Name and e-mail are needed.',
		example: 'Example file'
	},
	roles: {
		owner: 'Answers for the organisation and may do everything.',
		administrator:
			'Everything in daily work, people and roles, sign-in rules, imports, exports and the audit log.',
		dispatcher: 'Takes, plans, changes and closes jobs; keeps customers and sites.',
		member: 'Sees jobs and writes notes on them; adds jobs and works on those they added.',
		auditor: 'Reads everything, the audit log too, takes lists away, and changes nothing.'
	}
};
