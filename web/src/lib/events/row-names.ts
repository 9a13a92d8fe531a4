import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { api, must } from '#lib/api';

const ROW_ID = /^(cus|sit|unt)_[0-9a-z]{26}$/;

/**
 * Names behind the ids that stand in events. Asked for when first shown, then kept; a row that
 * may not be seen keeps its id.
 */
export class RowNames {
	readonly #known = new SvelteMap<string, string>();
	readonly #asked = new Set<string>();

	/** The name once it is here, the id until then. */
	of(id: string): string {
		const name = this.#known.get(id);
		if (name === undefined && !this.#asked.has(id)) {
			this.#asked.add(id);
			void this.#ask(id);
		}
		return name ?? id;
	}

	isRow(value: unknown): value is string {
		return typeof value === 'string' && ROW_ID.test(value);
	}

	async #row(id: string): Promise<{ name: string }> {
		const params = { params: { path: { id } } };
		if (id.startsWith('cus_')) return must(api.GET('/api/v1/customers/{id}', params));
		if (id.startsWith('sit_')) return must(api.GET('/api/v1/sites/{id}', params));
		// The tree is small: one answer names them all.
		const { items } = await must(api.GET('/api/v1/units'));
		for (const unit of items) this.#known.set(unit.id, unit.name);
		return items.find((unit) => unit.id === id) ?? { name: id };
	}

	async #ask(id: string): Promise<void> {
		try {
			this.#known.set(id, (await this.#row(id)).name);
		} catch {
			// The id is all there is to show.
		}
	}
}

export const [getRowNames, setRowNames] = createContext<RowNames>();
