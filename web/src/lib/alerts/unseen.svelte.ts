import { createContext } from 'svelte';
import { api, must } from '#lib/api';

const MOST = 100;
const PAUSE = 5 * 60_000;

/** How many alerts nobody has looked at yet, for the mark in the navigation. */
export class Unseen {
	count = $state(0);

	get shown(): string {
		return this.count >= MOST ? `${MOST - 1}+` : String(this.count);
	}

	/** Looks now and then. Returns an undo. */
	watch(): () => void {
		void this.look();
		const again = setInterval(() => document.hidden || this.look(), PAUSE);
		return () => clearInterval(again);
	}

	async look(): Promise<void> {
		const params = { query: { unseen: true, limit: MOST } };
		// Without an answer the mark stays as it was: the page of alerts says what is wrong.
		const page = await must(api.GET('/api/v1/alerts', { params })).catch(() => null);
		if (page) this.count = page.items.length;
	}
}

export const [getUnseen, setUnseen] = createContext<Unseen>();
