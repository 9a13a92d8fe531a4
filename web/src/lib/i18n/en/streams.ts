/** How the log gets out of the house. */

export const streams = {
	title: 'Streams',
	new: 'New stream',
	intro: 'Every record of the log is sent to a system of yours as it happens, in order, and again until it has arrived. The log itself stays here as well.',
	empty: 'The log is sent nowhere',
	emptyText:
		'If you collect logs of many systems in one place, let Muster send its records there: as syslog over TLS, or to an address that takes JSON.',
	createTitle: 'A new stream',
	editTitle: 'Change stream',
	create: 'Make stream',
	kinds: { syslog: 'Syslog', https: 'HTTPS' },
	kindText: {
		syslog: 'RFC 5424 over TLS, as collectors of logs take it.',
		https: 'Each batch as JSON, signed, to an address of yours.'
	},
	froms: { now: 'From now on', beginning: 'From the beginning' },
	fromText: {
		now: 'What has happened so far stays here alone.',
		beginning: 'All that is in the log is sent first. That can take a while.'
	},
	fields: {
		name: 'Name',
		nameHint: 'Such as “Log collector in Leeds”.',
		kind: 'How',
		host: 'Host',
		hostHint: 'Such as logs.example.com. It has to speak TLS.',
		port: 'Port',
		url: 'Address',
		urlHint: 'Begins with https://.',
		authority: 'Authority of the receiver',
		authorityHint:
			'Only if its certificate is not publicly vouched for: the authority’s certificate as PEM, from -----BEGIN CERTIFICATE-----.',
		from: 'What is sent'
	},
	badHost: 'A name such as logs.example.com or an address, without https:// and without a port.',
	badPort: 'A whole number from 1 to 65535.',
	badUrl: 'The address has to begin with https://.',
	badAuthority: 'A certificate as PEM begins with -----BEGIN CERTIFICATE-----.',
	states: { flowing: 'Flowing', waiting: 'Waiting', paused: 'Paused' },
	sent: (n: string) => `${n} sent`,
	behind: (n: string, one: boolean) => (one ? `${n} record waits` : `${n} records wait`),
	upToDate: 'up to date',
	last: (when: string) => `last sent ${when}`,
	never: 'nothing sent yet',
	fault: 'Last fault',
	acts: (name: string) => `Actions for ${name}`,
	trial: 'Send a trial',
	trialOk: (name: string) => `${name} took the trial record.`,
	trialBad: (fault: string) => `The trial did not arrive: ${fault}`,
	edit: 'Change…',
	pause: 'Pause',
	resume: 'Let it go on',
	paused: (name: string) => `${name} is paused. Records wait meanwhile.`,
	resumed: (name: string) => `${name} goes on, with the records that waited.`,
	remove: 'Delete…',
	removeTitle: (name: string) => `Delete ${name}?`,
	removeText:
		'Nothing is sent to it any more. What it has received stays there, and the log stays here.',
	removeSubmit: 'Delete',
	removed: (name: string) => `${name} is deleted.`,
	saved: 'Stream saved.',
	made: (name: string) => `${name} is made. Send a trial to see whether it arrives.`,
	onceTitle: 'Copy the signing secret now',
	onceText:
		'With it the receiver checks that a batch is from here and unchanged. It is shown this once.',
	onceDone: 'I have copied it',
	copy: 'Copy secret',
	copied: 'Secret copied.'
};
