import type { Expense, ExpenseKind, NewExpense } from '#lib/api';
import { minorOf, plainAmount } from '#lib/hours/money';

/** An expense as it is typed. */
export interface Typed {
	kind: ExpenseKind;
	day: string;
	description: string;
	amount: string;
	currency: string;
	distance: string;
	unit: 'km' | 'mile';
}

export function typedOf(expense: Expense | undefined, today: string, currency: string): Typed {
	const { amount, distance } = expense ?? {};
	return {
		kind: expense?.kind ?? 'travel',
		day: expense?.day ?? today,
		description: expense?.description ?? '',
		amount: amount && !distance ? plainAmount(amount) : '',
		currency: amount?.currency ?? currency,
		distance: distance ? String(distance.tenths / 10) : '',
		unit: distance?.unit ?? 'km'
	};
}

/** Tenths of a kilometre or mile; null when it is no distance. */
export function tenthsOf(text: string): number | null {
	const match = /^\s*(\d{1,5})(?:[.,](\d))?\s*$/.exec(text);
	const tenths = match ? Number(match[1]) * 10 + Number(match[2] ?? 0) : 0;
	return tenths > 0 ? tenths : null;
}

export function bodyOf(typed: Typed): NewExpense {
	const { kind, day, currency } = typed;
	const description = typed.description.trim();
	if (kind === 'mileage') {
		const distance = { tenths: tenthsOf(typed.distance) ?? 0, unit: typed.unit };
		return { kind, day, description, currency, distance };
	}
	return { kind, day, description, currency, amount_minor: minorOf(typed.amount, currency) };
}
