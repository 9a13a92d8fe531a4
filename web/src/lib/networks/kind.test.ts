import { describe, expect, it } from 'vitest';
import type { Networks } from '#lib/api';
import { linesOf, networksOf, rangesOf, roleField, rolesIn, valuesOf } from './kind';

const networks: Networks = {
	version: 4,
	mode: 'report_only',
	ranges: [
		{ cidr: '203.0.113.0/24', note: 'Head office, both floors' },
		{ cidr: '2001:db8::/32', note: null }
	],
	by_role: [{ role: 'administrator', ranges: [{ cidr: '198.51.100.7/32', note: 'VPN' }] }],
	updated_at: null,
	your_address: '203.0.113.9'
};

describe('networks as a form', () => {
	it('go there and back', () => {
		const { mode, ranges, by_role } = networks;
		expect(networksOf(valuesOf(networks))).toEqual({ mode, ranges, by_role });
	});

	it('keep a note with blanks whole', () => {
		expect(rangesOf(linesOf(networks.ranges))).toEqual(networks.ranges);
	});

	it('leave out a role that has no range yet', () => {
		const values = { ...valuesOf(networks), [roleField('auditor')]: '' };
		expect(rolesIn(values)).toContain('auditor');
		expect(networksOf(values)).toEqual(networksOf(valuesOf(networks)));
	});

	it('leave out a role whose ranges were taken away', () => {
		const values = { ...valuesOf(networks), [roleField('administrator')]: null };
		expect(rolesIn(values)).toEqual([]);
		expect(networksOf(values).by_role).toEqual([]);
	});
});
