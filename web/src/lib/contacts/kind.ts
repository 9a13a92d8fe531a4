import { api, ifMatch, must, once, type Contact } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

export type ContactField = 'name' | 'email' | 'phone' | 'customer_id';
const trimmed = (value: string | null) => (value ?? '').trim();

/** How contacts are made and changed; their customer stays the one they were made for. */
export const contactKind: RowKind<Contact, ContactField> = {
	needed: ['name', 'email', 'customer_id'],
	empty: { name: '', email: '', phone: '', customer_id: null },
	valuesOf: ({ name, email, phone, customer }) => ({
		name,
		email,
		phone,
		customer_id: customer.id
	}),
	create(values, key) {
		const body = {
			customer_id: values.customer_id ?? '',
			name: trimmed(values.name),
			email: trimmed(values.email),
			...(trimmed(values.phone) && { phone: trimmed(values.phone) })
		};
		return must(api.POST('/api/v1/contacts', { body, headers: once(key) }));
	},
	change(contact, values, fields) {
		const params = { path: { id: contact.id } };
		const body = Object.fromEntries(
			fields
				.filter((field) => field !== 'customer_id')
				.map((field) => [
					field,
					field === 'phone' ? trimmed(values.phone) || null : trimmed(values[field])
				])
		);
		return must(
			api.PATCH('/api/v1/contacts/{id}', { params, headers: ifMatch(contact), body })
		);
	}
};

export function suspend(contact: Contact, reason: string): Promise<Contact> {
	const target = { params: { path: { id: contact.id } }, headers: ifMatch(contact) };
	return must(
		api.PUT('/api/v1/contacts/{id}/suspension', {
			...target,
			body: { reason: reason.trim() }
		})
	);
}

export function resume(contact: Contact): Promise<Contact> {
	const target = { params: { path: { id: contact.id } }, headers: ifMatch(contact) };
	return must(api.DELETE('/api/v1/contacts/{id}/suspension', target));
}
