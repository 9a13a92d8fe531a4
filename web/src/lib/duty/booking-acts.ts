import { ifMatch, must } from '#lib/api';
import { awaited } from '#lib/api/awaited';
import type { Booking, BookingAct } from './awaited';

/** What somebody who plans does with a booking, and the noun it is sent under. */
export type PlannedAct = 'confirm' | 'refuse' | 'release' | 'no_show' | 'verify';
const nouns: Record<PlannedAct | 'withdraw', string> = {
	confirm: 'confirmation',
	refuse: 'refusal',
	release: 'release',
	no_show: 'no-show',
	verify: 'verification',
	withdraw: 'withdrawal'
};

export const PLANNED: readonly PlannedAct[] = ['confirm', 'refuse', 'release', 'no_show', 'verify'];

/** These are asked about, with a reason. */
export function wantsReason(act: BookingAct): act is 'refuse' | 'release' | 'no_show' {
	return act === 'refuse' || act === 'release' || act === 'no_show';
}

export function act(
	booking: Booking,
	what: PlannedAct | 'withdraw',
	body: object = {}
): Promise<Booking> {
	const target = { params: { path: { id: booking.id } }, headers: ifMatch(booking), body };
	return must(awaited.PUT(`/api/v1/bookings/{id}/${nouns[what]}`, target));
}

/** Answers an invitation or the offer of a place. */
export function answer(booking: Booking, accept: boolean): Promise<Booking> {
	const target = { params: { path: { id: booking.id } }, headers: ifMatch(booking) };
	return must(awaited.PUT('/api/v1/bookings/{id}/offer-answer', { ...target, body: { accept } }));
}
