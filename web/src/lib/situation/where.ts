/** Where one goes from a line of the situation. Pure. */

import type { Assignment, Requirement } from '#lib/api';
import { boardHref } from '#lib/board/query';

/** The board of a day, as it opens. */
const PLAIN = { view: 'day', shape: 'board', unit: '', competency: '', status: '', q: '' } as const;

/** The session or the visit; for duties of one's own, the board of their day. */
export function ownerHref(
	of: Pick<Assignment, 'kind' | 'owner_id'> | Pick<Requirement, 'kind' | 'owner_id'>
): string {
	if (of.owner_id && of.kind === 'visit') return `/visits/${of.owner_id}`;
	if (of.owner_id && of.kind === 'session') return `/event-sessions/${of.owner_id}`;
	return '/board';
}

/** Who is on duty, on the board of today. */
export function onDutyHref(today: string): string {
	return boardHref({ ...PLAIN, date: today, shape: 'list', status: 'on_duty' }, today);
}

/** Hour by hour, what a day needs and has. */
export function coverageHref(date: string, today: string): string {
	return boardHref({ ...PLAIN, date, shape: 'coverage' }, today);
}
