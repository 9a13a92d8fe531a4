import type { Money } from '#lib/api';

/** How many digits of a currency are behind the point. */
function digits(currency: string): number {
	const format = new Intl.NumberFormat('en', { style: 'currency', currency });
	return format.resolvedOptions().maximumFractionDigits ?? 2;
}

export function moneyText({ minor, currency }: Money, locale?: string): string {
	return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
		minor / 10 ** digits(currency)
	);
}

/** An amount as it is typed: `12.50`. */
export function plainAmount({ minor, currency }: Money): string {
	return (minor / 10 ** digits(currency)).toFixed(digits(currency));
}

/** What a person types for an amount, in minor units; null when it is none, or finer than the currency. */
export function minorOf(text: string, currency: string): number | null {
	const match = /^\s*(\d{1,9})(?:[.,](\d+))?\s*$/.exec(text);
	const places = digits(currency);
	if (!match || (match[2] ?? '').length > places) return null;
	return Number(match[1]) * 10 ** places + Number((match[2] ?? '').padEnd(places, '0') || 0);
}
