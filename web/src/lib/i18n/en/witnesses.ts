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
