export const workingRules = {
	title: 'Working rules',
	intro: 'How much one person may be planned for. Paid work and volunteer duty count together. A rule that warns tells the planner and lets them go on; one that blocks needs somebody who may place against the rules, with a reason.',
	rules: {
		rest: 'Rest between two assignments',
		'day-hours': 'Hours in any 24 hours',
		'week-hours': 'Hours in a week',
		'consecutive-days': 'Days in a row',
		nights: 'Nights in a row'
	},
	short: {
		rest: 'Rest',
		'day-hours': 'Hours a day',
		'week-hours': 'Hours a week',
		'consecutive-days': 'Days in a row',
		nights: 'Nights in a row'
	},
	says: {
		rest: 'At least this long from the end of one to the beginning of the next.',
		'day-hours': 'At most, wherever the 24 hours begin.',
		'week-hours': 'At most, from Monday to Sunday.',
		'consecutive-days': 'At most, each with some work in it.',
		nights: 'At most, each with some work at night.'
	},
	units: {
		rest: 'hours',
		'day-hours': 'hours',
		'week-hours': 'hours',
		'consecutive-days': 'days',
		nights: 'nights'
	},
	effects: { off: 'Off', warn: 'Warn', block: 'Block' },
	effectOf: (rule: string) => `What ${rule} does`,
	night: 'Night',
	nightFrom: 'Night begins',
	nightUntil: 'Night ends',
	wrong: 'A whole number from 1 to 200.',
	save: 'Save rules',
	saved: 'Rules saved. They count from the next placing on; nobody has been taken off a place.',
	readOnly: 'Only owners and administrators can change these.'
};
