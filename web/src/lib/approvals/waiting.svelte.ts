/** How many approvals wait for this person: counted on opening, on coming back, and after each decision. */

import { createContext } from 'svelte';
import { api, must, type Approval } from '#lib/api';

export class WaitingApprovals {
	count = $state(0);

	constructor(
		private readonly me: () => string,
		private readonly may: () => boolean
	) {}

	/** Whoever asked cannot confirm: what they asked for waits for others. */
	learn(open: readonly Approval[]): void {
		this.count = open.filter(({ asked_by }) => asked_by.id !== this.me()).length;
	}

	async ask(): Promise<void> {
		if (!this.may()) return;
		try {
			const params = { query: { state: 'open' as const } };
			this.learn((await must(api.GET('/api/v1/approvals', { params }))).items);
		} catch {
			// The number beside the entry is a hint; the page itself tells what went wrong.
		}
	}
}

export const [getWaiting, setWaiting] = createContext<WaitingApprovals>();
