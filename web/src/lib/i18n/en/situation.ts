/** How it stands at this moment: who is on duty, who is missing, what lacks people. */

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

export const situation = {
	now: 'Now',
	old: (time: string) => `The server does not answer: this is how it stood at ${time}.`,
	onDuty: (n: number) => `${n} on duty`,
	expected: (n: number) => `${n} not booked on`,
	nobody: 'Nobody is on duty, and nobody should be.',
	until: (time: string) => `until ${time}`,
	over: (time: string) => `over since ${time}`,
	late: (time: string) => `since ${time}`,
	lateLong: (time: string) => `Time began at ${time}; has not booked on`,
	overLong: (time: string) => `Time ended at ${time}; has not booked off`,
	next: 'Next',
	from: (time: string) => `from ${time}`,
	tomorrow: (time: string) => `tomorrow ${time}`,
	more: (n: number) => `${n} more`,

	lacking: 'Lacks people',
	lackingSum: (people: string, total: number) =>
		`${people} missing in ${many(total, 'place', 'places')}, seven days`,
	missing: (n: number) => `${n} missing`,
	covered: 'Everything of the next seven days has the people it needs.',

	days: 'Next seven days',
	today: 'Today',
	of: (covered: string, needed: string) => `${covered} of ${needed}`,
	nothing: 'nothing',
	dayLong: (day: string, covered: string, needed: string) =>
		`${day}: ${covered} of ${needed} people`,
	board: 'Board',
	cut: 'There is more than is counted here: the board shows it unit by unit.'
};
