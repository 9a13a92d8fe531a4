export const feeds = {
	title: 'Calendar',
	intro: 'Your assignments in the calendar of your telephone or computer. It asks for itself and stays up to date; times come with their zone.',
	add: 'New address',
	addTitle: 'An address for your calendar',
	addText: 'One for each device, so that each can be taken back alone.',
	name: 'For which device',
	nameHint: 'Such as “My telephone”.',
	create: 'Make address',
	empty: 'No address yet',
	emptyText:
		'Make an address, then choose “Subscribe to calendar” in your calendar and paste it there.',
	onceTitle: 'Your calendar address',
	onceText:
		'Paste it in your calendar under “Subscribe” or “Add by address”. It is shown this once: whoever has it can read your assignments.',
	unitTitle: (name: string) => `A calendar of ${name}`,
	unitText:
		'An address for a calendar that shows who is where, in this unit and those below it, for as long as you may see that.',
	unitName: 'What you call it',
	onceTextUnit:
		'Paste it in a calendar under “Subscribe” or “Add by address”. It is shown this once: whoever has it can read who is where.',
	revokeIn: 'It is taken back where your own addresses stand:',
	list: 'My work, Calendar',
	onceDone: 'I have it',
	copy: 'Copy',
	copied: 'Address copied.',
	made: (at: string) => `made ${at}`,
	revoke: 'Revoke',
	revokeTitle: (name: string) => `Revoke the address for ${name}?`,
	revokeText: 'The calendar there gets nothing new from now on.',
	revoked: 'Address revoked.'
};
