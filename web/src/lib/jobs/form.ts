import type { Job, JobChanges, Priority } from '#lib/api';
import type { Choice } from '#lib/ui/Combobox.svelte';

/** The fields of a job that people type, as the form holds them. */
export type JobField =
	| 'title'
	| 'type'
	| 'description'
	| 'priority'
	| 'customer_id'
	| 'site_id'
	| 'unit_id'
	| 'target_at';

/** What a job cannot be without. */
export const NEEDED: readonly JobField[] = ['title', 'type'];

export type JobValues = Record<JobField, string | null>;

/** What a job can be without: empty means none. */
const NULLABLE = new Set<JobField>(['customer_id', 'site_id', 'unit_id', 'target_at']);

export const emptyJob: JobValues = {
	title: '',
	type: '',
	description: '',
	priority: 'p3',
	customer_id: null,
	site_id: null,
	unit_id: null,
	target_at: null
};

export function valuesOf(job: Job): JobValues {
	return {
		title: job.title,
		type: job.type,
		description: job.description,
		priority: job.priority,
		customer_id: job.customer?.id ?? null,
		site_id: job.site?.id ?? null,
		unit_id: job.unit?.id ?? null,
		target_at: job.target_at
	};
}

export interface JobChoices {
	customer: Choice | null;
	site: Choice | null;
	unit: Choice | null;
}

export function choicesOf(job: Job): JobChoices {
	return {
		customer: job.customer && { value: job.customer.id, label: job.customer.name },
		site: job.site && { value: job.site.id, label: job.site.name },
		unit: job.unit && { value: job.unit.id, label: job.unit.name }
	};
}

/** A change of the given fields alone, so that it touches nothing somebody else may be changing. */
export function changesOf(values: JobValues, fields: readonly JobField[]): JobChanges {
	const changes: JobChanges = {};
	for (const field of fields) {
		const value = values[field];
		if (field === 'priority') changes.priority = (value ?? 'p3') as Priority;
		else if (NULLABLE.has(field)) changes[field as 'target_at'] = value || null;
		else changes[field] = (value ?? '').trim();
	}
	return changes;
}
