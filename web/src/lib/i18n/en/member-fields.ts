/** What an organisation decides to keep about its members. */

export const memberFields = {
	title: 'Fields',
	tabs: 'Pages about members',
	new: 'New field',
	intro: 'What you keep about your members besides name, e-mail, telephone and number. Each field stands in every member’s form, in their page, in files you import and export.',
	empty: 'No fields of your own yet',
	emptyText:
		'A driving licence, a shirt size, the day of the next medical: keep what your work needs, as text, number, day, choice or yes and no.',
	kinds: {
		text: 'Text',
		number: 'Number',
		date: 'Day',
		choice: 'Choice',
		yes_no: 'Yes or no'
	},
	required: 'Needed',
	retired: 'Retired',
	retiredTitle: 'Retired fields',
	retiredText: 'They keep what they held and take nothing new.',
	createTitle: 'A new field',
	editTitle: (label: string) => `Field “${label}”`,
	create: 'Add field',
	created: (label: string) => `Field “${label}” added.`,
	saved: 'Field saved.',
	fields: {
		label: 'Name',
		labelHint: 'What people read, such as “Driving licence”.',
		key: 'Column name',
		keyHint: 'What files and programs call it. It cannot be changed later.',
		kind: 'What it holds',
		kindHint: 'It cannot be changed later.',
		choices: 'Choices',
		choicesHint: 'One a line. Members keep what they have when a choice goes.',
		required: 'Whoever is added must have it',
		requiredHint:
			'It cannot be changed later. Members who are here already are asked for it when they are changed next.'
	},
	badKey: 'Small letters, digits and hyphens, beginning with a letter.',
	act: (label: string) => `Actions for ${label}`,
	edit: 'Change…',
	retire: 'Retire…',
	retireTitle: (label: string) => `Retire “${label}”?`,
	retireText:
		'It is asked for no more and stands in no form. What members have in it stays on their pages, and it can be taken back.',
	retireSubmit: 'Retire',
	retiredNow: (label: string) => `Field “${label}” is retired.`,
	takeBack: 'Take back',
	takenBack: (label: string) => `Field “${label}” is back.`
};
