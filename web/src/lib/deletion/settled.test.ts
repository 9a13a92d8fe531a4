import { describe, expect, it } from 'vitest';
import type { Approval, Deletion } from '#lib/api';
import { openRequest, waitsForSomebody } from './settled';

const somebody = { id: 'mem_1', name: 'Ada' };
const decided: Deletion = {
	version: 2,
	state: 'waiting',
	reason: 'We moved.',
	asked_by: somebody,
	confirmed_by: null,
	by_operator: false,
	decided_at: '2026-11-21T10:00:00Z',
	due_at: '2026-11-28T10:00:00Z'
};
const approval = (act: string, state: Approval['state']) =>
	({ id: 'apr_1', act, state, asked_by: somebody }) as Approval;

describe('asking for the deletion', () => {
	it('tells what was decided from what waits, though both name who asked', () => {
		expect(waitsForSomebody(decided)).toBe(false);
		expect(waitsForSomebody(approval('delete_organisation', 'open'))).toBe(true);
	});

	it('finds the request that waits among others and old ones', () => {
		const waiting = approval('delete_organisation', 'open');
		const others = [approval('grant_role', 'open'), approval('delete_organisation', 'refused')];
		expect(openRequest([...others, waiting])).toBe(waiting);
		expect(openRequest(others)).toBeUndefined();
	});
});
