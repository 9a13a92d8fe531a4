import { api, ifMatch, must, once, type Competency } from '#lib/api';
import { linesOf } from '#lib/forms/settings';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { competencies as words } from '#lib/i18n/en/competencies';

export type CompetencyField = 'name' | 'description' | 'levels' | 'valid_months' | 'retired';
type Values = Record<CompetencyField, string | null>;

/** A competency as a form: its levels are lines, lowest first. */
export const competencyKind: RowKind<Competency, CompetencyField> = {
	needed: ['name'],
	empty: { name: '', description: '', levels: '', valid_months: '', retired: null },
	valuesOf: ({ name, description, levels, valid_months, retired }) => ({
		name,
		description,
		levels: levels.join('\n'),
		valid_months: valid_months === null ? '' : String(valid_months),
		retired: retired ? 'yes' : null
	}),
	check({ valid_months }) {
		const months = (valid_months ?? '').trim();
		const right = /^\d{1,3}$/.test(months) && Number(months) >= 1 && Number(months) <= 240;
		return months === '' || right ? {} : { valid_months: words.wrongMonths };
	},
	create(values, key) {
		const { retired: _, ...body } = bodyOf(values);
		return must(api.POST('/api/v1/competencies', { body, headers: once(key) }));
	},
	change(competency, values, fields) {
		const all = bodyOf(values);
		const body = Object.fromEntries(fields.map((field) => [field, all[field]]));
		const params = { path: { id: competency.id } };
		const headers = ifMatch(competency);
		return must(api.PATCH('/api/v1/competencies/{id}', { params, headers, body }));
	}
};

function bodyOf(values: Values) {
	return {
		name: (values.name ?? '').trim(),
		description: (values.description ?? '').trim(),
		levels: linesOf(values.levels),
		valid_months: values.valid_months?.trim() ? Number(values.valid_months) : null,
		retired: values.retired === 'yes'
	};
}
