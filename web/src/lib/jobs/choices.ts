import { api, must, type Site } from '#lib/api';
import { loadUnits, unitChoice } from '#lib/units/load';
import { units as words } from '#lib/i18n/en/units';
import type { Choice } from '#lib/ui/Combobox.svelte';

export async function findCustomers(q: string, signal?: AbortSignal): Promise<Choice[]> {
	const query = { limit: 20, sort: 'name' as const, ...(q ? { q } : {}) };
	const page = await must(api.GET('/api/v1/customers', { params: { query }, signal }));
	return page.items.map((customer) => ({
		value: customer.id,
		label: customer.name,
		hint: customer.reference ?? ''
	}));
}

function choiceOf(site: Site): Choice {
	const { locality, postcode } = site.address;
	const place = [postcode, locality].filter(Boolean).join(' ');
	return {
		value: site.id,
		label: site.name,
		hint: [place, site.customer?.name].filter(Boolean).join(' · ')
	};
}

/** Sites by text; those of the customer first when one is given. */
export async function findSites(
	q: string,
	customer: string | null,
	signal?: AbortSignal
): Promise<Choice[]> {
	const ask = async (more: { customer?: string }) => {
		const query = { limit: 20, sort: 'name' as const, ...(q ? { q } : {}), ...more };
		return (await must(api.GET('/api/v1/sites', { params: { query }, signal }))).items;
	};
	if (!customer) return (await ask({})).map(choiceOf);
	const [own, all] = await Promise.all([ask({ customer }), ask({})]);
	const first = new Set(own.map((site) => site.id));
	return [...own, ...all.filter((site) => !first.has(site.id))].slice(0, 20).map(choiceOf);
}

export async function chosenCustomer(id: string): Promise<Choice> {
	const customer = await must(api.GET('/api/v1/customers/{id}', { params: { path: { id } } }));
	return { value: id, label: customer.name, hint: customer.reference ?? '' };
}

export async function chosenUnit(id: string): Promise<Choice> {
	const unit = (await loadUnits()).find((one) => one.id === id);
	return unit ? unitChoice(unit) : { value: id, label: words.unknown };
}

/** The row behind an id that a filter holds; null for filters that hold none. */
export function chosenOf(kind: string, id: string | undefined): Promise<Choice> | null {
	if (!id) return null;
	if (kind === 'customer') return chosenCustomer(id);
	if (kind === 'site') return chosenSite(id);
	return kind === 'unit' ? chosenUnit(id) : null;
}

export async function chosenSite(id: string): Promise<Choice> {
	return choiceOf(await must(api.GET('/api/v1/sites/{id}', { params: { path: { id } } })));
}

export async function jobTypes(): Promise<{ type: string; jobs: number }[]> {
	return (await must(api.GET('/api/v1/jobs/types'))).items;
}
