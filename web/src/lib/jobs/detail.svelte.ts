import { api, AppError, must, type Job, type TimelineItem } from '#lib/api';
import { CursorList } from '#lib/list/cursor-list.svelte';

/** One job with its history, as shown in the quick look and on its page. */
export class JobDetail {
	job: Job | null = $state.raw(null);
	error: AppError | null = $state.raw(null);
	readonly timeline = new CursorList<TimelineItem>();
	#wanted: string | null = null;

	async open(id: string): Promise<void> {
		this.#wanted = id;
		if (this.job?.id !== id) this.job = null;
		this.error = null;
		const path = { id };
		this.timeline.ready = false;
		void this.timeline.load((cursor, signal) =>
			must(
				api.GET('/api/v1/jobs/{id}/timeline', {
					params: { path, query: { limit: 30, cursor } },
					signal
				})
			)
		);
		try {
			const job = await must(api.GET('/api/v1/jobs/{id}', { params: { path } }));
			// Somebody may have moved on to the next job meanwhile.
			if (this.#wanted === id) this.job = job;
		} catch (error) {
			if (this.#wanted === id) this.error = AppError.from(error);
		}
	}

	/** After an act: the new state, and the history with it. */
	changed(job: Job): void {
		this.job = job;
		void this.timeline.reload();
	}
}
