/** Which column of a file becomes which part of a job. Pure: the page holds one and replaces it whole. */

import type { Import, ImportTarget, MappedField, Mapping } from '#lib/api';

export type TargetKind = 'text' | 'choice' | 'instant' | 'number';

export interface Target {
	target: ImportTarget;
	kind: TargetKind;
	group: 'what' | 'state' | 'where';
}

export const TARGETS: readonly Target[] = [
	{ target: 'reference', kind: 'text', group: 'what' },
	{ target: 'type', kind: 'text', group: 'what' },
	{ target: 'title', kind: 'text', group: 'what' },
	{ target: 'description', kind: 'text', group: 'what' },
	{ target: 'note', kind: 'text', group: 'what' },
	{ target: 'customer', kind: 'text', group: 'what' },
	{ target: 'priority', kind: 'choice', group: 'state' },
	{ target: 'status', kind: 'choice', group: 'state' },
	{ target: 'cancel_reason', kind: 'choice', group: 'state' },
	{ target: 'created_at', kind: 'instant', group: 'state' },
	{ target: 'target_at', kind: 'instant', group: 'state' },
	{ target: 'finished_at', kind: 'instant', group: 'state' },
	{ target: 'site_name', kind: 'text', group: 'where' },
	{ target: 'address', kind: 'text', group: 'where' },
	{ target: 'locality', kind: 'text', group: 'where' },
	{ target: 'region', kind: 'text', group: 'where' },
	{ target: 'postcode', kind: 'text', group: 'where' },
	{ target: 'country', kind: 'text', group: 'where' },
	{ target: 'latitude', kind: 'number', group: 'where' },
	{ target: 'longitude', kind: 'number', group: 'where' }
];

/** How a target gets its text. */
export type Origin = 'none' | 'column' | 'columns' | 'value';

export function originOf(field: MappedField | undefined): Origin {
	if (field?.column !== undefined) return 'column';
	if (field?.columns !== undefined) return 'columns';
	if (field?.value !== undefined) return 'value';
	return 'none';
}

/** The mapping with `target` filled by `field`, or left out. */
export function withField(
	mapping: Mapping,
	target: ImportTarget,
	field: MappedField | null
): Mapping {
	const others = Object.entries(mapping.fields).filter(([name]) => name !== target);
	const fields = Object.fromEntries(field ? [...others, [target, field]] : others);
	return { ...mapping, fields };
}

const SOURCES = ['column', 'columns', 'join', 'value'];

/** Takes another source but keeps formats, words and defaults, which belong to the target. */
export function withOrigin(
	field: MappedField | undefined,
	source: Pick<MappedField, 'column' | 'columns' | 'join' | 'value'>
): MappedField {
	const kept = Object.entries(field ?? {}).filter(([key]) => !SOURCES.includes(key));
	return { ...Object.fromEntries(kept), ...source };
}

export function columnsOf(field: MappedField | undefined): string[] {
	if (field?.column !== undefined) return [field.column];
	return field?.columns ?? [];
}

export function unusedColumns(mapping: Mapping, columns: readonly string[]): string[] {
	const used = new Set(Object.values(mapping.fields).flatMap(columnsOf));
	return columns.filter((column) => !used.has(column));
}

/** The date formats of a field; the contract has one word for one and another for several. */
export function formatsOf(field: MappedField): string[] {
	return field.formats ?? (field.format === undefined ? [] : [field.format]);
}

/** The field with the formats typed, one a line. */
export function withFormats(field: MappedField, text: string): MappedField {
	const formats = text.split('\n').map((line) => line.trim());
	const given = formats.filter((format, at) => format !== '' || at < formats.length - 1);
	const kept = Object.entries(field).filter(([key]) => !['format', 'formats'].includes(key));
	return { ...Object.fromEntries(kept), ...(given.length > 0 && { formats: given }) };
}

/** The different values a column shows in the sample, for words that need translating. */
export function sampleValues(detected: Import['detected'], column: string): string[] {
	const at = detected.columns.indexOf(column);
	const values = detected.sample.map((row) => row[at] ?? '').filter((value) => value !== '');
	return [...new Set(values)];
}

/** What a target would get from the first rows, for the "for example" column. */
export function exampleOf(detected: Import['detected'], field: MappedField | undefined): string {
	if (field?.value !== undefined) return field.value;
	for (const row of detected.sample) {
		const parts = columnsOf(field).map((column) => row[detected.columns.indexOf(column)] ?? '');
		const example = parts.filter((part) => part !== '').join(field?.join ?? ' ');
		if (example !== '') return example;
	}
	return '';
}

/** Names other systems give to the same thing, folded (see `fold`). The first found wins. */
const KNOWN: Partial<Record<ImportTarget, readonly string[]>> = {
	reference: [
		'servicerequestnumber',
		'uniquekey',
		'caseid',
		'reference',
		'number',
		'ticket',
		'id'
	],
	type: ['typeofservicerequest', 'complainttype', 'category', 'type', 'wotype', 'pmtype'],
	title: ['title', 'subject', 'shorttext', 'summary', 'requesttype', 'descriptor'],
	description: ['description', 'requestdetails', 'details', 'resolutiondescription'],
	priority: ['priority', 'urgency'],
	status: ['status', 'state'],
	created_at: ['creationdate', 'createddate', 'opened', 'created', 'createdat', 'date'],
	finished_at: ['completiondate', 'closeddate', 'closed', 'finished', 'completed'],
	target_at: ['duedate', 'due', 'target', 'deadline'],
	customer: ['customer', 'client', 'account'],
	site_name: ['site', 'sitename', 'location'],
	address: ['streetaddress', 'incidentaddress', 'address', 'street'],
	locality: ['city', 'town', 'locality', 'borough', 'neighborhood'],
	region: ['region', 'state', 'county'],
	postcode: ['zipcode', 'incidentzip', 'zip', 'postcode', 'postalcode'],
	country: ['country'],
	latitude: ['latitude', 'lat'],
	longitude: ['longitude', 'lon', 'lng', 'long']
};

function fold(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A first guess from the names of the columns, each used at most once. */
export function guess(detected: Import['detected'], zone: string, filename: string): Mapping {
	const free = new Map(detected.columns.map((column) => [fold(column), column]));
	const mapping: Mapping = {
		name: filename,
		encoding: 'auto',
		separator: 'auto',
		zone,
		source: sourceName(filename),
		fields: {}
	};
	for (const [target, names] of Object.entries(KNOWN) as [ImportTarget, readonly string[]][]) {
		const found = names.find((name) => free.has(name));
		if (found === undefined) continue;
		mapping.fields[target] = { column: free.get(found) };
		free.delete(found);
	}
	return mapping;
}

/** Longer names of sources are no use in a list. */
const MOST_SOURCE = 40;

/** `My Export (2).csv` → `my-export-2`: the same file keeps the same source, so a repeat adds nothing. */
export function sourceName(filename: string): string {
	const stem = filename.replace(/\.[a-z0-9]{1,5}$/iu, '').toLowerCase();
	const name = stem.replace(/[^a-z0-9]+/gu, '-').slice(0, MOST_SOURCE);
	return name.replace(/^-+|-+$/gu, '') || 'import';
}
