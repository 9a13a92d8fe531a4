import { describe, expect, it } from 'vitest';
import { bodyOf, check, daysIn, linesIn, textOf, valuesOf, type HourRates } from './kind';

const now: HourRates = {
	version: 4,
	currency: 'GBP',
	night_from: '22:00',
	night_until: '06:00',
	weekend: [7, 6],
	rates: [
		{ from: '2026-01-01', category: 'normal', per_hour_minor: 1250 },
		{ from: '2026-01-01', category: 'on_call', per_hour_minor: 200 }
	],
	mileage: [{ from: '2026-04-06', unit: 'mile', per_unit_minor: 45 }]
};
const NONE: HourRates = { ...now, currency: null, rates: [], mileage: [] };
const wrong = (more: Partial<ReturnType<typeof valuesOf>>) => check({ ...valuesOf(now), ...more });

describe('rates as a form', () => {
	it('go there and back', () => {
		const { version, ...sent } = now;
		expect(version).toBe(4);
		expect(bodyOf(valuesOf(now))).toEqual({ ...sent, weekend: [6, 7] });
		expect(bodyOf(valuesOf(NONE))).toEqual({
			...sent,
			weekend: [6, 7],
			currency: null,
			rates: [],
			mileage: []
		});
		expect([check(valuesOf(now)), check(valuesOf(NONE))]).toEqual([{}, {}]);
	});

	it('are typed as money is, by the currency’s digits', () => {
		const line = { from: '2026-01-01', of: 'normal', amount: '1250' };
		const values = { ...valuesOf(NONE), currency: 'JPY', rates: textOf([line]) };
		expect(bodyOf(values).rates[0]?.per_hour_minor).toBe(1250);
		expect(check({ ...values, rates: textOf([{ ...line, amount: '12.50' }]) })).toHaveProperty(
			'rates'
		);
	});

	it('need a currency, a day and an amount each', () => {
		expect(Object.keys(wrong({ currency: '' }))).toEqual(['currency']);
		expect(Object.keys(wrong({ currency: 'pound' }))).toEqual(['currency']);
		const bad = { from: '', of: 'km', amount: '0.45' };
		expect(Object.keys(wrong({ mileage: textOf([bad]) }))).toEqual(['mileage']);
		expect(
			Object.keys(wrong({ rates: textOf([{ ...bad, from: '2026-01-01', amount: 'much' }]) }))
		).toEqual(['rates']);
	});

	it('nothing is no list and no day', () => {
		expect([linesIn(''), linesIn(null), daysIn(''), textOf([])]).toEqual([[], [], [], '']);
	});
});
