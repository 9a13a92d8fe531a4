/** Call-outs: people are asked urgently, and places go to whoever says yes first. */
export const callOuts = {
	title: 'Call-outs',
	empty: 'No call-outs yet',
	emptyText:
		'When somebody is missing at short notice, call people out from a place on the board or from a session: whoever says yes first gets the place.',
	toBoard: 'Open the board',
	call: 'Call out',
	columns: { what: 'For', made: 'Called', places: 'Places', answers: 'Answers', state: 'State' },
	states: { open: 'Open', filled: 'Filled', ended: 'Ended' },
	yes: (n: string) => `${n} yes`,
	no: (n: string) => `${n} no`,
	silentCount: (n: string) => `${n} silent`,
	by: (name: string, at: string) => `${name}, ${at}`,
	form: {
		title: (what: string) => `Call out for ${what}`,
		text: 'All who may take the place are asked at once, also in their quiet hours. Whoever says yes first gets it.',
		say: 'What you say to them',
		sayHint: 'What has happened, and what is needed.',
		units: 'Only from these units',
		competencies: 'Only with one of these competencies',
		members: 'Only these members',
		anyone: 'Anybody who may take the place',
		remove: (name: string) => `Remove ${name}`,
		until: 'Answers count until',
		reserve: 'Whoever says yes later stands in reserve',
		send: 'Call out',
		sent: (n: number) => (n === 1 ? '1 member is asked.' : `${n} members are asked.`)
	},
	asked: 'Asked',
	accepted: 'Yes',
	declined: 'No',
	silent: 'Silent',
	reserve: 'Reserve',
	places: 'Places',
	until: (at: string) => `Answers count until ${at}`,
	over: (at: string) => `Answers counted until ${at}`,
	endedAt: (at: string) => `Ended ${at}`,
	leftOut: (n: number) =>
		n === 1
			? '1 more was meant, but may not take the place.'
			: `${n} more were meant, but may not take the place.`,
	answers: 'Answers',
	answersNone: 'Nobody has answered yet. This page shows it at once.',
	silentText: (n: number) =>
		n === 1 ? '1 member has not answered.' : `${n} members have not answered.`,
	live: 'Live',
	lost: 'The line is lost; it is taken up again by itself.',
	cannot: 'Cannot come',
	ready: (minutes: number) => (minutes === 0 ? 'at once' : `in ${minutes} min`),
	outcomes: {
		placed: 'Has a place',
		reserve: 'Reserve',
		refused: 'Not possible',
		dropped: 'Dropped out'
	},
	reserveAt: (n: number) => `Reserve ${n}`,
	open: 'Open the session',
	openVisit: 'Open the visit',
	end: 'End',
	endTitle: 'End this call-out?',
	endText:
		'Nobody can answer it any more, and nobody follows from the reserve. Places that were given stay.',
	ended: 'Call-out ended.',
	/** The page a link from a letter opens, signed in or not. */
	link: {
		title: 'Call-out',
		heading: 'Can you come?',
		text: 'You are asked to come at short notice.',
		free: (n: number) => (n === 1 ? '1 place is still open.' : `${n} places are still open.`),
		full: 'Every place is taken.',
		fullReserve: 'Every place is taken: whoever says yes now stands in reserve.',
		until: (at: string) => `Answers count until ${at}.`,
		over: 'Nobody is called for any more.',
		once: 'This link answers once. To think again afterwards, sign in.',
		voidTitle: 'This link does not work any more',
		voidText:
			'It was used already, or the call-out is over. Signed in, you see how things stand.',
		noneTitle: 'Nothing to answer here',
		noneText: 'Open the link from the letter once more, or sign in.',
		signIn: 'Sign in',
		toNotices: 'To your notices',
		ready: (minutes: number) => `You are ready in ${minutes} min.`,
		atOnce: 'You are ready at once.',
		keep: 'You can close this page.'
	}
};
