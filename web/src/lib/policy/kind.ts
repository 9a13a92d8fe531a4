/** The sign-in rules as a form: one field for each role's least proof, three for times. */

import { api, AppError, ifMatch, must, type Demand, type SecurityPolicy } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { policy as words } from '#lib/i18n/en/policy';

type Values = Record<string, string | null>;

/** The bounds are the server's. */
export const NUMBERS = {
	grace_days: { least: 0, most: 90 },
	session_idle_minutes: { least: 15, most: 720 },
	session_hours: { least: 1, most: 24 }
} as const;
export type NumberField = keyof typeof NUMBERS;

const MINIMUM = 'minimum.';
export const DEMANDS: readonly Demand[] = ['password', 'second_factor', 'passkey'];

export function fieldOf(role: string): string {
	return MINIMUM + role;
}

export function valuesOf(policy: SecurityPolicy): Values {
	const values: Values = {};
	for (const { role, factor } of policy.minimum) values[fieldOf(role)] = factor;
	for (const name of Object.keys(NUMBERS) as NumberField[]) values[name] = String(policy[name]);
	return values;
}

export function check(values: Values): Record<string, string> {
	const wrong: Record<string, string> = {};
	for (const [name, { least, most }] of Object.entries(NUMBERS)) {
		const typed = (values[name] ?? '').trim();
		const number = Number(typed);
		const whole = /^\d+$/.test(typed);
		if (!whole || number < least || number > most) wrong[name] = words.number(least, most);
	}
	const outlives = Number(values.session_idle_minutes) > Number(values.session_hours) * 60;
	if (!wrong.session_idle_minutes && !wrong.session_hours && outlives)
		wrong.session_idle_minutes = words.idleTooLong;
	return wrong;
}

export function policyOf(values: Values): Omit<SecurityPolicy, 'version'> {
	// A role that is not there may sign in with its password.
	const minimum = Object.entries(values)
		.filter(([field, factor]) => field.startsWith(MINIMUM) && factor && factor !== 'password')
		.map(([field, factor]) => ({
			role: field.slice(MINIMUM.length),
			factor: factor as Demand
		}));
	return {
		minimum,
		grace_days: Number(values.grace_days),
		session_idle_minutes: Number(values.session_idle_minutes),
		session_hours: Number(values.session_hours)
	};
}

/** `asked` is called when a second person has to confirm first: nothing has changed then. */
export function policyKind(asked: () => void): RowKind<SecurityPolicy, string> {
	return {
		empty: {},
		needed: [],
		valuesOf,
		check,
		create: () => Promise.reject(new AppError(NOT_MADE)),
		async change(policy, values) {
			const call = api.PUT('/api/v1/security-policy', {
				headers: ifMatch(policy),
				body: policyOf(values)
			});
			const settled = await must(call);
			// What waits for a second person is answered with the approval, and the rules stay as they are.
			if (!('asked_by' in settled)) return settled;
			asked();
			return policy;
		}
	};
}

/** There is always one. */
const NOT_MADE = { type: 'about:blank', title: 'unexpected', status: 0, code: 'unexpected' };
