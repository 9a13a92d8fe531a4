import { createContext } from 'svelte';
import { api, isAbort, must, type Job, type JobCounts, type JobRow } from '#lib/api';
import { CursorList } from '#lib/list/cursor-list.svelte';
import { DEFAULT_SORT, toFilters, writeQuery, type JobQuery } from './query';

const FRESH_FOR = 2 * 60_000;

/**
 * The list of jobs a person works through. It outlives the list page, so that coming back from a
 * job finds the same place, and a job page knows its neighbours.
 */
export class JobBrowser {
	readonly list = new CursorList<JobRow>();
	counts: { counts: JobCounts; overdue: number; total: number } | null = $state.raw(null);
	/** The query string of what is shown. */
	key: string | null = $state(null);
	scrollTop = $state(0);
	#loadedAt = 0;

	show(query: JobQuery): void {
		const key = writeQuery(query);
		const fresh = Date.now() - this.#loadedAt < FRESH_FOR;
		void this.#count(query);
		if (key === this.key && fresh && this.list.ready) return;
		if (key !== this.key) this.scrollTop = 0;
		this.key = key;
		this.#loadedAt = Date.now();
		const filters = { ...toFilters(query), sort: query.sort ?? DEFAULT_SORT, limit: 100 };
		void this.list.load((cursor, signal) =>
			must(api.GET('/api/v1/jobs', { params: { query: { ...filters, cursor } }, signal }))
		);
	}

	/** A job changed elsewhere on screen: show its new self, and count anew when next asked. */
	put(job: Job): void {
		this.list.put(job);
	}

	/** The list no longer holds; ask again when it is next shown. */
	stale(): void {
		this.#loadedAt = 0;
	}

	at(id: string): number {
		return this.list.items.findIndex((row) => row.id === id);
	}

	neighbour(id: string, step: 1 | -1): JobRow | undefined {
		const at = this.at(id);
		return at < 0 ? undefined : this.list.items[at + step];
	}

	async #count(query: JobQuery): Promise<void> {
		const { status: _, ...filters } = toFilters(query);
		try {
			this.counts = await must(
				api.GET('/api/v1/jobs/counts', { params: { query: filters } })
			);
		} catch (error) {
			// The list itself reports what is wrong; tabs without numbers are still tabs.
			if (!isAbort(error)) this.counts = null;
		}
	}
}

export const [getJobBrowser, setJobBrowser] = createContext<JobBrowser>();
