/** Every page there is, with what can be opened over it. */

/** @param found the ids of one row of each kind */
export function routes({ customer, site, job, imported, member }) {
	const press = (name) => (page) => page.getByRole('button', { name, exact: true }).first().click();
	return [
		{ path: '/' },
		{ path: '/jobs', over: press('Filter') },
		{ path: '/jobs?status=open&priority=p2', over: press('Saved views') },
		{ path: '/jobs/new' },
		{ path: `/jobs/${job}`, over: press('More actions') },
		{ path: `/jobs/${job}/edit` },
		{ path: '/customers', over: press('New customer') },
		{ path: `/customers/${customer}` },
		{ path: '/sites', over: press('New site') },
		{ path: `/sites/${site}` },
		{ path: '/account' },
		{ path: '/members', over: press('Add member') },
		{ path: `/members/${member}`, over: press('Give a role') },
		{ path: '/units', over: press('Add unit') },
		{ path: '/contacts', over: press('Add contact') },
		{ path: '/invitations', over: press('Invite') },
		{ path: '/invitations?state=expired' },
		{ path: '/roles', over: press('New role') },
		{ path: '/roles?view=compare' },
		{ path: '/roles/dispatcher', over: press('Copy') },
		{ path: '/approvals' },
		{ path: '/reviews', over: press('New review') },
		{ path: '/imports' },
		{ path: `/imports/${imported}` },
		{ path: '/audit', over: press('Filters') },
		{ path: '/audit?entry=1' },
		{ path: '/audit?q=nothingatall' },
		{ path: '/security/alerts' },
		{ path: '/security/policy' },
		{ path: '/security/networks' },
		{ path: '/security/tokens', over: press('New token') },
		{ path: '/security/webhooks', over: press('New webhook') },
		{ path: '/security/support' },
		{ path: '/security/mail' },
		{ path: '/join' },
		{ path: '/reset#nothing' },
		{ path: '/forgotten' },
		{ path: '/no-such-page' },
		{ path: '/sign-in' }
	];
}
