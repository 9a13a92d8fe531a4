export const contacts = {
	title: 'Contacts',
	new: 'Add contact',
	search: 'Search name, e-mail, customer…',
	columns: {
		name: 'Name',
		customer: 'Customer',
		email: 'E-mail',
		phone: 'Telephone',
		status: 'Sign-in'
	},
	empty: 'No contacts yet',
	emptyText:
		'Contacts are your customers’ people. Invited, they sign in and see what belongs to their own customer, and nothing else.',
	emptyOf: 'Nobody yet. Add whoever you call there, or invite them to see their own jobs.',
	noMatch: 'No contact matches',
	noMatchText: 'Search for part of a name, an e-mail or a customer.',
	createTitle: 'Add a contact',
	editTitle: 'Edit contact',
	create: 'Add contact',
	created: (name: string) => `${name} added.`,
	saved: 'Contact saved.',
	fields: {
		name: 'Name',
		email: 'E-mail',
		phone: 'Telephone',
		customer: 'Customer'
	},
	inviteToo: 'Send an invitation as well, so that they can sign in',
	acts: {
		more: (name: string) => `Actions for ${name}`,
		edit: 'Edit',
		invite: 'Invite to sign in',
		suspend: 'Suspend…',
		resume: 'End suspension'
	},
	cannotSignIn: 'Not invited',
	canSignIn: 'May sign in',
	all: 'All contacts'
};
