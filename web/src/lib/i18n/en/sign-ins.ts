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
