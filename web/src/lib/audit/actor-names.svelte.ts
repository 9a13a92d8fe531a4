/** Names for the members a filter speaks of by id: from the rows at hand, else from the server. */

import { api, must, type AuditItem } from '#lib/api';

interface Rows {
	readonly items: readonly AuditItem[];
}

export class ActorNames {
	#known: Record<string, string> = $state({});

	constructor(
		private readonly rows: Rows,
		private readonly mayAsk: boolean
	) {}

	learn(id: string, name: string): void {
		this.#known[id] = name;
	}

	of(id: string): string | null {
		if (id === '') return null;
		const row = this.rows.items.find(({ actor }) => actor.id === id);
		return this.#known[id] ?? row?.actor.name ?? null;
	}

	/** The id for a typed name or e-mail; what was typed when nobody is called so. */
	async find(typed: string): Promise<string> {
		if (typed.startsWith('mem_') || !this.mayAsk) return typed;
		try {
			const query = { q: typed, limit: 1 };
			const { items } = await must(api.GET('/api/v1/members', { params: { query } }));
			const [member] = items;
			if (!member) return typed;
			this.learn(member.id, member.name);
			return member.id;
		} catch {
			return typed;
		}
	}
}
