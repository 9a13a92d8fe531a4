import {
	api,
	must,
	type Assignment,
	type Booking,
	type Competency,
	type MyWork,
	type Swap
} from '#lib/api';
import { loadCompetencies } from '#lib/competencies/load';
import { isOut } from '#lib/duty/look';
import { fromNow } from '#lib/format/day';
import { Loaded } from '#lib/state/loaded.svelte';
import { offersBeside } from './book';

/** How far ahead one looks: with the day before it, less than the 36 days that are told at once. */
const AHEAD_DAYS = 34;
/** The newest come first: what lies beyond has long been over. */
const MOST = { query: { limit: 200 } };

/** Everything that a member has, is asked for, and could take. */
export class WorkDesk {
	readonly work: Loaded<MyWork>;
	readonly bookings: Loaded<Booking[]>;
	readonly swaps: Loaded<Swap[]>;
	known: Competency[] = $state.raw([]);

	constructor(books: boolean) {
		this.work = new Loaded(() => {
			const params = { query: { from: fromNow(-1), until: fromNow(AHEAD_DAYS) } };
			return must(api.GET('/api/v1/me/work', { params }));
		});
		this.bookings = new Loaded(async () => {
			if (!books) return [];
			return (await must(api.GET('/api/v1/me/bookings', { params: MOST }))).items;
		});
		this.swaps = new Loaded(async () => {
			if (!books) return [];
			const { items } = await must(api.GET('/api/v1/swaps', { params: MOST }));
			return items.filter(({ state }) => state === 'proposed' || state === 'accepted');
		});
		loadCompetencies().then(
			(all) => (this.known = all),
			() => undefined
		);
	}

	again(): void {
		void this.work.load();
		void this.bookings.load();
		void this.swaps.load();
	}

	/** What waits for an answer of mine: invitations and offered places. */
	get answers(): Booking[] {
		return (this.bookings.value ?? []).filter(({ allowed }) => allowed.includes('answer'));
	}

	/** Assignments one is asked about; one that comes with a booking is answered there. */
	get offers(): Assignment[] {
		return offersBeside(this.work.value?.offers ?? [], this.answers);
	}

	/** The other bookings that still mean something, soonest first. */
	get standing(): Booking[] {
		const now = fromNow(0);
		return (this.bookings.value ?? [])
			.filter(
				({ state, allowed, session }) =>
					!allowed.includes('answer') &&
					!isOut(state) &&
					(session.end > now || allowed.length > 0)
			)
			.toSorted((a, b) => a.session.start.localeCompare(b.session.start));
	}
}
