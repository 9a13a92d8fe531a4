import { describe, expect, it } from 'vitest';
import type { SearchHit } from '#lib/api';
import { byKind, fromHit, grouped, matches, RECENT_KEPT, withRecent, type Choice } from './palette';

const hit = (kind: SearchHit['kind'], id: string): SearchHit => ({
	kind,
	id,
	title: id,
	subtitle: '',
	status: null
});
const page: Choice = {
	id: 'audit',
	group: 'goTo',
	title: 'Audit log',
	subtitle: '',
	href: '/audit'
};

it.each([
	['', true],
	['au', true],
	['au lo', true],
	['LOG', true],
	['og', false],
	['audit jobs', false]
])('typing %j finds the audit log: %s', (query, found) => {
	expect(matches(page, query)).toBe(found);
});

it('keeps kinds together in the order of their best hit', () => {
	const hits = [hit('site', 's1'), hit('job', 'j1'), hit('site', 's2')];
	expect(byKind(hits).map(({ id }) => id)).toEqual(['s1', 's2', 'j1']);
	expect(grouped(byKind(hits)).map(({ group }) => group)).toEqual(['site', 'job']);
	expect(fromHit(hit('job', 'job_1')).href).toBe('/jobs/job_1');
});

describe('what was opened lately', () => {
	it('comes first, once, and not for ever', () => {
		let recent: Choice[] = [];
		for (let at = 0; at < 10; at++) recent = withRecent(recent, fromHit(hit('job', `j${at}`)));
		expect(recent).toHaveLength(RECENT_KEPT);
		recent = withRecent(recent, fromHit(hit('job', 'j7')));
		expect(recent.map(({ id }) => id)).toEqual(['j7', 'j9', 'j8', 'j6', 'j5', 'j4']);
		expect(recent.every(({ group }) => group === 'recent')).toBe(true);
	});
});
