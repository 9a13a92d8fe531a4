import { expect, it } from 'vitest';
import { isShorter, wrongMonths } from './months';

it('takes whole months within the server’s bounds', () => {
	for (const typed of ['12', ' 24 ', '240']) expect(wrongMonths(typed), typed).toBeNull();
	for (const typed of ['', '11', '241', '12.5', '-12', '1e2', 'x'])
		expect(wrongMonths(typed), typed).not.toBeNull();
});

it('knows what cannot be undone', () => {
	expect(isShorter(null, 240)).toBe(true);
	expect(isShorter(24, 12)).toBe(true);
	expect(isShorter(24, 24)).toBe(false);
	expect(isShorter(12, 24)).toBe(false);
	expect(isShorter(12, null)).toBe(false);
	expect(isShorter(null, null)).toBe(false);
});
