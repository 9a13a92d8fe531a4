/** The board: its lanes, what is carried over it, and what has to be asked. */

import type { AssignmentKind } from '#lib/api';

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

export const board = {
	title: 'Board',
	views: { label: 'Scale', day: 'Day', week: 'Week', month: 'Month' },
	shapes: {
		label: 'Show as',
		board: 'Board',
		list: 'List',
		coverage: 'Coverage',
		hours: 'Hours'
	},
	earlier: 'Earlier',
	later: 'Later',
	date: 'Go to date',
	suggest: 'Suggest',
	suggestLong: 'Suggest who fills the open places',
	print: 'Print day sheet',
	forcedReport: 'Forced places',
	panel: 'People and places',
	unit: 'Unit',
	competency: 'Competency',
	status: 'Status',
	anyUnit: 'All units',
	anyCompetency: 'Any competency',
	anyStatus: 'Any status',
	search: 'Member, title or place',
	counts: (members: number, bars: number) =>
		`${many(bars, 'assignment', 'assignments')} · ${many(members, 'member', 'members')}`,
	uncoveredCount: (n: number) => `${n} uncovered`,
	allCovered: 'All covered',
	truncated: 'There is more than the board can show. Choose a unit or fewer days.',
	live: 'Live',
	offline: 'Not live: trying to reach the server again',
	now: 'Now',

	kind: {
		session: 'Event',
		visit: 'Visit',
		duty: 'Own duty',
		on_call: 'On call'
	} satisfies Record<AssignmentKind, string>,
	supervised: 'Trainee',
	forced: 'Forced',
	warned: 'With a warning',
	leave: 'On leave',
	away: 'Not available',

	places: 'Uncovered places',
	visits: 'Unassigned visits',
	moreLanes: (n: number) => `${n} more`,
	fewerLanes: 'Fewer',
	filled: (filled: number, min: number) => `${filled} of ${min}`,
	missing: (n: number) => `${n} missing`,
	noUnit: 'In no unit',
	planned: (hours: string) => `${hours} h`,
	travel: (minutes: number) => `${minutes} min`,
	travelLong: (minutes: number) => `${minutes} minutes to get to another site`,
	coverage: 'Coverage',
	needed: 'Needed',
	filledWord: 'Filled',
	short: 'Short',

	/** For those who hear it; begins with what is seen. */
	bar: (title: string, at: string, until: string, state: string, who: string) =>
		`${title} ${at}, until ${until}, ${state}, ${who}`,
	place: (title: string, at: string, until: string, missing: number) =>
		`${title} ${at} ${missing} missing, until ${until}`,
	memberRow: (name: string, bars: number) =>
		`${name}, ${many(bars, 'assignment', 'assignments')}`,
	groupRow: (name: string, members: number) => `${name}, ${many(members, 'member', 'members')}`,

	hand: {
		lifted: (what: string) =>
			`${what} picked up. Arrow keys move it, Enter drops it, Escape puts it back.`,
		over: (who: string, time: string, verdict: string) =>
			[who, time, verdict].filter(Boolean).join(', '),
		swap: (other: string, who: string) => `Swap with ${other} of ${who}`,
		dropped: 'Dropped.',
		back: 'Put back.',
		same: 'Nothing changed.',
		release: 'Let go here to take them off',
		fixed: 'The hours of an event stay as they are; only the member changes.',
		overtaken: 'Somebody changed this meanwhile'
	},
	unjudged: 'Judged when you let go',

	done: {
		assign: (who: string, title: string) => `${who} takes ${title}.`,
		change: (title: string) => `${title} moved.`,
		give: (title: string, who: string) => `${title} goes to ${who}.`,
		exchange: (one: string, other: string) => `${one} and ${other} have swapped.`,
		release: (who: string, title: string) => `${who} is taken off ${title}.`,
		undone: 'Undone.',
		nothingToUndo: 'There is nothing to undo.'
	},
	undoReason: 'Undone on the board',

	details: {
		name: 'Details',
		open: 'Open',
		move: 'Pick up',
		release: 'Take off…',
		findMember: 'Find somebody',
		explain: 'Who can take it',
		other: 'Give to somebody else',
		forcedBy: (reason: string) => `Forced: ${reason}`,
		member: 'Member',
		place: 'Place',
		unit: 'Unit',
		needs: 'Needs'
	},
	releaseAsk: {
		title: (who: string) => `Take ${who} off?`,
		text: 'They are told at once.',
		reason: 'Reason',
		submit: 'Take off'
	},
	forceAsk: {
		title: (who: string) => `${who} should not take this`,
		text: 'You can put them there all the same. It stands in the report of forced assignments with your name and reason.',
		reason: 'Why all the same',
		submit: 'Force',
		refused: 'Your role may not force this.',
		firm: 'This cannot be forced: there is no place, or nobody to fill it.'
	},
	staleAsk: {
		title: 'Somebody else was faster',
		text: 'The board shows it as it is now. Nothing of yours has been saved.',
		was: 'You saw',
		now: 'It is now',
		mine: 'You wanted',
		gone: 'It is no longer on the board.',
		submit: 'Do mine all the same',
		leave: 'Leave it'
	},
	column: { member: 'Member', time: 'Time', place: 'Place', state: 'State' },

	panelText: {
		pick: 'Choose a place to see who can take it, or a member to see what they can take.',
		none: 'Every place of these days is covered.',
		noneText: 'New places of events and visits that need people appear here by themselves.',
		who: 'Who can take it',
		what: 'What they can take',
		back: 'All places',
		assign: 'Assign',
		force: 'Force…',
		filter: 'Search members',
		noFit: 'Nobody matches this search.',
		hours: (hours: string) => `${hours} h planned`,
		noPlaces: 'No open places in these days.'
	},
	list: {
		free: 'Free',
		openPlaces: 'Open places',
		find: 'Find somebody',
		noAddress: 'No place given'
	},
	hoursGrid: { total: 'Total', note: 'Planned hours per day', none: 'No members here.' },
	sheet: {
		title: (day: string) => `Day sheet, ${day}`,
		printed: 'Printed',
		uncovered: 'Uncovered'
	},
	coverageText: {
		summary: (needed: string, filled: string) =>
			`${needed} hours of places needed, ${filled} filled.`,
		none: 'Nothing is needed in these days.',
		noneText: 'Publish an event or plan a visit, and the hours it needs people appear here.',
		worst: 'Shortest hours',
		hour: 'Hour',
		byHour: 'Coverage by hour',
		covered: 'Every hour is covered.'
	},
	empty: {
		title: 'Nobody to plan yet',
		text: 'The board shows members by their unit. Add members, post them to units, then publish events or plan visits: their places appear at the top, to be dragged onto people.',
		members: 'Go to members',
		narrowed: 'Nobody fits these filters',
		narrowedText: 'Take a filter away to see more.',
		clear: 'Clear filters'
	},
	keys: {
		label: 'Keys',
		arrows: 'move',
		enter: 'open',
		m: 'pick up',
		undo: 'undo',
		views: 'day, week, month',
		days: 'earlier, later'
	}
} as const;
