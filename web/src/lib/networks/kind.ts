/**
 * The networks as a form: the mode, the ranges for everybody, those of each role. Each list is one
 * value, a line for each range, so that two people's changes can be laid side by side.
 */

import {
	api,
	AppError,
	ifMatch,
	must,
	type NetworkMode,
	type Networks,
	type Range
} from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';

type Values = Record<string, string | null>;

const ROLE = 'role.';
export const MODES: readonly NetworkMode[] = ['off', 'report_only', 'enforce'];

export const roleField = (role: string) => ROLE + role;

/** Roles that have ranges of their own, in the order they were added. */
export function rolesIn(values: Values): string[] {
	return Object.keys(values)
		.filter((field) => field.startsWith(ROLE) && values[field] !== null)
		.map((field) => field.slice(ROLE.length));
}

export function linesOf(ranges: readonly Range[]): string {
	return ranges.map(({ cidr, note }) => (note ? `${cidr} ${note}` : cidr)).join('\n');
}

export function rangesOf(lines: string | null): Range[] {
	return (lines ?? '')
		.split('\n')
		.filter(Boolean)
		.map((line) => {
			const [cidr = '', ...note] = line.split(' ');
			return { cidr, note: note.join(' ') || null };
		});
}

export function valuesOf({ mode, ranges, by_role }: Networks): Values {
	const values: Values = { mode, ranges: linesOf(ranges) };
	for (const { role, ranges } of by_role) values[roleField(role)] = linesOf(ranges);
	return values;
}

export function networksOf(values: Values): Pick<Networks, 'mode' | 'ranges' | 'by_role'> {
	return {
		mode: (values.mode ?? 'off') as NetworkMode,
		ranges: rangesOf(values.ranges ?? null),
		// A role without a range counts as not chosen.
		by_role: rolesIn(values)
			.map((role) => ({ role, ranges: rangesOf(values[roleField(role)] ?? null) }))
			.filter(({ ranges }) => ranges.length > 0)
	};
}

/** `asked` is called when a second person has to confirm first: nothing has changed then. */
export function networksKind(asked: () => void): RowKind<Networks, string> {
	return {
		empty: {},
		needed: [],
		valuesOf,
		create: () => Promise.reject(new AppError(NOT_MADE)),
		async change(networks, values) {
			const call = api.PUT('/api/v1/networks', {
				headers: ifMatch(networks),
				body: networksOf(values)
			});
			const settled = await must(call);
			// What waits for a second person is answered with the approval, and the networks stay as they are.
			if (!('asked_by' in settled)) return settled;
			asked();
			return networks;
		}
	};
}

/** There is always one. */
const NOT_MADE = { type: 'about:blank', title: 'unexpected', status: 0, code: 'unexpected' };
