/** Suggest: what is to be filled, what is proposed and why, what became of it. */

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

export const suggest = {
	title: 'Suggest who fills what',
	text: 'A proposal that you look through. Nothing is placed before you accept it.',
	what: 'What to fill',
	nothing: 'Nothing is open in these days.',
	nothingText: 'Choose other days, or fill to the most there is room for.',
	lane: (title: string, n: number) => `${title} (${n})`,
	tooMany: (most: number) => `At most ${most} places at once: the first of them are asked about.`,
	room: 'Fill to the most there is room for, not only what is needed',
	whomToAsk: 'Whom to ask',
	without: 'Leave out',
	withoutNobody: 'Nobody',
	askAgain: (who: string) => `Ask ${who} again`,
	counts: 'What counts',
	weights: {
		fairness: 'Sharing fairly',
		travel: 'Short ways',
		continuity: 'Knowing the site'
	},
	weight: { '0': 'Not at all', '3': 'A little', '6': 'Much', '10': 'Most of all' },
	submit: 'Suggest',
	searching: (n: number) => `Searching for who best fills ${many(n, 'place', 'places')}…`,
	searchingText: 'This takes some seconds.',
	stop: 'Stop',

	found: (places: number, members: number) =>
		`${many(places, 'place', 'places')} can be filled, out of ${many(members, 'member', 'members')}.`,
	foundNone: (members: number) =>
		`Nobody was found, out of ${many(members, 'member', 'members')}.`,
	more: 'There is more to fill than is asked about at once. Accept these and suggest again.',
	columns: { take: 'Accept', place: 'Place', member: 'Member', why: 'Why' },
	takes: (who: string, title: string) => `${who} takes ${title}`,
	whom: (title: string) => `Whom for ${title}`,
	planned: (hours: string) => `${hours} h planned around it`,
	proposed: (hours: string) => `${hours} h proposed`,
	way: (km: string, minutes: number) => `${km} km, ${minutes} min from where they are before`,
	here: 'From where they are before: no way',
	times: (n: number) => `was at the site ${many(n, 'time', 'times')} in half a year`,
	instead: 'Chosen by you; judged when you accept',
	twice: 'Is chosen for two of these at the same time',

	missing: 'Not filled',
	lacking: (n: number) => `${n} missing`,
	nobodyMay: 'Nobody may take it.',
	may: (n: number) => `${many(n, 'member', 'members')} may take it`,
	elsewhere: (n: number) => `${n} proposed for something else then`,
	tooFar: (n: number) => `${n} could not get there in time`,
	rule: (rule: string, n: number) => `${rule}: ${n}`,

	accept: (n: number) => `Accept ${many(n, 'place', 'places')}`,
	again: 'Back',
	offer: 'Ask the members first',
	accepting: 'Placing…',
	done: (n: number) => `${many(n, 'place', 'places')} filled as suggested.`,
	refused: {
		title: 'Not everything could be placed',
		none: 'Nothing could be placed',
		text: 'Something changed since the proposal was made. The rest is placed.',
		noneText: 'Something changed since the proposal was made. Suggest again.',
		who: (who: string, title: string) => `${who} for ${title}`
	}
} as const;
