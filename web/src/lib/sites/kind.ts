import { api, ifMatch, must, once, type Address, type Site, type SiteFields } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { sites as sitesWords } from '#lib/i18n/en/sites';

export type SiteField =
	| 'name'
	| 'customer_id'
	| 'unit_id'
	| 'lines'
	| 'locality'
	| 'region'
	| 'postcode'
	| 'country'
	| 'latitude'
	| 'longitude'
	| 'time_zone'
	| 'access_notes';
type Values = Record<SiteField, string | null>;

const ADDRESS: readonly SiteField[] = ['lines', 'locality', 'region', 'postcode', 'country'];
const POSITION: readonly SiteField[] = ['latitude', 'longitude'];
const trimmed = (value: string | null) => (value ?? '').trim();

function addressOf(values: Values): Address {
	const lines = (values.lines ?? '').split('\n').map((line) => line.trim());
	return {
		lines: lines.filter(Boolean),
		locality: trimmed(values.locality) || null,
		region: trimmed(values.region) || null,
		postcode: trimmed(values.postcode) || null,
		country: trimmed(values.country) || null
	};
}

/** Both or neither; `checkPosition` has seen to it that they are numbers. */
function positionOf(values: Values): Site['position'] {
	const [latitude, longitude] = [trimmed(values.latitude), trimmed(values.longitude)];
	if (!latitude || !longitude) return null;
	return { latitude: Number(latitude), longitude: Number(longitude) };
}

/** What is wrong with the position as typed, by field. */
export function checkPosition(values: Values) {
	const words = sitesWords.fields;
	const wrong: Partial<Record<SiteField, string>> = {};
	const typed = POSITION.filter((field) => trimmed(values[field]) !== '');
	for (const field of typed) {
		const degrees = Number(trimmed(values[field]));
		const most = field === 'latitude' ? 90 : 180;
		if (!Number.isFinite(degrees) || Math.abs(degrees) > most) wrong[field] = words.badNumber;
	}
	if (typed.length === 1) {
		const missing = POSITION.find((field) => !typed.includes(field));
		if (missing) wrong[missing] = words.bothNeeded;
	}
	return wrong;
}

/** Address and position are each one value to the server: a change of a part sends the whole. */
function changesOf(values: Values, fields: readonly SiteField[]): SiteFields {
	const has = (of: readonly SiteField[]) => fields.some((field) => of.includes(field));
	return {
		...(fields.includes('name') && { name: trimmed(values.name) }),
		...(fields.includes('customer_id') && { customer_id: values.customer_id || null }),
		...(fields.includes('unit_id') && { unit_id: values.unit_id || null }),
		...(fields.includes('time_zone') && { time_zone: trimmed(values.time_zone) }),
		...(fields.includes('access_notes') && { access_notes: trimmed(values.access_notes) }),
		...(has(ADDRESS) && { address: addressOf(values) }),
		...(has(POSITION) && { position: positionOf(values) })
	};
}

/** How sites are made and changed. */
export const siteKind: RowKind<Site, SiteField> = {
	needed: ['name', 'time_zone'],
	empty: {
		name: '',
		customer_id: null,
		unit_id: null,
		lines: '',
		locality: '',
		region: '',
		postcode: '',
		country: '',
		latitude: '',
		longitude: '',
		time_zone: '',
		access_notes: ''
	},
	valuesOf: ({ name, customer, unit, address, position, time_zone, access_notes }) => ({
		name,
		customer_id: customer?.id ?? null,
		unit_id: unit?.id ?? null,
		lines: address.lines.join('\n'),
		locality: address.locality,
		region: address.region,
		postcode: address.postcode,
		country: address.country,
		latitude: position ? String(position.latitude) : '',
		longitude: position ? String(position.longitude) : '',
		time_zone,
		access_notes
	}),
	check: checkPosition,
	create(values, key) {
		const given = (Object.keys(values) as SiteField[]).filter((field) =>
			trimmed(values[field])
		);
		const body = {
			...changesOf(values, given),
			name: trimmed(values.name),
			address: addressOf(values),
			time_zone: trimmed(values.time_zone)
		};
		return must(api.POST('/api/v1/sites', { body, headers: once(key) }));
	},
	change(row, values, fields) {
		const params = { path: { id: row.id } };
		const body = changesOf(values, fields);
		return must(api.PATCH('/api/v1/sites/{id}', { params, headers: ifMatch(row), body }));
	}
};
