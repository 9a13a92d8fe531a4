import { api, must } from '#lib/api';
import { maintenance } from '#lib/i18n/en/maintenance';
import { findSites } from '#lib/jobs/choices';
import type { Choice } from '#lib/ui/Combobox.svelte';
import type { Chosen } from './kind';
import { isAsset } from './words';

const words = maintenance.form;
type Can = (permission: 'assets.read' | 'sites.read') => boolean;

/** A choice of the list as the form keeps it. */
export function targetOf({ value, label }: Choice): Chosen {
	return { id: value, name: label, number: null };
}

/** Assets in use and sites by text, those that are chosen already left out. */
export async function findTargets(
	q: string,
	chosen: readonly Chosen[],
	can: Can,
	signal?: AbortSignal
): Promise<Choice[]> {
	const query = { limit: 20, sort: 'name' as const, ...(q && { q }) };
	const [assets, sites] = await Promise.all([
		can('assets.read')
			? must(api.GET('/api/v1/assets', { params: { query }, signal })).then(
					({ items }) => items
				)
			: [],
		can('sites.read') ? findSites(q, null, signal) : []
	]);
	const taken = new Set(chosen.map(({ id }) => id));
	return [
		...assets
			.filter((asset) => !asset.retired_at)
			.map(({ id, name, number, site }) => ({
				value: id,
				label: name,
				hint: [words.asset, number, site?.name].filter(Boolean).join(' · ')
			})),
		...sites.map(({ value, label, hint }) => ({
			value,
			label,
			hint: [words.site, hint].filter(Boolean).join(' · ')
		}))
	].filter(({ value }) => !taken.has(value));
}

/** Those that a link brings along. */
export async function targetById(id: string): Promise<Chosen> {
	const params = { path: { id } };
	if (isAsset({ id })) {
		const { name, number } = await must(api.GET('/api/v1/assets/{id}', { params }));
		return { id, name, number };
	}
	const { name } = await must(api.GET('/api/v1/sites/{id}', { params }));
	return { id, name, number: null };
}

export interface KindOfWork {
	id: string;
	name: string;
}

/** The described types of jobs that are offered. */
export async function kindsOfWork(): Promise<KindOfWork[]> {
	const { items } = await must(api.GET('/api/v1/job-types'));
	return items.filter(({ retired }) => !retired).map(({ id, name }) => ({ id, name }));
}
