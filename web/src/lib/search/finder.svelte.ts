/** The palette's search while it is typed: one call at a time, the last one wins. */

import { api, AppError, isAbort, must } from '#lib/api';
import { byKind, type Choice } from './palette';

const PAUSE = 120;
const LIMIT = 20;

export class Finder {
	found = $state.raw<Choice[]>([]);
	error = $state.raw<AppError | null>(null);
	searching = $state(false);
	/** What `found` answers. */
	answered = $state('');
	#call: AbortController | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	search(query: string): void {
		clearTimeout(this.#timer);
		this.#call?.abort();
		this.error = null;
		this.searching = query !== '';
		if (query === '') {
			this.found = [];
			this.answered = '';
			return;
		}
		this.#timer = setTimeout(() => void this.#ask(query), PAUSE);
	}

	async #ask(q: string): Promise<void> {
		const call = (this.#call = new AbortController());
		try {
			const params = { query: { q, limit: LIMIT } };
			const { items } = await must(
				api.GET('/api/v1/search', { params, signal: call.signal })
			);
			this.found = byKind(items);
			this.answered = q;
		} catch (error) {
			if (isAbort(error) || call.signal.aborted) return;
			this.error = AppError.from(error);
		}
		if (this.#call === call) this.searching = false;
	}
}
