import {
	api,
	must,
	once,
	type Assignment,
	type Booking,
	type Eligibility,
	type Finding,
	type Seat
} from '#lib/api';
import { myWork as words } from '#lib/i18n/en/my-work';

/** Signs the member up themselves. */
export function book(requirement: string, key: string, seat: Seat): Promise<Booking> {
	return must(
		api.POST('/api/v1/requirements/{id}/bookings', {
			params: { path: { id: requirement } },
			headers: once(key),
			body: { seat }
		})
	);
}

/** What has come of signing up, in words. */
export function outcomeText({ state, place_in_queue }: Booking): string {
	if (state === 'confirmed') return words.taken.confirmed;
	if (state === 'waitlisted') return words.taken.waitlisted(place_in_queue);
	return state === 'applied' ? words.taken.applied : words.taken.other;
}

export type Way = 'take' | 'wait' | 'none';

/** Whether a place can be taken, waited for, or neither: being full alone is no reason not to wait. */
export function wayIn(outcome: Eligibility, findings: readonly Finding[], full: boolean): Way {
	const blocks = findings.filter(({ effect }) => effect === 'block');
	if (blocks.some(({ rule }) => rule !== 'full')) return 'none';
	if (blocks.length > 0 || full) return 'wait';
	return outcome === 'refused' ? 'none' : 'take';
}

/** Offered assignments without those that an open question of a booking stands for: one offer is one card. */
export function offersBeside(
	offers: readonly Assignment[],
	answers: readonly Pick<Booking, 'assignment_id' | 'requirement'>[]
): Assignment[] {
	const held = new Set(answers.map(({ assignment_id }) => assignment_id));
	const asked = new Set(answers.map(({ requirement }) => requirement.id));
	return offers.filter(
		({ id, requirement_id }) =>
			!held.has(id) && !(requirement_id !== null && asked.has(requirement_id))
	);
}
