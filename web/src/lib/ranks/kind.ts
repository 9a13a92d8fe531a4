import { api, ifMatch, must, once, type Rank, type RankChanges } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { lastOrder } from './order';

/** A rank's name as a form; a new one comes after those there are. */
export function rankKind(ranks: () => readonly Rank[]): RowKind<Rank, 'name'> {
	return {
		empty: { name: '' },
		needed: ['name'],
		valuesOf: ({ name }) => ({ name }),
		create({ name }, key) {
			const body = { name: (name ?? '').trim(), order: lastOrder(ranks()) };
			return must(api.POST('/api/v1/ranks', { headers: once(key), body }));
		},
		change: (rank, { name }) => changeRank(rank, { name: (name ?? '').trim() })
	};
}

export function changeRank(rank: Rank, body: RankChanges): Promise<Rank> {
	const params = { path: { id: rank.id } };
	return must(api.PATCH('/api/v1/ranks/{id}', { params, headers: ifMatch(rank), body }));
}
