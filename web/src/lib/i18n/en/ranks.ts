export const ranks = {
	title: 'Ranks',
	new: 'New rank',
	intro: 'From the most senior down; wherever ranks are listed they stand in this order. Members are given a rank on their own page, with a date.',
	empty: 'No ranks yet',
	emptyText:
		'If your organisation has ranks or grades, put them here from the most senior down. If it has none, leave this empty.',
	createTitle: 'A new rank',
	renameTitle: (name: string) => `Rename ${name}`,
	create: 'Add rank',
	nameHint: 'It comes last; move it up afterwards.',
	created: (name: string) => `Rank ${name} added.`,
	saved: 'Rank saved.',
	rename: (name: string) => `Rename ${name}`,
	up: (name: string) => `Move ${name} up`,
	down: (name: string) => `Move ${name} down`,
	moved: (name: string, place: number, of: number) => `${name} is now number ${place} of ${of}.`
};
