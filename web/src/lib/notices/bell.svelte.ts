import { createContext } from 'svelte';
import { api, AppError, must, type Notice } from '#lib/api';
import { watchChanges } from '#lib/api/changes';
import { arrivals, joined, merged, rightNow } from './kept';

const PAGE = 30;
const MOST_UNREAD = 100;

/** What one was told, kept up with the server as long as it is watched. */
export class Bell {
	unread = $state(0);
	items: Notice[] = $state.raw([]);
	next: string | null = $state(null);
	ready = $state(false);
	loading = $state(false);
	error: AppError | undefined = $state.raw();
	#looking: Promise<void> | null = null;
	#again = false;

	constructor(
		private readonly mayUse: () => boolean,
		/** Something came while one was here. */
		private readonly onarrived: (news: Notice[]) => void
	) {}

	get usable(): boolean {
		return this.mayUse();
	}

	/** Rings from now on, while somebody can see it: a browser holds few lines open at once. Returns an undo. */
	watch(): () => void {
		if (!this.usable) return () => undefined;
		let hangUp: () => void = () => undefined;
		const turn = () => {
			hangUp();
			hangUp = () => undefined;
			if (document.visibilityState !== 'visible') return;
			void this.look();
			hangUp = watchChanges('/api/v1/me/notices/changes', () => void this.look());
		};
		document.addEventListener('visibilitychange', turn);
		turn();
		return () => {
			document.removeEventListener('visibilitychange', turn);
			hangUp();
		};
	}

	/** Asks for the newest; calls that meet one on its way share the next. */
	look(): Promise<void> {
		if (this.#looking) {
			this.#again = true;
			return this.#looking;
		}
		this.#looking = this.#look().finally(() => {
			this.#looking = null;
			if (!this.#again) return;
			this.#again = false;
			void this.look();
		});
		return this.#looking;
	}

	async #look(): Promise<void> {
		this.loading = true;
		try {
			const page = await ask({ limit: PAGE });
			const whole = page.next === null;
			let items = merged(this.items, page.items, whole);
			// Unread ones that lie further back are wanted on top as well.
			const seen = items.filter(({ read_at }) => !read_at).length;
			if (page.unread > seen) {
				const all = await ask({ unread: true, limit: MOST_UNREAD });
				items = joined(items, all.items);
			}
			const news = this.ready ? arrivals(this.items, items) : [];
			// What was turned over to stays: the place to go on from is still the right one.
			if (whole || !this.ready) this.next = page.next;
			this.items = items;
			this.unread = page.unread;
			this.ready = true;
			this.error = undefined;
			if (news.length > 0) this.onarrived(news);
		} catch (failure) {
			this.error = AppError.from(failure);
		} finally {
			this.loading = false;
		}
	}

	async more(): Promise<void> {
		if (!this.next || this.loading) return;
		this.loading = true;
		try {
			const page = await ask({ limit: PAGE, cursor: this.next });
			this.items = joined(this.items, page.items);
			this.next = page.next;
		} finally {
			this.loading = false;
		}
	}

	async read(one: Notice): Promise<void> {
		if (one.read_at) return;
		this.#mark([one.id], { read_at: rightNow() });
		const params = { path: { id: one.id } };
		await this.#told(must(api.PUT('/api/v1/me/notices/{id}/reading', { params })));
	}

	async readAll(): Promise<void> {
		const newest = this.items[0];
		if (!newest) return;
		const open = this.items.filter(({ read_at }) => !read_at).map(({ id }) => id);
		this.#mark(open, { read_at: rightNow() });
		const body = { until_id: newest.id };
		await this.#told(must(api.PUT('/api/v1/me/notices/reading', { body })));
	}

	async acknowledge(one: Notice): Promise<void> {
		const now = rightNow();
		const params = { path: { id: one.id } };
		await must(api.PUT('/api/v1/me/notices/{id}/acknowledgement', { params }));
		this.#mark([one.id], { read_at: one.read_at ?? now, acknowledged_at: now });
		await this.look();
	}

	/** Shown at once; the server's own word follows, also when it was a refusal. */
	#mark(ids: readonly string[], as: Partial<Notice>): void {
		const before = this.items.filter(({ read_at }) => !read_at).length;
		this.items = this.items.map((one) => (ids.includes(one.id) ? { ...one, ...as } : one));
		const after = this.items.filter(({ read_at }) => !read_at).length;
		this.unread = Math.max(0, this.unread - (before - after));
	}

	async #told(call: Promise<unknown>): Promise<void> {
		try {
			await call;
		} finally {
			await this.look();
		}
	}
}

function ask(query: { limit: number; cursor?: string; unread?: boolean }) {
	return must(api.GET('/api/v1/me/notices', { params: { query } }));
}

export const [getBell, setBell] = createContext<Bell>();
