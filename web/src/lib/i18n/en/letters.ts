export const letters = {
	open: 'Letters',
	title: 'Letters about alerts',
	text: 'Whoever is named here gets a mail when there is a new alert. It says what kind of alert and where to look, and nothing about anybody.',
	on: 'Send letters',
	members: 'To whom',
	membersHint: 'Members who may see alerts, at most twenty.',
	add: 'Add a member',
	remove: (name: string) => `Take ${name} off the list`,
	nobody: 'Nobody yet: no letter is sent.',
	tooMany: 'At most twenty.',
	save: 'Save',
	saved: 'Letters are set.'
};
