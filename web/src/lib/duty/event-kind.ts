import { api, ifMatch, must, once, type DutyEvent } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

export type EventField =
	'name' | 'description' | 'place' | 'zone' | 'unit_id' | 'invited_only' | 'swaps_approved';
type Values = Record<EventField, string | null>;

const yes = (on: boolean) => (on ? 'true' : '');

/** An event as a form. */
export function eventKind(zone: string): RowKind<DutyEvent, EventField> {
	return {
		needed: ['name', 'zone'],
		empty: {
			name: '',
			description: '',
			place: '',
			zone,
			unit_id: null,
			invited_only: '',
			swaps_approved: ''
		},
		valuesOf: (event) => ({
			name: event.name,
			description: event.description,
			place: event.place,
			zone: event.zone,
			unit_id: event.unit?.id ?? null,
			invited_only: yes(event.invited_only),
			swaps_approved: yes(event.swaps_approved)
		}),
		create(values, key) {
			const body = bodyOf(values);
			return must(api.POST('/api/v1/events', { body, headers: once(key) }));
		},
		change(event, values, fields) {
			const all = bodyOf(values);
			const body = Object.fromEntries(fields.map((field) => [field, all[field]]));
			const params = { path: { id: event.id } };
			return must(
				api.PATCH('/api/v1/events/{id}', { params, headers: ifMatch(event), body })
			);
		}
	};
}

function bodyOf(values: Values) {
	return {
		name: (values.name ?? '').trim(),
		description: (values.description ?? '').trim(),
		place: (values.place ?? '').trim() || null,
		zone: values.zone,
		unit_id: values.unit_id,
		invited_only: values.invited_only === 'true',
		swaps_approved: values.swaps_approved === 'true'
	};
}
