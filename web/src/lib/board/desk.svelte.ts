/** What the board shows, kept up with the server, with one's own acts laid over it until they are answered. */

import {
	AppError,
	api,
	isAbort,
	must,
	type Assignment,
	type BoardQuery,
	type BoardRows,
	type Force
} from '#lib/api';
import { expected, perform, type Act, type Done, type Vacate } from './acts';
import { byId, laid, merge, overlay, type Pending } from './overlay';
import { rebased, remembered, type Undos } from './undo';

export type Question = Omit<BoardQuery, 'since'>;

export class Desk {
	#rows = $state.raw<BoardRows | null>(null);
	#pending = $state.raw<Pending>(byId([]));
	#undos = $state.raw<Undos>([]);
	error = $state.raw<AppError | null>(null);
	loading = $state(false);
	#question: Question | null = null;
	#running: AbortController | null = null;
	#asking: Promise<void> | null = null;
	#askAgain = false;

	/** As it will be when the server has agreed to what is on its way. */
	readonly rows = $derived(this.#rows && overlay(this.#rows, this.#pending));

	get undoable(): boolean {
		return this.#undos.length > 0;
	}

	/** Other days or filters. What is shown stays until the answer is here. */
	async load(question: Question): Promise<void> {
		this.#question = question;
		this.#running?.abort();
		const running = (this.#running = new AbortController());
		this.loading = true;
		this.error = null;
		try {
			const rows = await must(
				api.GET('/api/v1/board', {
					params: { query: question },
					signal: running.signal
				})
			);
			if (!running.signal.aborted) this.#rows = rows;
		} catch (error) {
			if (!running.signal.aborted && !isAbort(error)) this.error = AppError.from(error);
		} finally {
			if (this.#running === running) this.loading = false;
		}
	}

	reload(): Promise<void> {
		return this.#question ? this.load(this.#question) : Promise.resolve();
	}

	/** What has changed since; calls that meet one on its way share the next. */
	catchUp(): Promise<void> {
		if (this.#asking) {
			this.#askAgain = true;
			return this.#asking;
		}
		this.#asking = this.#changes().finally(() => {
			this.#asking = null;
			if (this.#askAgain) {
				this.#askAgain = false;
				void this.catchUp();
			}
		});
		return this.#asking;
	}

	async #changes(): Promise<void> {
		const [question, running] = [this.#question, this.#running];
		if (!question || !this.#rows) return;
		const query = { ...question, since: this.#rows.as_of };
		// Without an answer the board stays as it is; the next change asks again.
		const delta = await must(
			api.GET('/api/v1/board', {
				params: { query },
				signal: running?.signal
			})
		).catch(() => null);
		if (!delta || this.#question !== question || !this.#rows) return;
		this.#rows = merge(this.#rows, delta);
	}

	find(id: string): Assignment | null {
		return this.rows?.assignments.find((one) => one.id === id) ?? null;
	}

	/** Shows the act at once, sends it, and takes it back when it is refused. */
	async run(act: Act, force?: Force): Promise<Done> {
		const done = await this.#sent(act, force);
		this.#undos = remembered(this.#undos, done.inverse);
		return done;
	}

	/** What was placed at once, by a proposal: one act, and one to undo. */
	placed(all: readonly Assignment[]): void {
		this.#keep(all);
		this.#undos = remembered(this.#undos, { act: 'vacate', all, reason: '' });
	}

	/** Undoes the last act; false when there is none. One that is refused is not tried twice. */
	async undo(reason: string): Promise<boolean> {
		const last = this.#undos.at(-1);
		if (!last) return false;
		this.#undos = this.#undos.slice(0, -1);
		const gives = last.act === 'release' || last.act === 'vacate';
		await this.#sent(gives ? { ...last, reason } : last);
		return true;
	}

	async #sent(act: Act | Vacate, force?: Force): Promise<Done> {
		const shown = expected(act);
		this.#lay(shown, []);
		try {
			const done = await perform(act, force);
			this.#keep(done.rows);
			const before = act.act === 'assign' && act.instead ? [act.instead] : shown;
			for (const one of before) {
				const after = done.rows.find(({ id }) => id === one.id) ?? done.rows[0];
				if (after) this.#undos = rebased(this.#undos, one, after);
			}
			return done;
		} finally {
			this.#lay([], shown);
		}
	}

	#lay(rows: readonly Assignment[], gone: readonly Assignment[]): void {
		this.#pending = laid(this.#pending, rows, gone);
	}

	/** The server's own rows; places are counted anew with them, until the change itself comes by. */
	#keep(rows: readonly Assignment[]): void {
		if (!this.#rows) return;
		this.#rows = overlay(this.#rows, byId(rows));
	}
}
