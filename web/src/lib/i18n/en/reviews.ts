export const reviews = {
	title: 'Access reviews',
	new: 'New review',
	intro: 'Who still needs what they hold? Go through every role held, keep or end it.',
	empty: 'No review yet',
	emptyText:
		'A review lists every role anybody holds. Decide on each before its day; what nobody has looked at can end by itself, so that old rights do not pile up.',
	createTitle: 'Begin a review',
	create: 'Begin review',
	created: (name: string) => `Review “${name}” has begun.`,
	fields: {
		name: 'Name',
		namePlaceholder: 'Spring 2027',
		due: 'To be done by',
		unreviewed: 'What nobody has decided on ends on that day',
		unreviewedHint: 'Roles of the last owner never end this way.'
	},
	due: (date: string) => `due ${date}`,
	closed: (date: string) => `closed ${date}`,
	progress: (done: string, total: string) => `${done} of ${total} decided`,
	keep: 'Keep',
	end: 'End',
	keepAll: 'Keep all of theirs',
	decide: (role: string, name: string) => `${role} of ${name}`,
	save: (n: string, one: boolean) => (one ? `Record ${n} decision` : `Record ${n} decisions`),
	saved: 'Decisions recorded.',
	willEnd: 'What stays undecided ends on that day.',
	willStay: 'What stays undecided is kept.',
	openOnly: 'Only undecided',
	allDone: 'Everything is decided.',
	yours: 'Somebody else decides on what you hold.',
	ends: (n: string, one: boolean) =>
		one ? `${n} role ends at once when recorded.` : `${n} roles end at once when recorded.`
};
