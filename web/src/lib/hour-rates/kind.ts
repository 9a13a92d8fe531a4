/** Rates as a form. A list is one value, the text of its lines, so that two people's changes of it meet as one. */

import { api, ifMatch, must } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { notMade } from '#lib/forms/settings';
import { minorOf, plainAmount } from '#lib/hours/money';
import { hourRates as words } from '#lib/i18n/en/hour-rates';

type Category = keyof typeof words.categories;
type Unit = keyof typeof words.units;
export interface HourRates {
	version: number;
	currency: string | null;
	night_from: string;
	night_until: string;
	/** Monday is 1. */
	weekend: number[];
	rates: { from: string; category: Category; per_hour_minor: number }[];
	mileage: { from: string; unit: Unit; per_unit_minor: number }[];
}

export type RatesField =
	'currency' | 'night_from' | 'night_until' | 'weekend' | 'rates' | 'mileage';
type Values = Record<RatesField, string | null>;

/** A rate as it is typed. */
export interface Line {
	from: string;
	of: string;
	amount: string;
}

export function linesIn(text: string | null): Line[] {
	return text ? (JSON.parse(text) as Line[]) : [];
}

export function textOf(lines: readonly Line[]): string {
	return lines.length > 0 ? JSON.stringify(lines) : '';
}

export function daysIn(text: string | null): number[] {
	return text ? text.split(',').map(Number) : [];
}

const known = (currency: string | null): currency is string => /^[A-Z]{3}$/.test(currency ?? '');

export function isWrong({ from, amount }: Line, currency: string | null): boolean {
	return !from || (known(currency) && minorOf(amount, currency) === null);
}

export function valuesOf(now: HourRates): Values {
	const typed = (minor: number) => plainAmount({ minor, currency: now.currency ?? 'EUR' });
	return {
		currency: now.currency ?? '',
		night_from: now.night_from,
		night_until: now.night_until,
		weekend: now.weekend.toSorted().join(','),
		rates: textOf(
			now.rates.map(({ from, category: of, per_hour_minor }) => {
				return { from, of, amount: typed(per_hour_minor) };
			})
		),
		mileage: textOf(
			now.mileage.map(({ from, unit: of, per_unit_minor }) => {
				return { from, of, amount: typed(per_unit_minor) };
			})
		)
	};
}

export function check(values: Values): Partial<Record<RatesField, string>> {
	const wrong: Partial<Record<RatesField, string>> = {};
	const { currency } = values;
	if (currency && !known(currency)) wrong.currency = words.badCurrency;
	else if (!currency && (values.rates || values.mileage)) wrong.currency = words.needCurrency;
	for (const list of ['rates', 'mileage'] as const)
		if (linesIn(values[list]).some((line) => isWrong(line, currency)))
			wrong[list] = words.wrong;
	return wrong;
}

export function bodyOf(values: Values) {
	const minor = ({ amount }: Line) => minorOf(amount, values.currency || 'EUR') ?? 0;
	return {
		currency: values.currency || null,
		night_from: values.night_from ?? '',
		night_until: values.night_until ?? '',
		weekend: daysIn(values.weekend),
		rates: linesIn(values.rates).map((line) => ({
			from: line.from,
			category: line.of as Category,
			per_hour_minor: minor(line)
		})),
		mileage: linesIn(values.mileage).map((line) => ({
			from: line.from,
			unit: line.of as Unit,
			per_unit_minor: minor(line)
		}))
	};
}

export const ratesKind: RowKind<HourRates, RatesField> = {
	empty: {} as Values,
	needed: ['night_from', 'night_until'],
	valuesOf,
	check,
	create: notMade,
	change: (now, values) =>
		must(api.PUT('/api/v1/hour-rates', { headers: ifMatch(now), body: bodyOf(values) }))
};
