import { api, ifMatch, must, once, type CustomRole } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

export type RoleField = 'name' | 'description' | 'copy_of';
const trimmed = (value: string | null) => (value ?? '').trim();

/** How roles are made and named; what they grant is changed in the matrix. */
export const roleKind: RowKind<CustomRole, RoleField> = {
	needed: ['name'],
	empty: { name: '', description: '', copy_of: 'member' },
	valuesOf: ({ name, description }) => ({ name, description, copy_of: null }),
	create({ name, description, copy_of }, key) {
		const body = {
			name: trimmed(name),
			...(trimmed(description) && { description: trimmed(description) }),
			...(copy_of && { copy_of })
		};
		return must(api.POST('/api/v1/roles', { body, headers: once(key) }));
	},
	change(role, values, fields) {
		const body = Object.fromEntries(
			fields
				.filter((field) => field !== 'copy_of')
				.map((field) => [field, trimmed(values[field])])
		);
		const params = { path: { id: role.id } };
		const headers = ifMatch({ version: role.version ?? 0 });
		return must(api.PATCH('/api/v1/roles/{id}', { params, headers, body }));
	}
};
