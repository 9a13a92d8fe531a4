import { describe, expect, it } from 'vitest';
import { holds, readAddress, readRange } from './cidr';

describe('a range as typed', () => {
	it.each([
		['203.0.113.0/24', '203.0.113.0/24'],
		[' 203.0.113.7 ', '203.0.113.7/32'],
		['0.0.0.0/0', '0.0.0.0/0'],
		['2001:db8::/32', '2001:db8::/32'],
		['::1', '::1/128'],
		['fe80::/10', 'fe80::/10'],
		['::ffff:192.0.2.1', '::ffff:192.0.2.1/128']
	])('%s is taken', (typed, text) => {
		expect(readRange(typed)).toEqual({ ok: true, text });
	});

	it.each([
		'',
		'203.0.113',
		'203.0.113.256',
		'010.0.0.1',
		'203.0.113.0/33',
		'203.0.113.0/',
		'203.0.113.0/24/8',
		'2001:db8::1::2',
		'2001:db8',
		'1:2:3:4:5:6:7:8:9',
		'1:2:3:4:5:6:7::8',
		'office'
	])('“%s” is none', (typed) => {
		expect(readRange(typed)).toEqual({ ok: false, meant: null });
	});

	it.each([
		['203.0.113.7/24', '203.0.113.0/24'],
		['10.1.2.3/9', '10.0.0.0/9'],
		['2001:db8:1::5/48', '2001:db8:1::/48'],
		['2001:db8::1/127', '2001:db8::/127'],
		['::5/64', '::/64']
	])('%s has bits beyond its prefix: %s is meant', (typed, meant) => {
		expect(readRange(typed)).toEqual({ ok: false, meant });
	});
});

it.each([
	['203.0.113.0/24', '203.0.113.200', true],
	['203.0.113.0/24', '203.0.114.1', false],
	['203.0.113.7', '203.0.113.7', true],
	['2001:db8::/32', '2001:db8:ffff::1', true],
	['2001:db8::/32', '203.0.113.7', false],
	['0.0.0.0/0', '203.0.113.7', true]
])('%s holds %s: %s', (range, address, does) => {
	expect(holds(range, address)).toBe(does);
});

it('an address is four or sixteen bytes', () => {
	expect(readAddress('192.0.2.1')).toEqual([192, 0, 2, 1]);
	expect(readAddress('2001:db8::ff')).toHaveLength(16);
	expect(readAddress('192.0.2.1/32')).toBeNull();
});
