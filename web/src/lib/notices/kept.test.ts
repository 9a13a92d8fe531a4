import { describe, expect, it } from 'vitest';
import type { Notice } from '#lib/api';
import { arrivals, isWanting, joined, merged, sections, shortCount } from './kept';

const notice = (at: number, more: Partial<Notice> = {}): Notice => ({
	id: `ntc_${at}`,
	kind: 'assignment-given',
	urgent: false,
	subject: { kind: 'assignment', id: 'asg_1' },
	title: 'Gate crew',
	text: '',
	acknowledge: false,
	created_at: `2026-11-21T10:${String(at).padStart(2, '0')}:00Z`,
	read_at: null,
	acknowledged_at: null,
	...more
});
const read = { read_at: '2026-11-21T11:00:00Z' };
const ids = (all: readonly Notice[]) => all.map(({ id }) => id);

describe('notices as they are kept', () => {
	it('lays the newest page over what was turned over to before', () => {
		const known = [notice(5), notice(4), notice(2), notice(1)];
		const page = [notice(6), notice(5, read), notice(4)];
		const now = merged(known, page, false);
		expect(ids(now)).toEqual(['ntc_6', 'ntc_5', 'ntc_4', 'ntc_2', 'ntc_1']);
		expect(now[1]?.read_at).toBe(read.read_at);
	});

	it('lets go of what the server tells no more', () => {
		const known = [notice(5), notice(4), notice(2)];
		expect(ids(merged(known, [notice(6), notice(4)], false))).toEqual([
			'ntc_6',
			'ntc_4',
			'ntc_2'
		]);
		expect(ids(merged(known, [notice(6), notice(4)], true))).toEqual(['ntc_6', 'ntc_4']);
		expect(merged(known, [], true)).toEqual([]);
	});

	it('has each notice once, as it was told last', () => {
		const both = joined([notice(2), notice(1)], [notice(2, read), notice(0)]);
		expect(ids(both)).toEqual(['ntc_2', 'ntc_1', 'ntc_0']);
		expect(both[0]?.read_at).toBe(read.read_at);
	});

	it('puts what is unread or unconfirmed on top, and leaves it there while it is looked at', () => {
		const asked = notice(2, { ...read, acknowledge: true });
		const done = notice(1, { ...read, acknowledge: true, acknowledged_at: read.read_at });
		const all = [notice(4), notice(3, read), asked, done];
		expect(all.map(isWanting)).toEqual([true, false, true, false]);
		expect(ids(sections(all, new Set()).fresh)).toEqual(['ntc_4', 'ntc_2']);
		expect(ids(sections(all, new Set(['ntc_1'])).fresh)).toEqual(['ntc_4', 'ntc_2', 'ntc_1']);
		expect(ids(sections(all, new Set()).earlier)).toEqual(['ntc_3', 'ntc_1']);
	});

	it('rings for what came since, and for nothing that was turned over to or read elsewhere', () => {
		const known = [notice(5), notice(3)];
		const now = [notice(7), notice(6, read), notice(5), notice(3), notice(1)];
		expect(ids(arrivals(known, now))).toEqual(['ntc_7']);
		expect(ids(arrivals([], [notice(1)]))).toEqual(['ntc_1']);
	});

	it('writes a count that fits its mark', () => {
		expect([0, 7, 99, 100].map(shortCount)).toEqual(['0', '7', '99', '99+']);
	});
});
