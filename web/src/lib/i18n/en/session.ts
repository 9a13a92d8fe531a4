/** The door: signing in, joining, a lost password. */

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
	fillOrganisation: 'Fill in your organisation first.',
	or: 'or',
	passkey: 'Sign in with a passkey',
	forgotten: 'Forgotten your password?',
	foot: 'Every sign-in and every change is written to your organisation’s own log.',
	endedTitle: 'Your session has ended',
	endedText: 'Sign in again to go on. Nothing on this page is lost.',
	other: 'Sign in as somebody else',
	second: {
		totp: {
			title: 'Code from your app',
			text: 'Open your authenticator app and type the six digits it shows for Muster.',
			label: 'Code',
			submit: 'Go on',
			choose: 'Use the code from your app'
		},
		passkey: {
			title: 'Your passkey',
			text: 'Your device asks for your finger, your face or its PIN.',
			label: '',
			submit: 'Use your passkey',
			choose: 'Use your passkey'
		},
		recovery_code: {
			title: 'Recovery code',
			text: 'One of the ten codes you kept. Each works once.',
			label: 'Recovery code',
			submit: 'Go on',
			choose: 'Use a recovery code'
		}
	},
	wrongCode: 'This code is not right, or it was used before. Wait for the next one.',
	wrongRecovery: 'This code is not right, or it was used before.',
	wrongPasskey: 'This passkey is not known here.',
	tooLate: 'That took too long. Type your password again.',
	back: 'Start over',
	join: {
		title: 'Join',
		heading: (organisation: string) => `Join ${organisation}`,
		text: (by: string) => `${by} has invited you.`,
		as: 'You will sign in as',
		until: (when: string) => `The invitation holds until ${when}.`,
		password: 'Choose a password',
		submit: 'Join',
		passkey: 'Use a passkey instead',
		passkeyName: 'My device',
		passkeyRefused: 'This passkey was not accepted. Try again, or choose a password.',
		signOutAndJoin: 'Sign out here, and join',
		voidTitle: 'This invitation does not hold any more',
		voidText:
			'It was used, taken back, or has expired. Ask whoever invited you for a new one; if you have joined already, sign in.',
		noneTitle: 'Open the link in your mail again',
		noneText:
			'For your safety this page forgets the link as soon as it is opened. The link in the mail still works.',
		signIn: 'Go to sign-in',
		joined: (organisation: string) => `Welcome to ${organisation}.`
	},
	forget: {
		title: 'Forgotten password',
		heading: 'Choose a new password',
		text: 'We send a link to your address. It works for ten minutes, once.',
		submit: 'Send the link',
		sentTitle: 'Look into your mail',
		sentText: (email: string) =>
			`If ${email} belongs to a member of that organisation, a link is on its way to it. It works for ten minutes.`,
		noMail: 'Nothing there? Look into the folder for spam, or ask an administrator of your organisation.',
		again: 'Send another one',
		fill: 'Fill in organisation and e-mail.',
		signIn: 'Back to sign-in'
	},
	reset: {
		title: 'New password',
		heading: 'Your new password',
		text: 'You are signed out everywhere when it is set. A second step of yours stays as it is.',
		submit: 'Set password',
		done: 'Your password is set. Sign in with it.',
		voidTitle: 'This link does not hold any more',
		voidText: 'It was used before or is older than ten minutes. Ask for another one.',
		another: 'Ask for another link'
	},
	strength: {
		label: 'How hard it is to guess',
		short: (least: number) =>
			`At least ${least} characters; a few unrelated words are easy to remember.`,
		weak: 'Weak: easy to foresee. Add another word or two.',
		fair: 'Fair. Another word makes it strong.',
		strong: 'Strong.'
	},
	newPassword: 'New password',
	again: 'The same again',
	differ: 'This is not the same as the password above.'
};
