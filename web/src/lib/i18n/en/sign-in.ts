/** The door: signing in, joining, a lost password, and what proves who is there. */

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

export const stepUp = {
	title: 'Confirm that it is you',
	text: 'What you are about to do matters for everybody’s safety. You are asked again only after ten minutes.',
	password: 'Your password',
	code: 'Code from your authenticator app',
	recovery: 'Recovery code',
	submit: 'Confirm',
	passkey: 'Confirm with your passkey',
	usePassword: 'Use your password',
	useCode: 'Use the code from your app',
	usePasskey: 'Use your passkey',
	useRecovery: 'Use a recovery code',
	useAccount: 'Use your organisation’s account',
	wrong: 'This is not right. Try again.'
};

export const factors = {
	title: 'Second step',
	intro: 'A password alone can be guessed or stolen. With a second step nobody signs in as you without something you have.',
	none: 'You sign in with your password alone.',
	app: 'Authenticator app',
	appText: 'An app on your phone shows a code that changes every 30 seconds.',
	appSince: (when: string) => `In use since ${when}`,
	appAdd: 'Set up an app',
	appRemove: 'Remove',
	appRemoveLabel: 'Remove the authenticator app',
	appRemoved: 'The authenticator app is removed.',
	passkeys: 'Passkeys',
	passkeysText:
		'Your phone, your computer or a key you carry proves that it is you: nothing to type, and no false page can take it.',
	passkeyAdd: 'Add a passkey',
	passkeyName: 'Name',
	passkeyNameHint: 'So that you know it again, such as “Phone” or “Blue key”.',
	passkeyMake: 'Go on',
	passkeyAdded: 'The passkey is added.',
	passkeyMade: (when: string) => `Added ${when}`,
	passkeyUsed: (when: string) => `last used ${when}`,
	passkeyUnused: 'never used',
	passkeyBound: 'Only on this device',
	passkeySynced: 'Kept by your account with the maker',
	passkeyRename: (name: string) => `Rename ${name}`,
	passkeyRemove: (name: string) => `Remove ${name}`,
	passkeyRemoved: (name: string) => `${name} is removed. Sessions begun with it have ended.`,
	passkeyUnsupported: 'This browser does not know passkeys.',
	passkeyAsk: 'Your device asks you now.',
	rename: 'Rename',
	renamed: 'Renamed.',
	remove: 'Remove',
	removeTitle: (name: string) => `Remove ${name}?`,
	removeText: 'You cannot sign in with it any more, and sessions begun with it end.',
	removeLast: 'It is your only second step: afterwards your password alone opens your account.',
	recovery: 'Recovery codes',
	recoveryText: 'For the day when your phone or key is lost. Each works once.',
	recoveryLeft: (left: number) => (left === 1 ? 'One code left' : `${left} codes left`),
	recoveryNone: 'No codes left',
	recoveryNew: 'Make new codes',
	recoveryNewText: 'The ten codes you have stop working at once.',
	recoveryFirst: 'They come with your first second step.',
	setup: {
		title: 'Set up an authenticator app',
		scan: 'Scan this with your app',
		type: 'Or type this into the app',
		qr: 'QR code with the secret for your app',
		copy: 'Copy the secret',
		copied: 'Secret copied.',
		confirm: 'Then type the six digits that the app shows',
		code: 'Code',
		submit: 'Confirm',
		wrong: 'This code is not right. Is the clock of your phone set by itself?'
	},
	codes: {
		title: 'Keep these codes',
		text: 'Each of them opens your account once when your phone or key is lost. They are shown only now: print them, or keep them where you keep passwords.',
		copy: 'Copy',
		copied: 'Codes copied.',
		download: 'Download',
		print: 'Print',
		done: 'I have kept them',
		file: (organisation: string, email: string, codes: string) =>
			`Muster recovery codes\n${organisation}, ${email}\n\nEach code works once.\n\n${codes}\n`
	},
	enrol: {
		title: 'One more step',
		text: (organisation: string) =>
			`${organisation} asks for a second step at your sign-in. It takes a minute, and you do it once.`,
		prove: (organisation: string) =>
			`${organisation} asks for your second step, and you signed in without it. Confirm with it to go on.`,
		choose: 'Choose what suits you; you can add the other one later.',
		recommended: 'Safest',
		done: 'All set. You can go on.',
		signOut: 'Sign out'
	},
	grace: (when: string) => `Your organisation asks for a second step at your sign-in by ${when}.`,
	graceAct: 'Add it now',
	devices: 'Known devices',
	devicesText:
		'Browsers you have signed in with before. From a new one you get a mail; tell Muster to forget one you do not have any more.',
	devicesNone: 'None yet. They are remembered at your next sign-in.',
	deviceSeen: (when: string) => `Last seen ${when}`,
	deviceSince: (when: string) => `known since ${when}`,
	deviceForget: 'Forget',
	deviceForgetLabel: (device: string) => `Forget ${device}`,
	deviceForgotten: (device: string) => `${device} is forgotten.`,
	by: {
		password: 'password',
		totp: 'password and app',
		passkey: 'passkey',
		recovery_code: 'recovery code',
		sso: 'single sign-on'
	} as Record<string, string>,
	signedInBy: (how: string) => `with ${how}`
};

export const signIns = {
	title: 'Sign-ins',
	sessions: 'Signed in now',
	noSessions: 'Not signed in anywhere.',
	devices: 'Known devices',
	noDevices: 'No device is known.',
	factors: 'Second step',
	app: 'Authenticator app',
	passkeys: 'Passkeys',
	codes: 'Recovery codes left',
	on: 'Set up',
	off: 'Not set up',
	end: 'End',
	endOn: (device: string) => `End the session on ${device}`,
	ended: (device: string) => `The session on ${device} has ended.`,
	endAll: 'End all sessions',
	endedAll: 'All sessions have ended.',
	endAllTitle: (name: string) => `End all sessions of ${name}?`,
	endAllText: 'They are signed out everywhere at once and can sign in again.',
	reset: 'Reset second step',
	resetTitle: (name: string) => `Reset the second step of ${name}?`,
	resetText:
		'For a lost phone or key, after you have made sure that it is really them who ask. App, passkeys and recovery codes are removed, sessions end, and they set up a new one at the next sign-in. They are told by mail.',
	resetReason: 'Reason',
	resetReasonHint: 'It is kept in the audit log.',
	resetDone: (name: string) => `${name} sets up a new second step at the next sign-in.`,
	resetAsked: (name: string) =>
		`${name} decides about rights, so somebody else must confirm this: see Approvals. Until then nothing changes.`
};
