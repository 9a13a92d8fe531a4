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
export function hrefOf({ kind, subject }: Pick<Notice, 'kind' | 'subject'>): string | null {
	// What waits for an answer is answered among one's own work, whatever it is about.
	if (kind === 'place-offered' || kind === 'swap') return '/my-work';
	const of = subject.kind.replaceAll('-', '_');
	if (kind === 'certificate' && of === 'member') return `/members/${subject.id}#certificates`;
	if (of === 'call_out') return kind === 'call-out' ? null : '/my-work';
	const room = OF_ITS_OWN[of];
	return room ? `${room}/${subject.id}` : (MINE[of] ?? null);
}
