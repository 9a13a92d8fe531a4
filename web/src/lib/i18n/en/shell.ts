export const shell = {
	navigation: 'Main navigation',
	quickNavigation: 'Quick navigation',
	menu: 'Menu',
	skip: 'Skip to content',
	collapse: 'Collapse sidebar',
	expand: 'Expand sidebar',
	overview: 'Overview',
	jobs: 'Jobs',
	customers: 'Customers',
	sites: 'Sites',
	members: 'Members',
	imports: 'Import',
	audit: 'Audit log',
	work: 'Work',
	organisation: 'Organisation',
	themeDark: 'Switch to dark',
	themeLight: 'Switch to light',
	signOut: 'Sign out',
	account: 'Your account',
	sessionEnds: (at: string) => `Signed in until ${at}`,
	shortcuts: 'Keyboard shortcuts',
	reload: 'Reload',
	roles: {
		owner: 'Owner',
		administrator: 'Administrator',
		dispatcher: 'Dispatcher',
		member: 'Member',
		auditor: 'Auditor'
	}
};

export const session = {
	title: 'Sign in',
	heading: 'Sign in to Muster',
	organisation: 'Organisation',
	organisationHint: 'The short name, as in your invitation.',
	email: 'E-mail',
	password: 'Password',
	showPassword: 'Show password',
	hidePassword: 'Hide password',
	submit: 'Sign in',
	fill: 'Fill in organisation, e-mail and password.',
	foot: 'Every sign-in and every change is written to your organisation’s own log.',
	endedTitle: 'Your session has ended',
	endedText: 'Sign in again to go on. Nothing on this page is lost.',
	other: 'Sign in as somebody else'
};
