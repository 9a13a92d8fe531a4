import { expect, it } from 'vitest';
import { minorOf, moneyText } from './money';

it('amounts are read to the last digit of their currency', () => {
	expect(['12.50', '12,5', '12', '0.05'].map((text) => minorOf(text, 'GBP'))).toEqual([
		1250, 1250, 1200, 5
	]);
	expect(minorOf('500', 'JPY')).toBe(500);
	for (const wrong of ['', '12.505', '-3', 'ten']) expect(minorOf(wrong, 'GBP')).toBeNull();
	expect(minorOf('1.5', 'JPY')).toBeNull();
});

it('and written as people of the place write them', () => {
	expect(moneyText({ minor: 1250, currency: 'GBP' }, 'en-GB')).toBe('£12.50');
	expect(moneyText({ minor: 500, currency: 'JPY' }, 'en-GB')).toBe('JP¥500');
});
