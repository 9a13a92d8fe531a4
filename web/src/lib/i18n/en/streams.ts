/** How the log gets out of the house: streams, signed heads, letters; how long it is kept. */

export const auditTabs = {
	label: 'Pages about the log',
	log: 'Log',
	streams: 'Streams',
	publication: 'Signed heads',
	retention: 'Retention'
};

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

export const publication = {
	title: 'Signed heads',
	intro: 'Every head of the log is a short signed line that fixes all that is in it. Whoever keeps one can prove later that nothing before it was changed. Have them sent where the people who run this server cannot reach.',
	every: 'How often',
	everys: { off: 'Not at all', hour: 'Every hour', day: 'Once a day' },
	everyText: {
		off: 'Heads can still be saved by hand on the log’s page.',
		hour: 'When something has happened in that hour.',
		day: 'When something has happened on that day.'
	},
	where: 'Where to',
	mail: 'By mail to',
	mailHint: 'Up to five addresses, one a line. A mailbox outside this organisation is best.',
	url: 'To an address',
	urlHint: 'Begins with https://. Each head is posted there, signed.',
	tooMany: 'At most five addresses.',
	badMail: (address: string) => `${address} is not a mail address.`,
	badUrl: 'The address has to begin with https://.',
	nowhere: 'Say where to: by mail, to an address, or both.',
	save: 'Save',
	saved: 'Saved. The next head goes there.',
	readOnly: 'You can see this, not change it.',
	state: 'How it stands',
	lastAt: 'Last sent',
	lastSize: 'Records it held',
	never: 'Never',
	fault: 'Last fault',
	trial: 'Send one now',
	trialText: 'Save first: it goes where the saved settings say.',
	trialOk: 'It has left.',
	trialBad: (fault: string) => `It did not leave: ${fault}`,
	onceTitle: streams.onceTitle,
	onceText: 'With it the receiver checks that a head is from here. It is shown this once.',
	onceDone: streams.onceDone,
	copy: streams.copy,
	copied: streams.copied
};

export const witnesses = {
	title: 'Witnesses',
	text: 'A witness is a program that somebody else runs. It remembers the heads it has seen and puts its own signature under a new one only if the log has grown and nothing before was changed.',
	none: 'No witness is set up',
	noneText:
		'Whoever runs the server names witnesses in its settings. A good one is run by somebody who gains nothing from a changed log.',
	size: (n: string) => `signed ${n} records`,
	never: 'has not signed yet',
	forked: 'It has signed another history of this log. Ask whoever runs the server why, and show your organisation’s owner.'
};

export const letters = {
	open: 'Letters',
	title: 'Letters about alerts',
	text: 'Whoever is named here gets a mail when there is a new alert. It says what kind of alert and where to look, and nothing about anybody.',
	on: 'Send letters',
	members: 'To whom',
	membersHint: 'Members who may see alerts, at most twenty.',
	add: 'Add a member',
	remove: (name: string) => `Take ${name} off the list`,
	nobody: 'Nobody yet: no letter is sent.',
	tooMany: 'At most twenty.',
	save: 'Save',
	saved: 'Letters are set.'
};

export const retention = {
	title: 'Retention',
	intro: 'How long the log keeps what its records say. Who did what on which record is personal data, too: keep it as long as you need it and can say why.',
	months: 'Keep records for',
	for: { ever: 'For ever', months: 'For a time' },
	forText: {
		ever: 'Nothing in the log is ever erased.',
		months: 'Records older than that lose what they say.'
	},
	howMany: 'How many months',
	unit: 'months',
	monthsHint: 'From 12 months to 240, which are twenty years.',
	number: 'A whole number from 12 to 240.',
	lostTitle: 'What is lost, and what stays',
	lost: [
		{
			what: 'Erased',
			text: 'What was changed from what to what, names of records, notes and network addresses. Nobody can bring them back, and no backup made afterwards has them.'
		},
		{
			what: 'Stays',
			text: 'When something was done, what kind of thing, by whom, and its seal. That nothing was taken out of the log or put in can be proved for ever.'
		},
		{
			what: 'Elsewhere',
			text: 'Exports, streams, receipts and backups taken before keep what they held. See to them yourselves.'
		}
	],
	shorter: 'A shorter time needs a second person, if there is one: it cannot be undone.',
	confirmTitle: (months: number) => `Keep records for ${months} months only?`,
	confirmText:
		'What older records say is erased within a day, for good. A second person is asked first if there is one.',
	confirmSubmit: 'Shorten',
	save: 'Save',
	saved: 'Saved.',
	readOnly: 'You can see this, not change it.',
	state: 'How it stands',
	kept: 'Nothing has been erased.',
	erased: (seq: string) => `Records before no. ${seq} are erased.`,
	last: (when: string) => `That was done ${when}.`,
	lapses: (seq: string) =>
		`Records before no. ${seq} are erased within a day. The log has said so.`,
	/** On a record. */
	gone: 'Erased'
};
