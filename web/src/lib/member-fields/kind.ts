/** A field that an organisation keeps about its members, as a form. Choices are one value, a line each. */

import {
	api,
	AppError,
	ifMatch,
	must,
	once,
	type FieldKind,
	type MemberField,
	type MemberFieldChanges
} from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { memberFields as memberFieldsWords } from '#lib/i18n/en/member-fields';

export type FieldField = 'label' | 'key' | 'kind' | 'choices' | 'required';
type Values = Record<FieldField, string | null>;

export const KINDS: readonly FieldKind[] = ['text', 'number', 'date', 'choice', 'yes_no'];
const KEY = /^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/;
const LONGEST_KEY = 40;

/** “Führerschein Klasse” → `fuhrerschein-klasse`: what a file's column could be called. */
export function keyOf(label: string): string {
	const plain = label
		.normalize('NFKD')
		.replaceAll(/\p{Mark}/gu, '')
		.toLowerCase();
	const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
	return words.join('-').slice(0, LONGEST_KEY).replace(/-$/, '');
}

export function choicesOf(lines: string | null): string[] {
	const all = (lines ?? '').split('\n').map((line) => line.trim());
	return [...new Set(all.filter(Boolean))];
}

function check({ key }: Values): Partial<Record<FieldField, string>> {
	const wrong: Partial<Record<FieldField, string>> = {};
	if (key?.trim() && !KEY.test(key.trim())) wrong.key = memberFieldsWords.badKey;
	return wrong;
}

/** A choice without anything to choose: said when it is sent, not while it is typed. */
function needSome(choices: string | null): void {
	if (choicesOf(choices).length === 0) throw AppError.missing(['choices']);
}

export const fieldKind: RowKind<MemberField, FieldField> = {
	empty: { label: '', key: '', kind: 'text', choices: null, required: '' },
	needed: ['label', 'key'],
	valuesOf: ({ label, key, kind, choices, required }) => ({
		label,
		key,
		kind,
		choices: kind === 'choice' ? choices.join('\n') : null,
		required: required ? 'true' : ''
	}),
	check,
	async create({ label, key: name, kind, choices, required }, key) {
		if (kind === 'choice') needSome(choices);
		const body = {
			label: (label ?? '').trim(),
			key: (name ?? '').trim(),
			kind: (kind ?? 'text') as FieldKind,
			required: required === 'true',
			...(kind === 'choice' && { choices: choicesOf(choices) })
		};
		return must(api.POST('/api/v1/member-fields', { headers: once(key), body }));
	},
	async change(field, { label, choices }, changed) {
		if (changed.includes('choices')) needSome(choices);
		const body: MemberFieldChanges = {};
		if (changed.includes('label')) body.label = (label ?? '').trim();
		if (changed.includes('choices')) body.choices = choicesOf(choices);
		return changeField(field, body);
	}
};

export function changeField(field: MemberField, body: MemberFieldChanges): Promise<MemberField> {
	const params = { path: { id: field.id } };
	const headers = ifMatch(field);
	return must(api.PATCH('/api/v1/member-fields/{id}', { params, headers, body }));
}
