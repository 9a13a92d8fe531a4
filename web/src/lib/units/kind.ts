import { api, ifMatch, must, once, type Unit } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

export type UnitField = 'name' | 'kind' | 'parent_id';
const trimmed = (value: string | null) => (value ?? '').trim();

/** How units are made and renamed; moving is an act of its own. */
export const unitKind: RowKind<Unit, UnitField> = {
	needed: ['name', 'kind'],
	empty: { name: '', kind: '', parent_id: null },
	valuesOf: ({ name, kind, parent_id }) => ({ name, kind, parent_id }),
	create({ name, kind, parent_id }, key) {
		const body = {
			name: trimmed(name),
			kind: trimmed(kind),
			...(parent_id && { parent_id })
		};
		return must(api.POST('/api/v1/units', { body, headers: once(key) }));
	},
	change(unit, values, fields) {
		const body = Object.fromEntries(
			fields
				.filter((field) => field !== 'parent_id')
				.map((field) => [field, trimmed(values[field])])
		);
		const params = { path: { id: unit.id } };
		return must(api.PATCH('/api/v1/units/{id}', { params, headers: ifMatch(unit), body }));
	}
};

export function move(unit: Unit, parent_id: string | null): Promise<Unit> {
	const params = { path: { id: unit.id } };
	return must(
		api.PUT('/api/v1/units/{id}/parent', {
			params,
			headers: ifMatch(unit),
			body: { parent_id }
		})
	);
}

export function close(unit: Unit): Promise<Unit> {
	const target = { params: { path: { id: unit.id } }, headers: ifMatch(unit) };
	return must(api.PUT('/api/v1/units/{id}/closure', target));
}

export function reopen(unit: Unit): Promise<Unit> {
	const target = { params: { path: { id: unit.id } }, headers: ifMatch(unit) };
	return must(api.DELETE('/api/v1/units/{id}/closure', target));
}
