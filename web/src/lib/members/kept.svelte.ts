import { AppError } from '#lib/api';

/** What is kept about a member, newest first: postings, ranks, roles. Read anew when `fetch` asks for somebody else. */
export class Kept<T extends { from: string }> {
	items: T[] | undefined = $state.raw();
	error: AppError | undefined = $state.raw();

	constructor(private readonly fetch: () => Promise<{ items: T[] }>) {
		$effect(() => void this.load());
	}

	async load(): Promise<void> {
		try {
			const { items } = await this.fetch();
			this.items = items.toSorted((a, b) => b.from.localeCompare(a.from));
			this.error = undefined;
		} catch (failure) {
			this.error = AppError.from(failure);
		}
	}
}
