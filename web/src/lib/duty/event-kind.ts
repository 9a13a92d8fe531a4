import { ifMatch, must, once } from '#lib/api';
import { awaited } from '#lib/api/awaited';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import type { DutyEvent } from './awaited';

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
			const all = Object.entries(bodyOf(values));
			const body = Object.fromEntries(
				all.filter(([, value]) => value !== null && value !== '')
			);
			return must(awaited.POST('/api/v1/events', { body, headers: once(key) }));
		},
		change(event, values, fields) {
			const all = bodyOf(values);
			const body = Object.fromEntries(fields.map((field) => [field, all[field]]));
			const params = { path: { id: event.id } };
			return must(
				awaited.PATCH('/api/v1/events/{id}', { params, headers: ifMatch(event), body })
			);
		}
	};
}

function bodyOf(values: Values): Record<EventField, string | boolean | null> {
	return {
		name: (values.name ?? '').trim(),
		description: (values.description ?? '').trim(),
		place: (values.place ?? '').trim(),
		zone: values.zone,
		unit_id: values.unit_id,
		invited_only: values.invited_only === 'true',
		swaps_approved: values.swaps_approved === 'true'
	};
}
