/** Planned maintenance: what is looked after again and again, when, and what became of it. */

import type { DueState, LeftOutWhy, PlanState } from '#lib/api';

const UNITS = { day: 'day', week: 'week', month: 'month', year: 'year' };
type Unit = keyof typeof UNITS;
const many = (n: number, unit: Unit) => (n === 1 ? `1 ${UNITS[unit]}` : `${n} ${UNITS[unit]}s`);
const days = (n: number) => many(n, 'day');

function nth(n: number): string {
	const teens = n % 100 >= 11 && n % 100 <= 13;
	return `${n}${teens ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[n % 10] ?? 'th')}`;
}

export const maintenance = {
	title: 'Maintenance',
	tabs: 'Maintenance',
	plans: 'Plans',
	forecast: 'Forecast',
	new: 'New plan',
	search: 'Search plans',
	state: 'State',
	anyState: 'Any state',
	columns: {
		name: 'Plan',
		on: 'For',
		rule: 'How often',
		next: 'Next due',
		last: 'Last done',
		state: 'State'
	},
	empty: 'No plans yet',
	emptyText:
		'A plan says what is looked after again and again: which assets, how often, and how much earlier or later is still right. Its jobs are made by themselves.',
	noMatch: 'No plan like that',
	noMatchText: 'Try another word or another state.',
	states: {
		active: 'Active',
		suspended: 'Suspended',
		ended: 'Ended'
	} satisfies Record<PlanState, string>,
	dueStates: {
		forecast: 'To come',
		made: 'Job made',
		done: 'Done',
		skipped: 'Skipped',
		late: 'Late',
		left_out: 'Left out'
	} satisfies Record<DueState, string>,
	hiddenAsset: 'An asset you do not see',
	hiddenSite: 'A site you do not see',
	retired: 'Out of use',
	several: (first: string, more: number) => `${first} and ${more} more`,
	nextOn: (day: string) => `Next due ${day}`,

	/** How often, in words. */
	every: (n: number, unit: Unit) => (n === 1 ? `Every ${UNITS[unit]}` : `Every ${n} ${unit}s`),
	onDays: (list: string) => `on ${list}`,
	onDate: (day: number) => `on the ${nth(day)}`,
	onDayOfYear: (day: string) => `on ${day}`,
	onLast: 'on the last day',
	onWeekday: (n: number, weekday: string) =>
		`on the ${n < 0 ? 'last' : ['first', 'second', 'third', 'fourth'][n - 1]} ${weekday}`,
	after: (n: number, unit: Unit) => `${many(n, unit)} after it was last done`,
	ownRule: (rule: string) => `By the rule ${rule}`,

	/** How much earlier or later. */
	window: (before: number, after: number) => {
		if (before === 0 && after === 0) return 'On the day itself';
		if (before === 0) return `Up to ${days(after)} later`;
		if (after === 0) return `Up to ${days(before)} earlier`;
		return `From ${days(before)} earlier to ${days(after)} later`;
	},
	lead: (n: number) => (n === 0 ? 'On the day it is due' : `${days(n)} before it is due`),
	right: (span: string) => `Window ${span}`,

	facts: {
		title: 'The plan',
		rule: 'How often',
		first: 'First due',
		window: 'Window',
		basis: 'Counted',
		lead: 'Job made',
		zone: 'Clock of',
		unit: 'Unit',
		last: 'Last done',
		job: 'Each job',
		type: 'Kind of work',
		priority: 'Priority'
	},
	basisWords: { plan: 'from the plan’s own dates', completion: 'from the day it was done' },
	targets: 'Looked after',
	late: 'Late',
	due: 'To be done',
	toCome: 'To come',
	past: 'Done, skipped, left out',
	nothingToCome: {
		active: 'Nothing within a year. What waits for the work before it comes once that is done.',
		suspended: 'Nothing is due while the plan rests.',
		ended: 'Nothing is due any more.'
	} satisfies Record<PlanState, string>,
	nothingPast: 'Nothing yet.',
	leftOut: {
		suspended: 'Its plan was suspended.',
		retired: 'It was out of use.'
	} satisfies Record<LeftOutWhy, string>,
	tooMany: 'There is more than can be shown at once. Choose a site.',
	moreRows: (n: number) => `Show ${n} more`,
	dueOn: (day: string) => `due ${day}`,

	generate: 'Make due jobs',
	generated: (made: number, left: number) =>
		[
			made === 0 && left === 0 ? 'Nothing is due yet: no job was made.' : '',
			made === 1 ? '1 job made.' : made > 1 ? `${made} jobs made.` : '',
			left > 0 ? `${left} left out: out of use.` : ''
		]
			.filter(Boolean)
			.join(' '),
	skip: 'Skip',
	skipTitle: (target: string, day: string) => `Skip ${target} on ${day}?`,
	skipText: 'No job is made for it, and the next time stays as it is. Others read the reason.',
	skipped: 'Skipped.',
	suspend: 'Suspend',
	suspendTitle: (name: string) => `Let ${name} rest?`,
	suspendText: 'No jobs are made until you resume it. Jobs that are there stay.',
	suspended: 'The plan rests.',
	since: {
		active: (at: string) => `Active since ${at}`,
		suspended: (at: string) => `Suspended since ${at}`,
		ended: (at: string) => `Ended on ${at}`
	} satisfies Record<PlanState, (at: string) => string>,
	resume: 'Resume',
	resumeTitle: (name: string) => `Resume ${name}?`,
	resumeText: 'Jobs are made again from now on.',
	resumed: (left: number) =>
		left === 0 ? 'The plan goes on.' : `The plan goes on. ${left} passed meanwhile, left out.`,
	end: 'End plan',
	endTitle: (name: string) => `End ${name}?`,
	endText: 'No more jobs are made, for good. What was done stays on this page.',
	ended: 'The plan has ended.',
	reason: 'Reason',
	reasonOptional: 'Reason (optional)',

	createTitle: 'A new plan',
	editTitle: (name: string) => `Change ${name}`,
	create: 'Create plan',
	created: 'Plan created.',
	saved: 'Plan saved.',
	form: {
		what: 'What is looked after',
		name: 'Name of the plan',
		nameHint: 'Such as Boiler service.',
		on: 'Assets and sites',
		onHint: 'Each gets its own job each time.',
		onNone: 'Nothing chosen yet.',
		add: 'Search assets and sites',
		most: 'A plan has room for 50.',
		unit: 'Unit that looks after it',
		unitOwn: 'Your own',
		remove: (name: string) => `Take ${name} out`,
		asset: 'Asset',
		site: 'Site',
		job: 'What each job says',
		jobTitle: 'Title of the job',
		jobTitleHint: 'The asset or site is added by itself.',
		description: 'What is to be done',
		type: 'Kind of work',
		noType: 'None in particular',
		priority: 'Priority',
		when: 'When it is due',
		first: 'First due',
		every: 'Every',
		units: {
			day: ['day', 'days'],
			week: ['week', 'weeks'],
			month: ['month', 'months'],
			year: ['year', 'years']
		} satisfies Record<Unit, [string, string]>,
		unitOfTime: 'Unit of time',
		everyWrong: 'A whole number from 1 to 999.',
		weekdays: 'On these days',
		monthDay: 'On which day',
		monthDays: {
			date: (day: number) => `The ${nth(day)}`,
			weekday: (n: number, weekday: string) =>
				`The ${n < 0 ? 'last' : ['first', 'second', 'third', 'fourth'][n - 1]} ${weekday}`,
			last: 'The last day'
		},
		lacks: 'Months without that day are left out. Choose the last day to have all.',
		own: 'Write the rule itself',
		plain: 'Choose in plain words',
		rule: 'Rule',
		ruleHint: 'As in RFC 5545, such as FREQ=YEARLY;BYMONTH=3,9.',
		ruleUnknown: 'The dates of such a rule are told once the plan is saved.',
		basis: 'Counted from',
		basisChoices: {
			plan: {
				label: 'The plan’s own dates',
				text: 'Done late or early, the next time stays where it is.'
			},
			completion: {
				label: 'The day it was last done',
				text: 'Done late, the next time moves along.'
			}
		},
		window: 'How much earlier or later is still right',
		before: 'Days earlier',
		after: 'Days later',
		daysUnit: 'days',
		daysWrong: (most: number) => `A whole number from 0 to ${most}.`,
		lead: 'Make the job ahead by',
		leadHint: 'So that there is time to plan it.',
		zone: 'Clock of',
		zoneHint: 'Whose midnight begins the day.',
		preview: 'The next six times',
		previewCompletion: 'Provided that each is done on its day.',
		previewNone: 'No day follows from this.'
	},

	calendar: {
		label: 'Forecast',
		month: 'Month',
		earlier: 'Earlier month',
		later: 'Later month',
		shapes: 'Show as',
		calendar: 'Calendar',
		list: 'List',
		site: 'Site',
		anySite: 'All sites',
		none: 'Nothing is due in this month',
		noneText: 'Look at another month, or make a plan.',
		more: (n: number) => `${n} more`,
		count: (n: number) => `${n} in all`,
		entry: (plan: string, target: string, state: string) => `${plan}, ${target}, ${state}`,
		targets: (n: number) => `${n} assets and sites`
	},

	of: 'Maintenance',
	ofNone: 'No plan looks after it.',
	fromPlan: 'From the plan',
	hiddenPlan: 'A plan you do not see'
};
