import { api, AppError, isAbort, must, type Audience, type AudienceReach } from '#lib/api';

/** So long nobody chooses on before it is counted. */
const PAUSE = 300;

/**
 * How many an announcement would reach, counted by the server as it would send it, and anew once the
 * audience has been another one for a moment. Old figures are not shown for a new audience.
 */
export class Reach {
	/** Null while it is counted, and where there is nothing to count. */
	value: AudienceReach | null = $state.raw(null);
	error: AppError | null = $state.raw(null);

	/** Null: nobody is chosen yet. */
	constructor(audience: () => Partial<Audience> | null) {
		$effect(() => {
			const asked = audience();
			this.value = null;
			this.error = null;
			if (!asked) return;
			const giveUp = new AbortController();
			const timer = setTimeout(() => this.#count(asked, giveUp.signal), PAUSE);
			return () => {
				clearTimeout(timer);
				giveUp.abort();
			};
		});
	}

	async #count(audience: Partial<Audience>, signal: AbortSignal): Promise<void> {
		try {
			const body = { audience };
			const told = await must(api.POST('/api/v1/announcements/audience', { body, signal }));
			if (!signal.aborted) this.value = told;
		} catch (error) {
			if (!signal.aborted && !isAbort(error)) this.error = AppError.from(error);
		}
	}
}
