import { describe, expect, it } from 'vitest';
import type { Job } from '#lib/api';
import { JobDraft } from './draft.svelte';
import { changesOf } from './form';

const job = {
	id: 'job_1',
	version: 3,
	title: 'Pump',
	type: 'Repair',
	description: '',
	priority: 'p3',
	customer: { id: 'cus_1', name: 'Alder House' },
	site: null,
	target_at: null
} as Job;

describe('a job being edited', () => {
	it('sends only what was changed', () => {
		const draft = new JobDraft(job);
		expect(draft.changed).toEqual([]);
		draft.values.title = ' Pump leaks ';
		expect(changesOf(draft.values, draft.changed)).toEqual({ title: 'Pump leaks' });
	});

	it('clears a customer with null', () => {
		const draft = new JobDraft(job);
		draft.values.customer_id = null;
		expect(changesOf(draft.values, draft.changed)).toEqual({ customer_id: null });
	});

	it('goes on from a newer version without losing what was typed', () => {
		const draft = new JobDraft(job);
		draft.values.title = 'Pump leaks';
		const newer = { ...job, version: 4, customer: { id: 'cus_2', name: 'Old Brewery' } } as Job;
		draft.rebase(newer, { ...draft.values, customer_id: 'cus_2' });
		expect(draft.base.version).toBe(4);
		expect(draft.customer?.label).toBe('Old Brewery');
		expect(draft.changed).toEqual(['title']);
	});

	it('knows names of both versions', () => {
		const draft = new JobDraft(job);
		draft.meet({ ...job, customer: { id: 'cus_2', name: 'Old Brewery' } } as Job);
		expect(draft.name('cus_1')).toBe('Alder House');
		expect(draft.name('cus_2')).toBe('Old Brewery');
		expect(draft.name(null)).toBeNull();
	});
});
