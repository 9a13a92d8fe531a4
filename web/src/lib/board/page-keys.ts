/** Keys that mean the same wherever the focus is on the page of the board. */

import { isTyping } from '#lib/search/shortcuts';
import type { Planner } from './planner.svelte';
import { VIEWS, type Query } from './query';
import { stepped } from './range';

interface Situation {
	planner: Planner;
	query: Query;
	today: string;
	onchange: (changes: Partial<Query>) => void;
}

export function pageKeys(now: () => Situation): (event: KeyboardEvent) => void {
	return (event) => {
		const { planner, query, today, onchange } = now();
		if (event.defaultPrevented || document.querySelector('[role=dialog]')) return;
		const undoes = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
		const typing = event.target instanceof HTMLInputElement;
		if (undoes && !typing && planner.may.write) {
			event.preventDefault();
			void planner.undo();
			return;
		}
		if (isTyping(event) || planner.hand.held) return;
		const view = VIEWS[Number(event.key) - 1];
		if (view) onchange({ view });
		else if (event.key === 'f' && planner.may.write) planner.suggesting = true;
		else if (event.key === 't') onchange({ date: today });
		else if (event.key === '[') onchange({ date: stepped(query.view, query.date, -1) });
		else if (event.key === ']') onchange({ date: stepped(query.view, query.date, 1) });
		else return;
		event.preventDefault();
	};
}
