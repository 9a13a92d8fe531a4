import { describe, expect, it } from 'vitest';
import { offered, stateOf } from './permissions';

it('what a token may be given stands in groups, with its meaning where that is known', () => {
	const known = [{ name: 'jobs.read', meaning: 'See jobs.' }];
	expect(offered(['jobs.read', 'jobs.write', 'sites.read'], known)).toEqual([
		{
			area: 'jobs',
			offers: [
				{ name: 'jobs.read', meaning: 'See jobs.' },
				{ name: 'jobs.write', meaning: 'Jobs write' }
			]
		},
		{ area: 'sites', offers: [{ name: 'sites.read', meaning: 'Sites read' }] }
	]);
});

describe('the state of a token', () => {
	const now = new Date('2026-11-21T12:00:00Z');
	const until = (expires_at: string, revoked_at: string | null = null) =>
		stateOf({ expires_at, revoked_at }, now);

	it('follows its dates', () => {
		expect(until('2027-01-01T00:00:00Z')).toBe('live');
		expect(until('2026-11-25T00:00:00Z')).toBe('soon');
		expect(until('2026-11-21T12:00:00Z')).toBe('expired');
		expect(until('2027-01-01T00:00:00Z', '2026-11-20T00:00:00Z')).toBe('revoked');
	});
});
