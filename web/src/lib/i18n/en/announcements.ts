/** Announcements: what many are told at once, and whom it has reached. */
export const announcements = {
	title: 'Announcements',
	new: 'New announcement',
	empty: 'No announcements yet',
	emptyText: 'Tell everybody, or some units, ranks or competencies, and see who has read it.',
	columns: {
		title: 'Announcement',
		made: 'Made',
		told: 'Told',
		read: 'Read',
		acknowledged: 'Confirmed'
	},
	withdrawn: 'Withdrawn',
	withdrawnAt: (at: string) => `Withdrawn ${at}. Nobody sees it any more.`,
	by: (name: string, at: string) => `${name}, ${at}`,
	for: 'For',
	everybody: 'Everybody',
	and: 'and',
	unknown: 'no longer there',
	form: {
		title: 'Title',
		text: 'What is to be told',
		who: 'Who is told',
		whom: {
			everybody: 'Everybody',
			some: 'Some of them'
		},
		whomText: {
			everybody: 'All members you may write to.',
			some: 'By unit, rank, competency or role, as it stands now.'
		},
		lists: {
			unit_ids: 'Units',
			rank_ids: 'Ranks',
			competency_ids: 'Competencies',
			role_ids: 'Roles'
		},
		listHint: 'In one of these units, or below it.',
		add: {
			unit_ids: 'Add a unit',
			rank_ids: 'Add a rank',
			competency_ids: 'Add a competency',
			role_ids: 'Add a role'
		},
		remove: (name: string) => `Remove ${name}`,
		narrow: 'Several kinds narrow: a unit and a competency reach those in the unit who have the competency.',
		none: 'Choose at least one.',
		reach: {
			counting: 'Counting whom this reaches…',
			failed: 'Whom this reaches could not be counted.',
			nobody: 'This reaches nobody.',
			members: (n: string, one: boolean) =>
				one ? 'Reaches 1 member.' : `Reaches ${n} members.`,
			withoutMail: (n: string, one: boolean) =>
				one ? '1 of them gets no letter.' : `${n} of them get no letter.`,
			first: (names: string, more: string) =>
				more === '0' ? names : `${names} and ${more} more`
		},
		acknowledge: 'Ask everybody to confirm that they have read it',
		send: 'Send',
		sent: (n: number) => (n === 1 ? 'Told 1 member.' : `Told ${n} members.`)
	},
	reached: 'How far it has come',
	receipts: 'Who has read it',
	receiptsNone: 'Nobody was told.',
	csv: 'CSV',
	csvLong: 'Receipts as CSV',
	filter: 'Which ones',
	filters: { all: 'All', unread: 'Not read', unconfirmed: 'Not confirmed' },
	filterNone: 'Nobody: they all have.',
	read: (at: string) => `Read ${at}`,
	acknowledged: (at: string) => `Confirmed ${at}`,
	unread: 'Not read',
	notConfirmed: 'Read, not confirmed',
	of: (n: string, all: string) => `${n} of ${all}`,
	withdraw: 'Withdraw',
	withdrawTitle: (what: string) => `Withdraw “${what}”?`,
	withdrawText:
		'It disappears from everybody’s notices. Letters that have gone out cannot be taken back.',
	withdrawnDone: 'Withdrawn.'
};
