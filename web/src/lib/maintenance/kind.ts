/** A plan as a form. What it is for is one value, so that two people's changes of it meet as one. */

import {
	api,
	ifMatch,
	must,
	once,
	type MaintenancePlan,
	type NewMaintenancePlan,
	type PlanBasis,
	type Priority
} from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { maintenance } from '#lib/i18n/en/maintenance';
import { nameOf } from './words';

export type PlanField =
	| 'name'
	| 'unit_id'
	| 'on'
	| 'title'
	| 'description'
	| 'type_id'
	| 'priority'
	| 'rule'
	| 'first_date'
	| 'zone'
	| 'days_before'
	| 'days_after'
	| 'basis'
	| 'lead_days';
export type PlanValues = Record<PlanField, string | null>;

const words = maintenance.form;
const JOB = ['title', 'description', 'type_id', 'priority'] as const;
const WINDOW = ['days_before', 'days_after'] as const;
/** The most days of each, which the server holds too. */
export const MOST = { days_before: 366, days_after: 366, lead_days: 366 } as const;

/** A target as the form keeps it. */
export interface Chosen {
	id: string;
	name: string;
	number: string | null;
}

export function chosenOf(target: MaintenancePlan['on'][number]): Chosen {
	return { id: target.id, name: nameOf(target), number: target.asset?.number ?? null };
}

export function targetsIn(text: string | null): Chosen[] {
	return text ? (JSON.parse(text) as Chosen[]) : [];
}

/** In one order, whatever order they were chosen in. */
export function targetsText(targets: readonly Chosen[]): string {
	return targets.length > 0
		? JSON.stringify(targets.toSorted((a, b) => a.id.localeCompare(b.id)))
		: '';
}

export function isWhole(text: string | null, least: number, most: number): boolean {
	const number = Number(text);
	return !!text?.trim() && Number.isInteger(number) && number >= least && number <= most;
}

function bodyOf(values: PlanValues): NewMaintenancePlan {
	const text = (field: PlanField) => (values[field] ?? '').trim();
	return {
		name: text('name'),
		on: targetsIn(values.on).map(({ id }) => id),
		job: {
			title: text('title'),
			description: text('description'),
			type_id: values.type_id || null,
			priority: (values.priority ?? 'p3') as Priority
		},
		rule: text('rule'),
		first_date: text('first_date'),
		zone: text('zone'),
		window: {
			days_before: Number(text('days_before')),
			days_after: Number(text('days_after'))
		},
		basis: (values.basis ?? 'plan') as PlanBasis,
		lead_days: Number(text('lead_days'))
	};
}

export function planKind(zone: string, today: string): RowKind<MaintenancePlan, PlanField> {
	return {
		needed: ['name', 'on', 'title', 'rule', 'first_date', 'zone'],
		empty: {
			name: '',
			unit_id: null,
			on: '',
			title: '',
			description: '',
			type_id: '',
			priority: 'p3',
			rule: 'FREQ=YEARLY',
			first_date: today,
			zone,
			days_before: '7',
			days_after: '14',
			basis: 'plan',
			lead_days: '30'
		},
		valuesOf: (plan) => ({
			name: plan.name,
			unit_id: plan.unit?.id ?? null,
			on: targetsText(plan.on.map(chosenOf)),
			title: plan.job.title,
			description: plan.job.description,
			type_id: plan.job.type_id ?? '',
			priority: plan.job.priority,
			rule: plan.rule,
			first_date: plan.first_date,
			zone: plan.zone,
			days_before: String(plan.window.days_before),
			days_after: String(plan.window.days_after),
			basis: plan.basis,
			lead_days: String(plan.lead_days)
		}),
		check(values) {
			const wrong: Partial<Record<PlanField, string>> = {};
			for (const field of ['days_before', 'days_after', 'lead_days'] as const)
				if (!isWhole(values[field], 0, MOST[field]))
					wrong[field] = words.daysWrong(MOST[field]);
			return wrong;
		},
		create(values, key) {
			return must(
				api.POST('/api/v1/maintenance-plans', {
					// Unsaid, it is the unit that one is posted to oneself.
					body: { ...bodyOf(values), ...(values.unit_id && { unit_id: values.unit_id }) },
					headers: once(key)
				})
			);
		},
		change(plan, values, fields) {
			const all = bodyOf(values);
			const touches = (some: readonly PlanField[]) =>
				some.some((one) => fields.includes(one));
			const body: Partial<NewMaintenancePlan> = {
				...(fields.includes('name') && { name: all.name }),
				...(fields.includes('unit_id') && { unit_id: values.unit_id || null }),
				...(fields.includes('on') && { on: all.on }),
				...(touches(JOB) && { job: all.job }),
				...(touches(['rule', 'first_date']) && {
					rule: all.rule,
					first_date: all.first_date
				}),
				...(fields.includes('zone') && { zone: all.zone }),
				...(touches(WINDOW) && { window: all.window }),
				...(fields.includes('basis') && { basis: all.basis }),
				...(fields.includes('lead_days') && { lead_days: all.lead_days })
			};
			const params = { path: { id: plan.id } };
			return must(
				api.PATCH('/api/v1/maintenance-plans/{id}', {
					params,
					headers: ifMatch(plan),
					body
				})
			);
		}
	};
}

/** Refusals of a part of the job or the window stand at the field that holds it. */
export function byField(errors: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(errors).map(([field, text]) => [
			field.replace(/^(job|window)\./, '').replace(/^on\b.*/, 'on'),
			text
		])
	);
}
