/** Signing in with the account that members have with their organisation's own provider. */

export const singleSignOn = {
	title: 'Single sign-on',
	intro: 'Members sign in with the account they have with your organisation already, through any provider that speaks OpenID Connect: Microsoft Entra ID, Google Workspace, Okta, Keycloak and others.',
	readOnly: 'You can see these settings, not change them.',
	mode: 'Who signs in with it',
	modes: {
		off: 'Nobody',
		optional: 'Whoever likes',
		required: 'Everybody'
	},
	modeText: {
		off: 'The button does not work for your organisation. Links that members made are kept for the day you turn it on.',
		optional: 'It stands beside password and passkey. Members link their account once.',
		required:
			'Passwords, passkeys and recovery codes do not sign in any more. Owners keep theirs, as your way back in when the provider is down; so do customers’ contacts, who have no account with you.'
	},
	provider: 'Your provider',
	providerText:
		'Make an application of the kind “web” at your provider, give it the address below, and copy what it tells you.',
	redirect: 'Address to give to your provider',
	redirectHint: 'Called redirect URI, reply URL or callback there. It has to match exactly.',
	copy: 'Copy',
	copied: 'Address copied.',
	issuer: 'Issuer',
	issuerHint: 'Begins with https://, such as https://login.example.com/your-organisation.',
	badIssuer: 'The issuer has to begin with https://.',
	check: 'Check',
	checked: 'The provider answers as it should.',
	endpoint: 'Members are sent to',
	clientId: 'Client ID',
	secret: 'Client secret',
	secretNone: 'Leave it empty if your provider gave none.',
	secretKept:
		'One is kept. It is never shown; type a new one to replace it. Another issuer needs a secret of its own.',
	secretRemove: 'Take away the secret that is kept',
	secretNew: 'a new secret',
	label: 'What members call it',
	labelHint: 'Such as “Contoso account”. It stands on the button in their account.',
	whose: 'Whose accounts',
	domains: 'Domains of your addresses',
	domainsHint:
		'One a line, such as contoso.example. Only addresses in them are linked or let in by the choices below.',
	badDomain: (domain: string) => `${domain} is not a domain, such as contoso.example.`,
	needDomain: 'The choices below need at least one domain.',
	linkByAddress: 'Link members by their address',
	linkByAddressText:
		'At their first sign-in, if the provider vouches for the address and it is that of an active member. They are told by mail. Without this each member links their own account first, in “Your account”.',
	newMembers: 'Make members of those who are not',
	newMembersText:
		'Whoever has an account with the provider and an address in your domains becomes a member at the first sign-in. Otherwise people are invited.',
	newMembersRole: 'Their role',
	trust: 'Believe the provider about second steps',
	trustText:
		'If the provider says that a second factor was used, your sign-in rules count it. Otherwise members who owe a second step show it here as well.',
	linked: (n: string, one: boolean) =>
		one ? `${n} member has linked an account.` : `${n} members have linked an account.`,
	needed: 'This is needed unless nobody signs in with it.',
	save: 'Save',
	saved: 'Single sign-on is saved and holds from now on.',
	asked: 'Somebody else must confirm this, because it lets more in than before: see Approvals. Until then all stays as it is.',
	on: 'on',

	/** On the way in. */
	button: 'Use your organisation’s account',
	notOffered: 'This organisation does not offer that. Sign in with your password or a passkey.',
	opened: 'Sign in in the tab that has opened, then come back here.',
	told: {
		failed: 'Your organisation’s provider did not let you in. Try again, or ask your administrator.',
		expired: 'That took too long. Begin again.',
		'not-a-member':
			'You are known to your organisation’s provider, but you are not a member here. Ask your administrator to invite you.',
		elsewhere: 'This sign-in was begun in another browser. Begin it again here.'
	} as Record<string, string>,

	/** In one's own account. */
	mine: {
		text: (label: string) => `Sign in with your ${label} instead of a password.`,
		anyLabel: 'organisation’s account',
		none: 'Not linked.',
		linked: (when: string) => `Linked since ${when}`,
		used: (when: string) => `last used ${when}`,
		unused: 'not used yet',
		link: 'Link your account',
		unlink: 'Unlink',
		unlinkTitle: 'Unlink your account?',
		unlinkText:
			'You cannot sign in with it any more until you link it again. Make sure that you know your password.',
		unlinked: 'Your account is not linked any more.',
		told: {
			linked: 'Your account is linked. You can sign in with it from now on.',
			taken: 'That account is linked with another member already. Nothing was changed.',
			failed: 'Your account was not linked. Try again, or ask your administrator.'
		} as Record<string, string>
	},

	/** On a member's page. */
	theirs: {
		title: 'Single sign-on',
		none: 'No account is linked.',
		unknown: 'Whether an account is linked is not shown here.',
		at: (issuer: string) => `Account at ${issuer}`,
		unlink: 'Unlink account',
		unlinkTitle: (name: string) => `Unlink the account of ${name}?`,
		unlinkText:
			'They cannot sign in with their organisation’s account until they link it again. Sessions that are open go on: end them beside it, if that is what you want.',
		unlinked: (name: string) => `The account of ${name} is not linked any more.`
	}
};
