export const common = {
	app: 'Muster',
	add: 'Add',
	all: 'All',
	apply: 'Apply',
	back: 'Back',
	cancel: 'Cancel',
	clear: 'Clear',
	close: 'Close',
	copied: 'Copied',
	copy: 'Copy',
	delete: 'Delete',
	edit: 'Edit',
	export: 'Export',
	exportCsv: 'Export as CSV',
	filter: 'Filter',
	loading: 'Loading…',
	more: 'More',
	name: 'Name',
	next: 'Next',
	no: 'No',
	none: 'None',
	nothing: '—',
	open: 'Open',
	previous: 'Previous',
	retry: 'Try again',
	save: 'Save',
	search: 'Search',
	sort: 'Sort',
	today: 'Today',
	undo: 'Undo',
	yes: 'Yes',
	endOfList: (n: string) => `End of list, ${n} in all`
};

export const errors = {
	heading: 'This did not work',
	forbiddenTitle: 'Not for your role',
	forbiddenText: 'Your role does not open this page. Ask an administrator if you need it.',
	request: 'Request',
	notFoundTitle: 'Nothing here',
	notFoundText: 'The page does not exist, or it belongs to somebody else.',
	checkFields: 'Please check the marked fields.',
	tryAgainIn: (seconds: number) =>
		seconds < 90
			? `Too many tries. Wait ${Math.ceil(seconds)} seconds, then try again.`
			: `Too many tries. Wait ${Math.ceil(seconds / 60)} minutes, then try again.`,
	/** What is wrong with one field, by the server's code for it. */
	fields: {
		empty: 'This is needed.',
		missing: 'This is needed.',
		required: 'This is needed.',
		common: 'Too many people use this one: it is among the first that are tried.',
		breached:
			'This one was in a leak of another service and is on the lists of those who guess.',
		same: 'This is the one you have now.',
		personal: 'This holds your name, your address or your organisation. Choose other words.'
	} as Record<string, string>,
	codes: {
		'sign-in-failed': 'Organisation, e-mail or password is wrong.',
		'not-signed-in': 'You are not signed in.',
		'step-up-needed':
			'This wants you to confirm that it is you. Do it again when you are ready.',
		'factor-needed': 'Add a second step to your sign-in first.',
		'network-refused': 'Your organisation does not allow this from the network you are in.',
		'signed-in-already': 'Somebody is signed in at this browser. Sign them out to join.',
		'passkey-given-up': 'No passkey was used. Try again, or choose another way.',
		'passkey-known': 'There is a passkey of yours on this device already.',
		'nobody-linked':
			'Nobody has linked an account at this provider yet. Choose “Whoever likes” first, link your own account in “Your account”, then require it.',
		'single-sign-on-required':
			'Your organisation lets its members in with its own account only. Use “Use your organisation’s account” on the sign-in page.',
		forbidden: 'Your role does not allow this.',
		'not-found': 'This does not exist, or it is not yours to see.',
		clash: 'This clashes with something that already exists.',
		stale: 'Somebody else changed this in the meantime.',
		'precondition-required': 'The page is out of date. Reload it and try again.',
		malformed: 'The server could not read what was sent.',
		invalid: 'The server could not accept some of the values.',
		refused: 'This is not possible in the present state.',
		'not-eligible': 'The rules do not allow this.',
		'too-many': 'Too many tries. Wait a little, then try again.',
		'too-large': 'This is larger than the server accepts.',
		'unsupported-media-type': 'The server does not accept this kind of file.',
		unavailable: 'The server is busy or restarting. Try again in a moment.',
		internal: 'The server met a fault of its own. It has been logged.',
		offline: 'The server cannot be reached. Check your connection.',
		unexpected: 'Something unexpected happened.'
	} as Record<string, string> & { unexpected: string }
};
