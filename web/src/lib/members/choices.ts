import { api, must } from '#lib/api';
import type { Choice } from '#lib/ui/Combobox.svelte';

/** Members by name, e-mail or number, without the one given. */
export async function findMembers(
	q: string,
	signal?: AbortSignal,
	except?: string
): Promise<Choice[]> {
	const query = { limit: 20, sort: 'name' as const, ...(q ? { q } : {}) };
	const { items } = await must(api.GET('/api/v1/members', { params: { query }, signal }));
	return items
		.filter(({ id, status }) => id !== except && status !== 'left')
		.map(({ id, name, unit, reference, email }) => ({
			value: id,
			label: name,
			hint: [reference, unit?.name ?? email].filter(Boolean).join(' · ')
		}));
}
