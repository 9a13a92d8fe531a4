import { describe, expect, it } from 'vitest';
import { check } from './kind';

const wrong = (every: string, mail: string, url = '') => Object.keys(check({ every, mail, url }));

describe('where signed heads go', () => {
	it('needs somewhere to go as soon as any are sent', () => {
		expect(wrong('off', '')).toEqual([]);
		expect(wrong('day', '')).toEqual(['mail']);
		expect(wrong('day', 'log@example.org')).toEqual([]);
		expect(wrong('hour', '', 'https://heads.example.org')).toEqual([]);
	});

	it('takes five addresses, and only addresses', () => {
		const five = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.org`);
		expect(wrong('day', five.join('\n'))).toEqual([]);
		expect(wrong('day', [...five, 'f@example.org'].join('\n'))).toEqual(['mail']);
		// The same one twice is one.
		expect(wrong('day', [...five, 'a@example.org', ''].join('\n'))).toEqual([]);
		expect(wrong('day', 'log at example.org')).toEqual(['mail']);
		expect(wrong('off', 'log@example.org', 'http://heads.example.org')).toEqual(['url']);
	});
});
