/** What letting go here would do. Pure. */

import type { Assignment, BoardMember, Candidate, Finding, Requirement, Verdict } from '#lib/api';
import type { Act, Target } from './acts';
import { movesInTime } from './acts';
import type { Span } from './layout';

/** What is in the hand: an open place, or an assignment by its middle or by one end. */
export type Held =
	| { what: 'place'; of: Requirement }
	| { what: 'bar'; of: Assignment; by: 'middle' | 'start' | 'end' };

export interface Over extends Span {
	member: BoardMember;
	/** Another assignment under the pointer, or chosen by key. */
	onto: Assignment | null;
}

export function spanOf(held: Held): Span {
	return { start: Date.parse(held.of.start), end: Date.parse(held.of.end) };
}

/** Where its ends would be with `by` milliseconds more; what cannot be moved stays. */
export function shifted(held: Held, by: number, least: number): Span {
	const { start, end } = spanOf(held);
	if (held.what === 'place' || !movesInTime(held.of)) return { start, end };
	if (held.by === 'start') return { start: Math.min(start + by, end - least), end };
	if (held.by === 'end') return { start, end: Math.max(end + by, start + least) };
	return { start: start + by, end: end + by };
}

export function dropped(held: Held, over: Over): Act | null {
	const who = { id: over.member.id, name: over.member.name };
	if (held.what === 'place') return { act: 'assign', place: held.of, member: who };
	const one = held.of;
	if (over.onto && mayExchange(held, over.onto)) {
		return { act: 'exchange', one, other: over.onto };
	}
	const to: Target = {};
	const before = spanOf(held);
	if (held.by === 'middle' && who.id !== one.member.id) to.member = who;
	if (over.start !== before.start) to.start = new Date(over.start).toISOString();
	if (over.end !== before.end) to.end = new Date(over.end).toISOString();
	return Object.keys(to).length > 0 ? { act: 'change', one, to } : null;
}

/** Two members change places: of two that are not one's own twice. */
export function mayExchange(held: Held, onto: Assignment): boolean {
	return (
		held.what === 'bar' &&
		held.by === 'middle' &&
		onto.id !== held.of.id &&
		onto.member.id !== held.of.member.id &&
		onto.state !== 'worked'
	);
}

/** Whether this act puts somebody somewhere they were not: then their eligibility counts. */
export function judged(act: Act, verdicts: Verdicts): Verdict | null {
	if (act.act === 'assign') return verdicts.get(act.member.id) ?? null;
	if (act.act === 'change' && act.to.member) return verdicts.get(act.to.member.id) ?? null;
	if (act.act === 'exchange') return verdicts.get(act.other.member.id) ?? null;
	return null;
}

/** What nobody can pass over: the place or the person is not there. */
const FIRM: readonly string[] = ['member-not-active', 'full', 'already-booked', 'session-over'];

export function mayForce(findings: readonly Finding[]): boolean {
	return !findings.some(({ rule, effect }) => effect === 'block' && FIRM.includes(rule));
}

/** By the member they are of. */
export type Verdicts = ReadonlyMap<string, Verdict>;

export function verdictsOf(candidates: readonly Candidate[]): Verdicts {
	return new Map(
		candidates.map(({ member, outcome, findings }) => [
			member.id,
			{ member_id: member.id, outcome, findings }
		])
	);
}
