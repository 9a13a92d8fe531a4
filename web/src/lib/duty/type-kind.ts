import { api, ifMatch, must, once, type DutyType } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

type Field = 'name' | 'counts_towards_minimum' | 'retired';

/** A kind of duty as a form. */
export const typeKind: RowKind<DutyType, Field> = {
	needed: ['name'],
	empty: { name: '', counts_towards_minimum: 'true', retired: '' },
	valuesOf: ({ name, counts_towards_minimum, retired }) => ({
		name,
		counts_towards_minimum: counts_towards_minimum ? 'true' : '',
		retired: retired ? 'true' : ''
	}),
	create(values, key) {
		const { retired: _, ...body } = bodyOf(values);
		return must(api.POST('/api/v1/duty-types', { body, headers: once(key) }));
	},
	change(type, values, fields) {
		const all = bodyOf(values);
		const body = Object.fromEntries(fields.map((field) => [field, all[field]]));
		const params = { path: { id: type.id } };
		return must(api.PATCH('/api/v1/duty-types/{id}', { params, headers: ifMatch(type), body }));
	}
};

function bodyOf(values: Record<Field, string | null>) {
	return {
		name: (values.name ?? '').trim(),
		counts_towards_minimum: values.counts_towards_minimum === 'true',
		retired: values.retired === 'true'
	};
}
