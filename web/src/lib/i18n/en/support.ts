export const support = {
	title: 'Operator’s access',
	intro: 'Whoever runs the server cannot read what is yours. When you need help they can ask to look in; you decide, for how long, and see what they did.',
	empty: 'Nobody has asked to look in',
	emptyText:
		'When the operator of the server asks to look in, to help you with a question, it stands here with the reason. Nothing is opened before you allow it.',
	states: {
		asked: 'Asks to look in',
		live: 'May look in now',
		ended: 'Over',
		refused: 'Refused',
		lapsed: 'Not answered in time'
	},
	asked: (when: string) => `asked ${when}`,
	uses: (n: number) =>
		n === 0 ? 'never looked in' : n === 1 ? 'looked in once' : `looked in ${n} times`,
	allowedBy: (who: string, when: string) => `allowed by ${who} ${when}`,
	until: (when: string) => `until ${when}`,
	endedAt: (when: string) => `ended ${when}`,
	allow: 'Allow…',
	allowTitle: 'Let the operator look in?',
	allowText:
		'They can read everything in your organisation for that time, and change nothing. Each look is written to your log. You can end it at any moment.',
	hours: 'For how long',
	hour: (n: number) => (n === 1 ? 'One hour' : `${n} hours`),
	allowSubmit: 'Allow',
	allowed: (when: string) => `The operator may look in until ${when}.`,
	refuse: 'Refuse',
	refused: 'Refused. Nothing was opened.',
	withdraw: 'End now',
	withdrawn: 'The operator’s access has ended.',
	log: 'What they looked at'
};
