import {
	api,
	ifMatch,
	must,
	once,
	type Member,
	type MemberChanges,
	type MemberField
} from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

type Values = Record<string, string | null>;

/** Fields an organisation keeps besides ours stand in the form as `custom.<key>`. */
const CUSTOM = 'custom.';
const trimmed = (value: string | null | undefined) => (value ?? '').trim();

function customText(value: unknown): string {
	return value === null || value === undefined ? '' : String(value);
}

function customValue(field: MemberField, text: string): unknown {
	if (text === '') return null;
	if (field.kind === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
	if (field.kind === 'yes_no') return text === 'true';
	return text;
}

/** How members are made and changed, with the further facts this organisation keeps. */
export function memberKind(custom: readonly MemberField[]): RowKind<Member, string> {
	const customOf = (values: Values) =>
		Object.fromEntries(
			custom.map((field) => [
				field.key,
				customValue(field, trimmed(values[CUSTOM + field.key]))
			])
		);

	function changesOf(values: Values, fields: readonly string[]): MemberChanges {
		const changes: MemberChanges = {};
		for (const field of fields) {
			if (field === 'name' || field === 'email') changes[field] = trimmed(values[field]);
			if (field === 'phone' || field === 'reference')
				changes[field] = trimmed(values[field]) || null;
			if (field === 'hidden')
				changes.hidden = trimmed(values.hidden).split(',').filter(Boolean);
			if (field.startsWith(CUSTOM)) changes.custom = customOf(values);
		}
		return changes;
	}

	return {
		needed: ['name', 'email', ...custom.filter((f) => f.required).map((f) => CUSTOM + f.key)],
		empty: {
			name: '',
			email: '',
			phone: '',
			reference: '',
			unit_id: null,
			role: 'member',
			...Object.fromEntries(custom.map(({ key }) => [CUSTOM + key, '']))
		},
		valuesOf: (member) => ({
			name: member.name,
			email: member.email,
			phone: member.phone,
			reference: member.reference,
			hidden: member.hidden.join(','),
			...Object.fromEntries(
				custom.map(({ key }) => [CUSTOM + key, customText(member.custom[key])])
			)
		}),
		create(values, key) {
			const { phone, reference, unit_id, role } = values;
			const body = {
				name: trimmed(values.name),
				email: trimmed(values.email),
				...(trimmed(phone) && { phone: trimmed(phone) }),
				...(trimmed(reference) && { reference: trimmed(reference) }),
				...(unit_id && { unit_id }),
				...(role && { roles: [role] }),
				...(custom.length > 0 && { custom: customOf(values) })
			};
			return must(api.POST('/api/v1/members', { body, headers: once(key) }));
		},
		change(row, values, fields) {
			const params = { path: { id: row.id } };
			const body = changesOf(values, fields);
			return must(api.PATCH('/api/v1/members/{id}', { params, headers: ifMatch(row), body }));
		}
	};
}

/** The further facts, oldest first, retired ones too; none where nobody set any up. */
export async function loadMemberFields(): Promise<MemberField[]> {
	return (await must(api.GET('/api/v1/member-fields'))).items;
}
