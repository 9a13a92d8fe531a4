export const search = {
	title: 'Search',
	placeholder: 'Search jobs, customers, sites, members, or go to…',
	results: 'Results',
	recent: 'Recently opened',
	goTo: 'Go to',
	actions: 'Actions',
	kinds: { job: 'Jobs', customer: 'Customers', site: 'Sites', member: 'Members' },
	searching: 'Searching…',
	none: (query: string) => `Nothing found for “${query}”`,
	noneHint: 'Try a number, a name, a street or a word from the description.',
	found: (count: number) => (count === 1 ? 'One result' : `${count} results`),
	newJob: 'New job',
	keys: 'Keyboard shortcuts',
	hints: { move: 'move', open: 'open', close: 'close' },
	help: {
		title: 'Keyboard shortcuts',
		anywhere: 'Anywhere',
		lists: 'Lists',
		search: 'Search and commands',
		help: 'This overview',
		then: 'then',
		goTo: (page: string) => `Go to ${page}`,
		move: 'Move through the rows',
		open: 'Open the row',
		close: 'Close what is open',
		theme: 'Light or dark'
	}
};
