import {
	api,
	ifMatch,
	must,
	type Assignment,
	type Booking,
	type Competency,
	type DutySession,
	type Need,
	type SessionBookings
} from '#lib/api';
import { loadCompetencies } from '#lib/competencies/load';
import { Loaded } from '#lib/state/loaded.svelte';

/** A session as it is looked after: itself, who has booked, and what competencies are called. */
export class SessionDesk {
	readonly session: Loaded<DutySession>;
	readonly bookings: Loaded<{ items: Booking[]; placed: Assignment[] }>;
	known: Competency[] = $state.raw([]);

	constructor(
		readonly id: () => string,
		readsBookings: boolean
	) {
		const path = () => ({ id: this.id() });
		this.session = new Loaded(() =>
			must(
				api.GET('/api/v1/event-sessions/{id}', {
					params: { path: path() }
				})
			)
		);
		this.bookings = new Loaded(async () => {
			const items: Booking[] = [];
			if (!readsBookings) return { items, placed: [] };
			// Whoever plans wants all of them: what waits at the end of a line, too.
			for (let cursor: string | null | undefined; ;) {
				const page: SessionBookings = await must(
					api.GET('/api/v1/event-sessions/{id}/bookings', {
						params: {
							path: path(),
							query: { limit: 200, cursor: cursor ?? undefined }
						}
					})
				);
				items.push(...page.items);
				cursor = page.next;
				if (!cursor) return { items, placed: page.placed };
			}
		});
		loadCompetencies().then(
			(all) => (this.known = all),
			() => undefined
		);
	}

	again(): void {
		void this.session.load();
		void this.bookings.load();
	}

	of(need: Need): { bookings: Booking[]; placed: Assignment[] } {
		const { items = [], placed = [] } = this.bookings.value ?? {};
		return {
			bookings: items.filter(({ requirement }) => requirement.id === need.id),
			placed: placed.filter(({ requirement_id }) => requirement_id === need.id)
		};
	}

	async put(
		noun: 'publication' | 'cancellation' | 'reconciliation',
		body?: { reason: string }
	): Promise<void> {
		const session = this.session.value;
		if (!session) return;
		const target = { params: { path: { id: session.id } }, headers: ifMatch(session), body };
		await must(api.PUT(`/api/v1/event-sessions/{id}/${noun}`, target));
		this.again();
	}

	async remove(need: Need): Promise<void> {
		const target = { params: { path: { id: need.id } }, headers: ifMatch(need) };
		await must(api.DELETE('/api/v1/requirements/{id}', target));
		this.again();
	}

	async draw(need: Need): Promise<void> {
		const target = { params: { path: { id: need.id } }, headers: ifMatch(need) };
		await must(api.POST('/api/v1/requirements/{id}/ballot', target));
		this.again();
	}
}
