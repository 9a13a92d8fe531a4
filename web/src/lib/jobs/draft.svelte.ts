import type { Job } from '#lib/api';
import { changedFields } from '#lib/forms/merge';
import type { Choice } from '#lib/ui/Combobox.svelte';
import { choicesOf, valuesOf, type JobField, type JobValues } from './form';

/** A job being edited: what it was when opened, and what has been typed since. */
export class JobDraft {
	base: Job = $state.raw() as Job;
	values: JobValues = $state() as JobValues;
	customer: Choice | null = $state.raw(null);
	site: Choice | null = $state.raw(null);
	unit: Choice | null = $state.raw(null);
	readonly #names: Record<string, string> = {};

	constructor(job: Job) {
		this.#start(job, valuesOf(job));
	}

	get changed(): JobField[] {
		return changedFields(valuesOf(this.base), this.values);
	}

	/** The name behind a customer's or site's id, for people. */
	name(value: string | null): string | null {
		const chosen = [this.customer, this.site, this.unit].find(
			(choice) => choice?.value === value
		);
		return value && (chosen?.label ?? this.#names[value] ?? value);
	}

	/** Goes on from a newer version of the job, with the values agreed upon. */
	rebase(job: Job, settled: JobValues): void {
		this.meet(job);
		this.#start(job, { ...settled });
	}

	/** Learns the names in another version of the job. */
	meet(job: Job): void {
		const chosen = [this.customer, this.site, this.unit];
		for (const choice of [...Object.values(choicesOf(job)), ...chosen]) {
			if (choice) this.#names[choice.value] = choice.label;
		}
	}

	#start(job: Job, values: JobValues): void {
		this.base = job;
		this.meet(job);
		this.values = values;
		const choice = (value: string | null) =>
			value ? { value, label: this.#names[value] ?? value } : null;
		this.customer = choice(values.customer_id);
		this.site = choice(values.site_id);
		this.unit = choice(values.unit_id);
	}
}
