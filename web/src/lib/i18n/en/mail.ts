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
