/** The report of places that were given against the rules. */

export const forced = {
	title: 'Forced places',
	intro: 'Places that somebody was given although a rule said no: which rule, by whom, and why.',
	from: 'From',
	until: 'Until',
	by: (name: string) => `by ${name}`,
	byNobody: 'by somebody you do not see',
	empty: 'Nobody was forced',
	emptyText: 'In these days every place was given within the rules.',
	more: 'Show more',
	rule: 'Rule passed over:'
};
