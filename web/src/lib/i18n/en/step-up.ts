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
