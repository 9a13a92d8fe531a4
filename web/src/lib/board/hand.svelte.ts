/** What is being carried over the board, by pointer or by keys, and who could take it. */

import { api, must, type Assignment, type BoardMember } from '#lib/api';
import { dropped, shifted, spanOf, verdictsOf, type Held, type Over, type Verdicts } from './drop';
import type { Act } from './acts';
import type { Span } from './layout';

const ALL = 500;

export class Hand {
	held = $state.raw<Held | null>(null);
	by = $state<'pointer' | 'keys'>('pointer');
	over = $state.raw<Over | null>(null);
	/** Over the lanes of open places: letting go takes the member off. */
	off = $state(false);
	/** Where the pointer is, for what hangs at it. */
	at = $state.raw({ x: 0, y: 0 });
	verdicts = $state.raw<Verdicts>(verdictsOf([]));
	/** The row it was lifted from has changed under it. */
	overtaken = $state(false);
	#asked: AbortController | null = null;

	/** What would be done here. */
	readonly act: Act | null = $derived(
		this.held && this.over && !this.off ? dropped(this.held, this.over) : null
	);

	lift(held: Held, by: 'pointer' | 'keys', member: BoardMember | null): void {
		this.held = held;
		this.by = by;
		this.off = false;
		this.overtaken = false;
		this.over = member ? { member, ...spanOf(held), onto: null } : null;
		void this.#judge(held);
	}

	/** Over this member, moved by so many milliseconds. */
	carry(member: BoardMember, by: number, least: number, onto: Assignment | null): void {
		if (!this.held) return;
		const { start, end } = shifted(this.held, by, least);
		const same = this.over;
		if (
			same?.member === member &&
			same.start === start &&
			same.end === end &&
			same.onto === onto
		)
			return;
		this.over = { member, start, end, onto };
	}

	letGo(): void {
		this.#asked?.abort();
		this.held = null;
		this.over = null;
		this.off = false;
		this.verdicts = verdictsOf([]);
	}

	get span(): Span | null {
		return this.over ?? (this.held ? spanOf(this.held) : null);
	}

	/** Whether the row has been changed by somebody else since it was lifted. */
	watch(now: Assignment | null): void {
		const { held } = this;
		if (held?.what === 'bar') this.overtaken = now === null || now.version !== held.of.version;
	}

	/** Asked once, when it is lifted: who could take this place. */
	async #judge(held: Held): Promise<void> {
		this.#asked?.abort();
		this.verdicts = verdictsOf([]);
		const id = held.what === 'place' ? held.of.id : held.of.requirement_id;
		if (!id || (held.what === 'bar' && held.by !== 'middle')) return;
		const asked = (this.#asked = new AbortController());
		const answer = await must(
			api.GET('/api/v1/requirements/{id}/candidates', {
				params: { path: { id }, query: { limit: ALL } },
				signal: asked.signal
			})
		).catch(() => null);
		// Without an answer the server judges when it is dropped.
		if (!answer || asked.signal.aborted) return;
		this.verdicts = verdictsOf(answer.items);
	}
}
