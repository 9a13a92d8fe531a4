export const invitations = {
	title: 'Invitations',
	new: 'Invite',
	bulk: 'Invite several',
	columns: {
		name: 'Name',
		email: 'E-mail',
		as: 'As',
		by: 'Invited by',
		state: 'State',
		until: 'Expires'
	},
	states: {
		pending: 'Pending',
		accepted: 'Accepted',
		expired: 'Expired',
		revoked: 'Taken back'
	},
	any: 'All',
	tabs: 'Invitations by state',
	empty: 'Nobody has been invited yet',
	emptyText:
		'Invite a colleague or a customer’s contact by e-mail. The link works once, for a few days, and lets them choose a password or passkey of their own.',
	noMatch: (state: string) => `No invitation is ${state}`,
	unsent: 'Not sent yet',
	sentAt: (at: string) => `Sent ${at}`,
	contactOf: (customer: string) => `Contact of ${customer}`,
	dialog: {
		title: 'Invite somebody',
		text: 'They get a mail with a link that works once.',
		kind: 'Who is it?',
		kinds: { member: 'A colleague', contact: 'A customer’s contact' },
		kindHints: {
			member: 'Becomes a member, with the role and unit you choose.',
			contact: 'Sees only what belongs to their customer.'
		},
		name: 'Name',
		email: 'E-mail',
		role: 'Role',
		roleHint: 'Never more than you may do yourself.',
		unit: 'For which unit',
		unitHint:
			'They are posted there, and the role reaches it and all below it. Empty: as far as the role goes.',
		customer: 'Customer',
		days: 'Link works for',
		daysOf: (n: number) => (n === 1 ? '1 day' : `${n} days`),
		submit: 'Send invitation'
	},
	sent: (email: string) => `Invitation sent to ${email}.`,
	resend: 'Send again',
	resent: (email: string) => `A new link is on its way to ${email}; the old one is void.`,
	revoke: 'Take back',
	revokeTitle: (name: string) => `Take back the invitation of ${name}?`,
	revokeText: 'The link stops working at once.',
	revoked: (name: string) => `The invitation of ${name} is taken back.`,
	more: (name: string) => `Actions for the invitation of ${name}`,
	imports: {
		title: 'Invite several',
		text: 'A CSV file with a line for each person. Everybody gets a mail of their own.',
		columns:
			'Columns: name, email, role, unit (as “A / B”). Name and e-mail are needed; without a role they become members.'
	}
};
