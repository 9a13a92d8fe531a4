/** The tree of units on screen: what is folded, where the keys are, what is carried by the mouse. */

import { SvelteSet } from 'svelte/reactivity';
import { AppError, type Unit } from '#lib/api';
import { loadUnits } from './load';
import { kindsOf, mayMove, treeRows, type TreeRow } from './tree';

export class UnitDesk {
	units: Unit[] = $state.raw([]);
	ready = $state(false);
	error: AppError | null = $state.raw(null);
	q = $state('');
	closed = $state(false);
	readonly folded = new SvelteSet<string>();
	/** The unit the keys are at. */
	at: string | null = $state(null);
	carried: Unit | null = $state.raw(null);

	readonly rows: TreeRow[] = $derived(
		treeRows(this.units, { q: this.q, closed: this.closed, folded: this.folded })
	);
	readonly kinds: string[] = $derived(kindsOf(this.units));

	async load(): Promise<void> {
		try {
			this.units = await loadUnits();
			this.error = null;
		} catch (error) {
			this.error = AppError.from(error);
		} finally {
			this.ready = true;
		}
	}

	fold(id: string, away: boolean): void {
		if (away) this.folded.add(id);
		else this.folded.delete(id);
	}

	/** Whether what is carried may be put down under `parent`. */
	takes(parent: string | null): boolean {
		return this.carried !== null && mayMove(this.units, this.carried, parent);
	}

	/** Where an arrow key leads from a row; null when the key does something else there. */
	step(key: string, index: number): number | null {
		const row = this.rows[index];
		if (!row) return null;
		if (key === 'ArrowDown') return Math.min(index + 1, this.rows.length - 1);
		if (key === 'ArrowUp') return Math.max(index - 1, 0);
		if (key === 'Home') return 0;
		if (key === 'End') return this.rows.length - 1;
		if (key === 'ArrowRight' && row.children > 0) {
			if (row.open) return index + 1;
			this.fold(row.unit.id, false);
			return index;
		}
		if (key === 'ArrowLeft') {
			if (row.children > 0 && row.open && this.q === '') {
				this.fold(row.unit.id, true);
				return index;
			}
			const above = this.rows.findLastIndex(
				({ depth }, at) => at < index && depth === row.depth - 1
			);
			return above < 0 ? index : above;
		}
		return null;
	}
}
