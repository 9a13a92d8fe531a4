import { AppError, isAbort, type Page } from '#lib/api';

export type Fetch<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>;

/** A list read page by page. A new question gives up the old one; answers never overtake each other. */
export class CursorList<T extends { id: string } | { seq: number }> {
	items: T[] = $state.raw([]);
	next: string | null = $state(null);
	loading = $state(false);
	/** The first page has been answered at least once. */
	ready = $state(false);
	/** The rows answer the question asked last; while it is false they answer the one before. */
	fresh = $state(false);
	error: AppError | null = $state.raw(null);
	#fetch: Fetch<T> | null = null;
	#running: AbortController | null = null;

	/** Starts anew. Old rows stay on screen until the answer is here. */
	async load(fetch: Fetch<T>): Promise<void> {
		this.#fetch = fetch;
		this.fresh = false;
		await this.#run(undefined);
	}

	async more(): Promise<void> {
		if (this.next === null || this.loading) return;
		await this.#run(this.next);
	}

	async reload(): Promise<void> {
		await this.#run(undefined);
	}

	/** Puts a changed row in the place of its older self. */
	put(row: T): void {
		const key = keyOf(row);
		this.items = this.items.map((item) => (keyOf(item) === key ? row : item));
	}

	async #run(cursor: string | undefined): Promise<void> {
		if (!this.#fetch) return;
		this.#running?.abort();
		const running = new AbortController();
		this.#running = running;
		this.loading = true;
		this.error = null;
		try {
			const page = await this.#fetch(cursor, running.signal);
			if (running.signal.aborted) return;
			this.items = cursor === undefined ? page.items : [...this.items, ...page.items];
			this.next = page.next;
			this.ready = true;
			if (cursor === undefined) this.fresh = true;
		} catch (error) {
			if (running.signal.aborted || isAbort(error)) return;
			this.error = AppError.from(error);
		} finally {
			if (this.#running === running) this.loading = false;
		}
	}
}

function keyOf(row: { id: string } | { seq: number }): string | number {
	return 'id' in row ? row.id : row.seq;
}
