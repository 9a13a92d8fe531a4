import { describe, expect, it } from 'vitest';
import type { NoticePreferences } from '#lib/api';
import { bodyOf, differs, draftOf } from './preferences';

const told: NoticePreferences = {
	version: 3,
	by_kind: [{ kind: 'leave', mail: true, push: false }],
	quiet: { from: '23:00', until: '06:30', zone: 'Europe/London', urgent_through: false },
	reminder_minutes: 120
};
const { version: _, ...said } = told;

describe('how one wants to be told', () => {
	it('comes back as it was told', () => {
		expect(bodyOf(draftOf(told, 'Europe/Berlin'))).toEqual(said);
		expect(differs(draftOf(told, 'Europe/Berlin'), told)).toBe(false);
	});

	it('has no quiet hours and no reminder where none are wanted', () => {
		const none = { ...told, quiet: null, reminder_minutes: null };
		const draft = draftOf(none, 'Europe/Berlin');
		expect(draft).toMatchObject({ quiet: false, zone: 'Europe/Berlin', reminder: '' });
		expect(bodyOf(draft)).toMatchObject({ quiet: null, reminder_minutes: null });
		draft.zone = 'Europe/London';
		expect(differs(draft, none)).toBe(false);
		draft.quiet = true;
		expect(differs(draft, none)).toBe(true);
	});

	it('changes nothing of what was told while it is typed', () => {
		const draft = draftOf(told, 'Europe/Berlin');
		for (const way of draft.ways) way.push = true;
		expect(differs(draft, told)).toBe(true);
		expect(told.by_kind[0]?.push).toBe(false);
	});
});
