import { AppError, isAbort } from '#lib/api';

/** Something asked for once and shown: waiting, refused, or there. Old answers stay while it is asked again. */
export class Loaded<T> {
	value: T | undefined = $state.raw();
	error: AppError | undefined = $state.raw();
	#asked = 0;

	/** Whatever `fetch` reads that is reactive makes it ask anew. */
	constructor(private readonly fetch: () => Promise<T>) {
		$effect(() => void this.load());
	}

	async load(): Promise<void> {
		const mine = ++this.#asked;
		try {
			const value = await this.fetch();
			if (mine !== this.#asked) return;
			this.value = value;
			this.error = undefined;
		} catch (failure) {
			if (mine === this.#asked && !isAbort(failure)) this.error = AppError.from(failure);
		}
	}
}
