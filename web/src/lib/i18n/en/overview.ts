export const overview = {
	title: 'Overview',
	open: 'Open',
	inProgress: 'In progress',
	onHold: 'On hold',
	overdue: 'Overdue',
	dueToday: 'Due today',
	toClose: 'Work done, to close',
	perDay: 'Created and finished per day',
	created: 'Created',
	finished: 'Finished',
	byType: 'Unfinished by type',
	byPriority: 'Unfinished by priority',
	recent: 'Recent activity',
	allActivity: 'Audit log',
	chartSummary: (days: string, created: string, finished: string) =>
		`${days} days: ${created} jobs created, ${finished} finished.`,
	empty: 'Nothing to show yet',
	emptyText:
		'As soon as there are jobs, or events that need people, this page tells how they stand.',
	toEvents: 'Plan an event',
	duties: 'People and places'
};
