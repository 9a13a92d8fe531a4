/** What one is told: the bell, the list, and how one wants to hear of it. */
export const notices = {
	title: 'Notices',
	bell: (n: number) =>
		n === 0 ? 'Notices' : n === 1 ? 'Notices, 1 unread' : `Notices, ${n} unread`,
	arrived: (n: number) => (n === 1 ? '1 unread notice' : `${n} unread notices`),
	unread: 'Unread',
	unreadCount: (n: string) => `${n} unread`,
	fresh: 'New',
	earlier: 'Earlier',
	all: 'All notices',
	read: 'Mark read',
	readOne: (what: string) => `Mark read: ${what}`,
	readAll: 'Mark all read',
	empty: 'Nothing to tell',
	emptyText: 'When something about your work changes, you hear of it here.',
	nothingNew: 'Nothing new.',
	urgent: 'Urgent',
	asked: 'It tells the planner that you know.',
	acknowledge: 'Confirm',
	acknowledgeOne: (what: string) => `Confirm: ${what}`,
	acknowledged: (at: string) => `Confirmed ${at}`,
	done: 'Confirmed. Whoever planned this sees it.',
	askedText: 'You are asked to confirm that you have read this.',
	confirmed: 'Confirmed.',
	open: 'Open',
	more: 'Show more',
	settings: 'How you are told',
	back: 'Notices',
	/** The heading of an announcement that one was told of. */
	announcement: 'Announcement',
	kinds: {
		'assignment-given': 'You are planned in',
		'assignment-changed': 'An assignment of yours changes',
		'assignment-ended': 'An assignment of yours falls away',
		'place-offered': 'A place is offered to you',
		'place-got': 'You get a place',
		swap: 'Swaps',
		reminder: 'Reminders before you begin',
		leave: 'Leave',
		certificate: 'Certificates that end',
		hours: 'Hours',
		expense: 'Expenses',
		visit: 'Visits',
		announcement: 'Announcements',
		'call-out': 'Call-outs'
	},
	preferences: {
		title: 'How you are told',
		text: 'Every notice stands in the app. What else should reach you, and how?',
		what: 'What',
		mail: 'Mail',
		push: 'Push',
		mailFor: (kind: string) => `${kind}: by mail`,
		pushFor: (kind: string) => `${kind}: as a push message`,
		quiet: 'Quiet hours',
		quietOn: 'Hold mail and push back during quiet hours',
		quietText: 'They come when the quiet hours are over. The app shows everything at once.',
		from: 'From',
		until: 'Until',
		zone: 'By the clock of',
		urgent: 'Urgent ones come through all the same',
		reminder: 'Remind me before I begin',
		reminders: {
			'': 'Never',
			'30': '30 minutes before',
			'60': '1 hour before',
			'120': '2 hours before',
			'720': '12 hours before',
			'1440': 'The day before',
			'2880': '2 days before'
		} as Record<string, string>,
		minutes: (n: number) => `${n} minutes before`,
		save: 'Save',
		saved: 'Saved.',
		sameTime: 'The end is the same as the beginning.',
		stale: 'Somebody changed this meanwhile. Look at it again and save once more.'
	},
	/** Push messages, and the browsers they go to. */
	here: {
		title: 'Push messages',
		text: 'A push message reaches you in this browser also while Muster is closed. It says in one line what happened; only this browser can read it.',
		on: 'On in this browser',
		turnOn: 'Turn on here',
		turnOff: 'Turn off here',
		turnedOn: 'Push messages come to this browser.',
		turnedOff: 'No more push messages in this browser.',
		serverOff: 'This server sends no push messages. Mail and the app reach you as before.',
		unsupported:
			'This browser cannot receive push messages. On an iPhone or iPad, put Muster on the home screen first.',
		refused:
			'Notifications from this address are blocked in the browser. Allow them in its settings, then try again.',
		failed: 'The browser could not sign up for push messages. Its push service may be out of reach.',
		browsers: 'Your browsers',
		here: 'this browser',
		since: (at: string) => `on since ${at}`,
		last: (ago: string) => `last message ${ago}`,
		none: 'no message yet',
		fault: 'The latest message was not taken.',
		remove: 'Remove',
		removeOn: (name: string) => `Remove ${name}`,
		removed: (name: string) => `${name} gets no more push messages.`
	},
	/** Beside an assignment: whether its member knows of it. */
	told: {
		not: 'Nobody was told of this yet.',
		told: 'Told',
		read: 'Read',
		acknowledged: 'Confirmed',
		notYet: 'not yet'
	},
	/** What one says to a call-out, and what comes of it. */
	answer: {
		again: 'Change my answer',
		come: 'I am coming',
		cannot: 'I cannot',
		ready: 'Ready in',
		now: 'At once',
		minutes: (n: number) => (n < 60 ? `${n} min` : n === 60 ? '1 hour' : `${n / 60} hours`),
		ended: 'This call-out is over. Thank you for looking.',
		until: (at: string) => `Answer by ${at}`,
		outcomes: {
			placed: 'The place is yours. Thank you.',
			reserve:
				'All places are taken: you stand in reserve, and hear at once when one falls free.',
			refused: 'You cannot have this place:',
			dropped: 'You had a place, and have it no more.',
			noted: 'Noted: you can come. Thank you.',
			declined: 'Noted: you cannot come. Thank you for answering.'
		}
	}
};
