import { api, ifMatch, must, type RuleEffect, type WorkingRule, type WorkingRules } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { notMade } from '#lib/forms/settings';
import { workingRules as words } from '#lib/i18n/en/working-rules';

export const RULES = ['rest', 'day-hours', 'week-hours', 'consecutive-days', 'nights'] as const;
export type RuleField =
	`${WorkingRule}.limit` | `${WorkingRule}.effect` | 'night_from' | 'night_until';

type Values = Record<RuleField, string | null>;

/** The rules as one form: a limit and an effect for each. */
export const rulesKind: RowKind<WorkingRules, RuleField> = {
	empty: valuesOf({ version: 0, rules: [], night_from: '', night_until: '' }),
	needed: ['night_from', 'night_until'],
	valuesOf,
	check(values) {
		const wrong = RULES.filter((rule) => {
			const limit = (values[`${rule}.limit`] ?? '').trim();
			const off = values[`${rule}.effect`] === 'off';
			const right = /^\d{1,3}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 200;
			return !off && !right;
		});
		return Object.fromEntries(wrong.map((rule) => [`${rule}.limit`, words.wrong]));
	},
	create: notMade,
	change(rules, values) {
		const body = {
			rules: RULES.map((rule) => ({
				rule,
				limit: Number(values[`${rule}.limit`]) || usual(rules, rule),
				effect: values[`${rule}.effect`] as RuleEffect
			})),
			night_from: values.night_from ?? '',
			night_until: values.night_until ?? ''
		};
		return must(api.PUT('/api/v1/working-rules', { headers: ifMatch(rules), body }));
	}
};

/** What stands for a limit that is off and empty. */
function usual({ rules }: WorkingRules, rule: WorkingRule): number {
	return rules.find((one) => one.rule === rule)?.limit ?? 1;
}

function valuesOf({ rules, night_from, night_until }: WorkingRules): Values {
	const each = RULES.flatMap((rule) => {
		const known = rules.find((one) => one.rule === rule);
		return [
			[`${rule}.limit`, known ? String(known.limit) : ''],
			[`${rule}.effect`, known?.effect ?? 'off']
		];
	});
	return { ...Object.fromEntries(each), night_from, night_until } as Values;
}
