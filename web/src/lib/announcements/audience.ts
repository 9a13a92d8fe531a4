/** Whom an announcement is for, as a form has it. Pure. */

import type { Audience } from '#lib/api';
import type { Choice } from '#lib/ui/Combobox.svelte';

export const LISTS = ['unit_ids', 'rank_ids', 'competency_ids', 'role_ids'] as const;
export type List = (typeof LISTS)[number];
export type Chosen = Record<List, Choice[]>;

export const NOBODY: Chosen = { unit_ids: [], rank_ids: [], competency_ids: [], role_ids: [] };

export function isNobody(chosen: Chosen): boolean {
	return LISTS.every((list) => chosen[list].length === 0);
}

/** As it is sent: a list that narrows nothing is not there. */
export function audienceOf(everybody: boolean, chosen: Chosen): Partial<Audience> {
	if (everybody) return { everybody: true };
	const lists = LISTS.filter((list) => chosen[list].length > 0);
	return Object.fromEntries(lists.map((list) => [list, chosen[list].map(({ value }) => value)]));
}

/** In words: what stands within one list by commas, several lists by `and`. */
export function audienceText(
	audience: Audience,
	nameOf: (list: List, id: string) => string,
	words: { everybody: string; and: string }
): string {
	const lists = LISTS.filter((list) => audience[list].length > 0);
	if (audience.everybody || lists.length === 0) return words.everybody;
	return lists
		.map((list) => audience[list].map((id) => nameOf(list, id)).join(', '))
		.join(` ${words.and} `);
}
