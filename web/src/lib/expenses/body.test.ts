import { expect, it } from 'vitest';
import { bodyOf, tenthsOf, typedOf } from './body';

it('distances are kept in tenths', () => {
	expect(['42', '42.5', '42,5'].map(tenthsOf)).toEqual([420, 425, 425]);
	for (const wrong of ['', '0', '42.55', 'far']) expect(tenthsOf(wrong)).toBeNull();
});

it('mileage says how far, anything else how much', () => {
	const typed = { ...typedOf(undefined, '2026-11-21', 'GBP'), description: ' To the show ' };
	expect(bodyOf({ ...typed, amount: '12.50' })).toEqual({
		kind: 'travel',
		day: '2026-11-21',
		description: 'To the show',
		currency: 'GBP',
		amount_minor: 1250
	});
	expect(bodyOf({ ...typed, kind: 'mileage', distance: '42.5' })).toMatchObject({
		distance: { tenths: 425, unit: 'km' }
	});
});
