import { api, must } from '#lib/api';
import { loadCompetencies } from '#lib/competencies/load';
import { t } from '#lib/i18n';
import { loadRoles } from '#lib/roles/load';
import type { Choice } from '#lib/ui/Combobox.svelte';
import { loadUnits, unitChoices } from '#lib/units/load';
import type { List } from './audience';

/** All there are of one kind. Each list is small; one that may not be read is empty. */
export const choices: Record<List, () => Promise<Choice[]>> = {
	unit_ids: async () => unitChoices(await loadUnits(), ''),
	rank_ids: async () => {
		const { items } = await must(api.GET('/api/v1/ranks'));
		return items.map(({ id, name }) => ({ value: id, label: name }));
	},
	competency_ids: async () => {
		const all = await loadCompetencies();
		return all.map(({ id, name }) => ({ value: id, label: name }));
	},
	role_ids: async () => {
		const words: Record<string, string> = t.shell.roleNames;
		const all = await loadRoles().catch(() => []);
		return all.map(({ id, name }) => ({ value: id, label: words[id] ?? name }));
	}
};

/** Those whose words hold what was typed. */
export async function find(list: List, q: string): Promise<Choice[]> {
	const all = await choices[list]();
	const typed = q.toLowerCase();
	return all.filter(({ label }) => label.toLowerCase().includes(typed)).slice(0, 50);
}
