import { describe, expect, it } from 'vitest';
import { coverageHref, onDutyHref, ownerHref } from './where';

describe('where one goes from a line of the situation', () => {
	it('leads to the session, to the visit, and to the board for what is neither', () => {
		expect(ownerHref({ kind: 'session', owner_id: 'esn_1' })).toBe('/event-sessions/esn_1');
		expect(ownerHref({ kind: 'visit', owner_id: 'vis_1' })).toBe('/visits/vis_1');
		expect(ownerHref({ kind: 'duty', owner_id: null })).toBe('/board');
	});

	it('leads to the hours of the day that was clicked', () => {
		expect(coverageHref('2026-11-24', '2026-11-22')).toBe(
			'/board?shape=coverage&date=2026-11-24'
		);
		expect(coverageHref('2026-11-22', '2026-11-22')).toBe('/board?shape=coverage');
	});

	it('leads to those on duty today', () => {
		expect(onDutyHref('2026-11-22')).toBe('/board?shape=list&status=on_duty');
	});
});
