import { describe, expect, it } from 'vitest';
import { formatLine, fromUrl, noFilters, parseLine, toParams } from './query';

describe('the search line', () => {
	it.each([
		['', {}],
		['broken lamp', { q: 'broken lamp' }],
		['action:job.closed', { action: 'job.closed' }],
		[
			'lamp action:job.closed post from:2015-03-01',
			{ action: 'job.closed', from: '2015-03-01', q: 'lamp post' }
		],
		[
			'outcome:refused address:203.0.113.9 sign-in',
			{ outcome: 'refused', address: '203.0.113.9', q: 'sign-in' }
		],
		['outcome:perhaps', { q: 'outcome:perhaps' }],
		['actor:"Maya Brandt" x', { actor: 'Maya Brandt', q: 'x' }],
		['actor:a actor:b', { actor: 'b' }],
		['colour:red', { q: 'colour:red' }],
		['"two words"', { q: '"two words"' }],
		['  spaced   out ', { q: 'spaced out' }]
	])('reads %j', (line, filters) => {
		expect(parseLine(line)).toEqual({ ...noFilters(), ...filters });
	});

	it('comes back as it was meant', () => {
		const filters = { ...noFilters(), actor: 'Maya Brandt', subject: 'job_1', q: 'lamp post' };
		expect(formatLine(filters)).toBe('actor:"Maya Brandt" subject:job_1 lamp post');
		expect(parseLine(formatLine(filters))).toEqual(filters);
		expect(fromUrl(new URLSearchParams(toParams(filters)))).toEqual(filters);
	});
});
