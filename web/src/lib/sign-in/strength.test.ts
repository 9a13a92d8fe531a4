import { describe, expect, it } from 'vitest';
import { strengthOf } from './strength';

describe('the strength of a password', () => {
	it('is nothing below the least length', () => {
		expect(strengthOf('Tr0ub4dor&3')).toBe('short');
		expect(strengthOf('')).toBe('short');
	});

	it.each(['aaaaaaaaaaaaaaaa', '1234567890123456', 'qwertyuiopasdf', 'abcabcabcabcabc'])(
		'is weak where it can be foreseen: %s',
		(password) => expect(strengthOf(password)).toBe('weak')
	);

	it('is weak where it is made of what is known of oneself', () => {
		const personal = ['Ada Example', 'ada@north-fleet.example', 'North Fleet'];
		expect(strengthOf('NorthFleetAda2026', personal)).toBe('weak');
		expect(strengthOf('seven lanterns over quiet water', personal)).toBe('strong');
	});

	it.each([
		'seven lanterns over quiet water',
		'vR8#kq2!Lm0zT$wp',
		'correct horse battery staple'
	])('is strong where it is long and no run: %s', (password) =>
		expect(strengthOf(password)).toBe('strong')
	);

	it('is fair in between', () => {
		expect(strengthOf('marmalade-dusk')).toBe('fair');
	});
});
