import { describe, expect, it } from 'vitest';
import type { Assignment, Booking, Finding } from '#lib/api';
import { offersBeside, wayIn } from './book';

const bare = { says: '', about: null, from: null, until: null };
const block = (rule: Finding['rule']): Finding => ({ ...bare, rule, effect: 'block' });
const warn: Finding = { ...bare, rule: 'rest', effect: 'warn' };

it('a place that is only full can be waited for', () => {
	expect(wayIn('refused', [block('full')], true)).toBe('wait');
	expect(wayIn('clear', [], true)).toBe('wait');
});

it('one that a rule forbids cannot, full or not', () => {
	expect(wayIn('refused', [block('full'), block('clash')], true)).toBe('none');
	expect(wayIn('refused', [block('lacks-competency')], false)).toBe('none');
});

it('a warning does not keep anybody from it', () => {
	expect(wayIn('warned', [warn], false)).toBe('take');
	expect(wayIn('clear', [], false)).toBe('take');
});

describe('what one is asked', () => {
	const offer = (id: string, requirement_id: string | null) =>
		({ id, requirement_id }) as unknown as Assignment;
	const booking = (assignment_id: string | null, id: string) =>
		({ assignment_id, requirement: { id, name: 'Steward' } }) as Booking;

	it('is asked once, also where an offer is both a booking and an assignment', () => {
		const offers = [offer('asg_1', 'req_1'), offer('asg_2', 'req_2'), offer('asg_3', null)];
		const answers = [booking('asg_1', 'req_9'), booking(null, 'req_2')];
		expect(offersBeside(offers, answers).map(({ id }) => id)).toEqual(['asg_3']);
		expect(offersBeside(offers, [])).toHaveLength(3);
	});
});
