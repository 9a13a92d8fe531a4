import { describe, expect, it } from 'vitest';
import type { Competency } from '#lib/api';
import { competencyKind } from './kind';

const firstAid: Competency = {
	id: 'cmp_1',
	version: 1,
	name: 'First aid',
	description: '',
	levels: ['Basic', 'Advanced'],
	valid_months: 36,
	retired: false
};

describe('a competency as a form', () => {
	it('has its levels as lines', () => {
		expect(competencyKind.valuesOf(firstAid).levels).toBe('Basic\nAdvanced');
	});

	it('takes whole months or none', () => {
		const values = competencyKind.valuesOf(firstAid);
		const check = (valid_months: string) =>
			competencyKind.check?.({ ...values, valid_months }) ?? {};
		expect(check('36')).toEqual({});
		expect(check('')).toEqual({});
		for (const wrong of ['0', '1.5', 'two', '241']) {
			expect(check(wrong)).toHaveProperty('valid_months');
		}
	});
});
