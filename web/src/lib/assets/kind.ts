import { api, ifMatch, must, once, type Asset } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

export type AssetField =
	'name' | 'kind' | 'maker' | 'model' | 'serial' | 'notes' | 'site_id' | 'retired';
type Values = Record<AssetField, string | null>;

/** An asset as a form; where it stands is said once, and then moved. */
export const assetKind: RowKind<Asset, AssetField> = {
	needed: ['name', 'kind', 'site_id'],
	empty: {
		name: '',
		kind: '',
		maker: '',
		model: '',
		serial: '',
		notes: '',
		site_id: null,
		retired: ''
	},
	valuesOf: (asset) => ({
		name: asset.name,
		kind: asset.kind,
		maker: asset.maker ?? '',
		model: asset.model ?? '',
		serial: asset.serial ?? '',
		notes: asset.notes,
		// Who may not see the place may still change the rest.
		site_id: asset.site?.id ?? 'elsewhere',
		retired: asset.retired_at ? 'true' : ''
	}),
	create(values, key) {
		const { retired: _, ...all } = bodyOf(values);
		const body = { ...all, site_id: values.site_id ?? '' };
		return must(api.POST('/api/v1/assets', { body, headers: once(key) }));
	},
	change(asset, values, fields) {
		const all: Record<string, unknown> = bodyOf(values);
		const sent = fields.filter((field) => field !== 'site_id');
		const body = Object.fromEntries(sent.map((field) => [field, all[field]]));
		const params = { path: { id: asset.id } };
		return must(api.PATCH('/api/v1/assets/{id}', { params, headers: ifMatch(asset), body }));
	}
};

function bodyOf(values: Values) {
	const text = (field: AssetField) => (values[field] ?? '').trim();
	return {
		name: text('name'),
		kind: text('kind'),
		maker: text('maker') || null,
		model: text('model') || null,
		serial: text('serial') || null,
		notes: text('notes'),
		retired: values.retired === 'true'
	};
}
