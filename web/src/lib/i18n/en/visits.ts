export const visits = {
	forms: {
		title: 'Forms',
		by: (name: string | undefined, at: string) => (name ? `${name}, ${at}` : at),
		corrected: 'Corrected since',
		corrects: 'Correction',
		missing: 'To be filled in'
	},
	title: 'Visits',
	none: 'No visit planned.',
	plan: 'Plan a visit',
	planTitle: (job: string) => `A visit for ${job}`,
	editTitle: (number: string) => `Change visit ${number}`,
	start: 'Begins',
	end: 'Ends',
	people: 'How many go',
	peopleUnit: 'people',
	peopleHint: 'At most; one is needed at least.',
	peopleWrong: 'From 1 to 100.',
	note: 'Note for those who go',
	noteHint: 'How to get in, whom to ask for, what to bring.',
	planned: (number: string) => `Visit ${number} planned. Now choose who goes.`,
	saved: 'Visit saved.',
	wrongOrder: 'It ends before it begins.',
	nobody: 'Nobody goes yet',
	assign: 'Choose who goes',
	search: 'Find',
	columns: {
		number: 'Number',
		title: 'Job',
		when: 'When',
		site: 'Site',
		people: 'Who',
		state: 'State'
	},
	states: {
		planned: 'Planned',
		sent: 'Sent',
		received: 'Received',
		accepted: 'Accepted',
		travelling: 'On the way',
		on_site: 'On site',
		paused: 'Paused',
		done: 'Done',
		declined: 'Declined',
		aborted: 'Broken off',
		recalled: 'Taken back'
	},
	told: {
		sent: 'sent it',
		received: 'has it on the telephone',
		accepted: 'accepted',
		declined: 'declined',
		travelling: 'set out',
		on_site: 'arrived',
		paused: 'paused',
		resumed: 'went on',
		done: 'finished',
		aborted: 'broke it off',
		recalled: 'took it back'
	},
	acts: {
		sent: 'Send',
		received: 'Received',
		accepted: 'Accept',
		declined: 'Decline',
		travelling: 'Set out',
		on_site: 'Arrived',
		paused: 'Pause',
		resumed: 'Go on',
		done: 'Done',
		aborted: 'Break off',
		recalled: 'Take back'
	},
	said: {
		sent: 'Sent to those who go.',
		received: 'Received.',
		accepted: 'Accepted.',
		declined: 'Declined. Whoever planned it has been told.',
		travelling: 'You are on the way.',
		on_site: 'You are on site.',
		paused: 'Paused.',
		resumed: 'Going on.',
		done: 'Visit done.',
		aborted: 'Broken off. Whoever planned it has been told.',
		recalled: 'Visit taken back.'
	},
	ask: {
		done: {
			title: 'Is the visit done?',
			text: 'What was done, in a few words. It is optional.'
		},
		paused: { title: 'Pause the visit?', text: 'Say why, if others should know.' },
		declined: {
			title: 'Decline this visit?',
			text: 'Say why, so that somebody else can be found.'
		},
		aborted: { title: 'Break the visit off?', text: 'The job stays open for another visit.' },
		recalled: {
			title: 'Take the visit back?',
			text: 'Those who go are told at once, with your reason.'
		}
	},
	reason: 'Reason',
	words: 'In words',
	reasons: {
		no_access: 'Nobody there',
		unsafe: 'Not safe',
		parts: 'Parts are missing',
		other: 'Something else'
	},
	events: 'What happened',
	noEvents: 'Nothing yet.',
	late: (heard: string) => `heard ${heard}`,
	filled: 'came later, and only fills in the past',
	who: 'Who goes',
	where: 'Where',
	when: 'When',
	job: 'Job',
	map: 'Show the way',
	empty: 'No visits',
	emptyText: 'A visit is one trip for a job. Open a job and plan its first visit there.',
	emptyMine: 'When you are sent to a job it stands here.',
	tabs: 'Visits by state',
	all: 'All',
	open: 'Ahead',
	unassigned: 'Nobody goes yet'
};
