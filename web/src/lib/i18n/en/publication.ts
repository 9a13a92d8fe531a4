import { streams } from './streams';

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
