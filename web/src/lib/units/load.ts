import { api, must, type Unit } from '#lib/api';
import type { Choice } from '#lib/ui/Combobox.svelte';
import { pathText, treeRows } from './tree';

export async function loadUnits(signal?: AbortSignal): Promise<Unit[]> {
	return (await must(api.GET('/api/v1/units', { signal }))).items;
}

export function unitChoice(unit: Unit): Choice {
	const above = unit.path.slice(0, -1).join(' / ');
	return {
		value: unit.id,
		label: unit.name,
		hint: [unit.kind, above].filter(Boolean).join(' · ')
	};
}

/** Open units in tree order; each word typed stands somewhere on the way to it. */
export function unitChoices(units: readonly Unit[], q: string): Choice[] {
	const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	return treeRows(units, { q: '', closed: false, folded: new Set() })
		.map(({ unit }) => unit)
		.filter((unit) => {
			const text = pathText(unit).toLocaleLowerCase();
			return !unit.closed_at && words.every((word) => text.includes(word));
		})
		.slice(0, 50)
		.map(unitChoice);
}
