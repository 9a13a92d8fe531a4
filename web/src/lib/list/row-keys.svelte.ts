/**
 * Arrow keys (or j and k) through the rows of a list. The row's link takes the focus, so that Enter opens
 * it and a screen reader speaks it; the list is drawn in part, so the row may first have to come to sight.
 */

import { tick } from 'svelte';
import { isTyping } from '#lib/search/shortcuts';

const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

export class RowKeys {
	/** Index of the row the keys are at; −1 before the first press. */
	active = $state(-1);

	constructor(
		private readonly count: () => number,
		/** The id of the element to focus for a row. */
		private readonly elementId: (at: number) => string
	) {}

	onkeydown = (event: KeyboardEvent): void => {
		const step = STEPS[event.key];
		if (step === undefined || isTyping(event)) return;
		if (document.querySelector('[role=dialog], [role=menu], [role=listbox]')) return;
		const to = Math.min(Math.max(this.active + step, 0), this.count() - 1);
		if (to < 0) return;
		event.preventDefault();
		void this.focus(to);
	};

	async focus(at: number): Promise<void> {
		this.active = at;
		await tick();
		// One frame for the rows to be drawn at the new place.
		requestAnimationFrame(() => document.getElementById(this.elementId(at))?.focus());
	}
}
