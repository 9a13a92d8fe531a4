import type { Notice } from '#lib/api';

const MINE: Record<string, string> = {
	assignment: '/my-work',
	booking: '/my-work',
	requirement: '/my-work',
	swap: '/my-work',
	leave: '/my-work/leave',
	certificate: '/my-work/certificates',
	hours: '/my-work/hours',
	expense: '/my-work/expenses'
};
const OF_ITS_OWN: Record<string, string> = {
	announcement: '/notices/announcements',
	event: '/events',
	event_session: '/event-sessions',
	member: '/members',
	visit: '/visits'
};

/** Where one can see what a notice speaks of; null where the notice says it all. */
export function hrefOf({ subject }: Pick<Notice, 'subject'>): string | null {
	const kind = subject.kind.replaceAll('-', '_');
	const room = OF_ITS_OWN[kind];
	return room ? `${room}/${subject.id}` : (MINE[kind] ?? null);
}
