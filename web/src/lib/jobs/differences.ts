import type { FieldChange, Job } from '#lib/api';

const shown = [
	'status',
	'priority',
	'type',
	'title',
	'description',
	'customer',
	'site',
	'target_at'
] as const satisfies readonly (keyof Job)[];

function plain(value: Job[(typeof shown)[number]]): unknown {
	return value !== null && typeof value === 'object' ? value.name : value;
}

/** What differs between two states of one job, for people. */
export function differences(before: Job, after: Job): FieldChange[] {
	return shown
		.map((field) => ({ field, before: plain(before[field]), after: plain(after[field]) }))
		.filter((change) => change.before !== change.after);
}
