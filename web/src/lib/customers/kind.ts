import { api, ifMatch, must, once, type Customer, type CustomerFields } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

export type CustomerField = 'name' | 'reference' | 'email' | 'phone' | 'notes' | 'unit_id';
type Values = Record<CustomerField, string | null>;

/** Empty means none; only notes are a text that may be empty. */
function changesOf(values: Values, fields: readonly CustomerField[]): CustomerFields {
	const changes: CustomerFields = {};
	for (const field of fields) {
		const value = (values[field] ?? '').trim();
		if (field === 'name' || field === 'notes') changes[field] = value;
		else changes[field] = value || null;
	}
	return changes;
}

/** How customers are made and changed. */
export const customerKind: RowKind<Customer, CustomerField> = {
	needed: ['name'],
	empty: { name: '', reference: '', email: '', phone: '', notes: '', unit_id: null },
	valuesOf: ({ name, reference, email, phone, notes, unit }) => ({
		name,
		reference,
		email,
		phone,
		notes,
		unit_id: unit?.id ?? null
	}),
	create(values, key) {
		const given = (Object.keys(values) as CustomerField[]).filter((field) => values[field]);
		const body = { ...changesOf(values, given), name: (values.name ?? '').trim() };
		return must(api.POST('/api/v1/customers', { body, headers: once(key) }));
	},
	change(row, values, fields) {
		const params = { path: { id: row.id } };
		const body = changesOf(values, fields);
		return must(api.PATCH('/api/v1/customers/{id}', { params, headers: ifMatch(row), body }));
	}
};
