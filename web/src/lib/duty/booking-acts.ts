import { api, ifMatch, must, type Booking, type BookingAct } from '#lib/api';

/** What somebody who plans does with a booking. */
export type PlannedAct = 'confirm' | 'refuse' | 'release' | 'no_show' | 'verify';
const nouns = { refuse: 'refusal', release: 'release', no_show: 'no-show' } as const;

export const PLANNED: readonly PlannedAct[] = ['confirm', 'refuse', 'release', 'no_show', 'verify'];

/** These are asked about, with a reason. */
export function wantsReason(act: BookingAct): act is 'refuse' | 'release' | 'no_show' {
	return act === 'refuse' || act === 'release' || act === 'no_show';
}

export function act(
	booking: Booking,
	what: PlannedAct | 'withdraw',
	reason = ''
): Promise<Booking> {
	const target = { params: { path: { id: booking.id } }, headers: ifMatch(booking) };
	switch (what) {
		case 'verify':
			return must(api.PUT('/api/v1/bookings/{id}/verification', target));
		case 'confirm':
			return must(api.PUT('/api/v1/bookings/{id}/confirmation', { ...target, body: {} }));
		case 'withdraw': {
			const body = reason ? { reason } : {};
			return must(api.PUT('/api/v1/bookings/{id}/withdrawal', { ...target, body }));
		}
		default: {
			const body = { reason };
			return must(api.PUT(`/api/v1/bookings/{id}/${nouns[what]}`, { ...target, body }));
		}
	}
}

/** Answers an invitation or the offer of a place. */
export function answer(booking: Booking, accept: boolean): Promise<Booking> {
	const target = { params: { path: { id: booking.id } }, headers: ifMatch(booking) };
	return must(api.PUT('/api/v1/bookings/{id}/offer-answer', { ...target, body: { accept } }));
}
