/** The filters of a list, kept under a name. */

export const views = {
	menu: 'Views',
	saved: 'Saved views',
	none: 'No saved views yet. Filter the list, then save it here.',
	save: 'Save this view…',
	saveTitle: 'Save view',
	saveText: 'Keeps the filters and the order of this list under a name.',
	name: 'Name',
	share: 'Show it to everybody in the organisation',
	shared: 'shared',
	saved1: (name: string) => `View “${name}” saved.`,
	deleted: (name: string) => `View “${name}” deleted.`,
	delete: (name: string) => `Delete view ${name}`
};
