/** How one wants to be told, as a form. */

import type { NoticeKind, NoticePreferences } from '#lib/api';

export interface Draft {
	ways: { kind: NoticeKind; mail: boolean; push: boolean }[];
	quiet: boolean;
	from: string;
	until: string;
	zone: string;
	urgentThrough: boolean;
	/** Minutes as they are chosen; empty for never. */
	reminder: string;
}

export function draftOf(told: NoticePreferences, zone: string): Draft {
	return {
		ways: told.by_kind.map((way) => ({ ...way })),
		quiet: told.quiet !== null,
		from: told.quiet?.from ?? '22:00',
		until: told.quiet?.until ?? '07:00',
		zone: told.quiet?.zone ?? zone,
		urgentThrough: told.quiet?.urgent_through ?? true,
		reminder: told.reminder_minutes === null ? '' : String(told.reminder_minutes)
	};
}

export function bodyOf(draft: Draft): Omit<NoticePreferences, 'version'> {
	const { from, until, zone, urgentThrough: urgent_through } = draft;
	return {
		by_kind: draft.ways,
		quiet: draft.quiet ? { from, until, zone, urgent_through } : null,
		reminder_minutes: draft.reminder === '' ? null : Number(draft.reminder)
	};
}

/** Whether something would be said that holds not yet. */
export function differs(draft: Draft, told: NoticePreferences): boolean {
	return JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(draftOf(told, draft.zone)));
}
