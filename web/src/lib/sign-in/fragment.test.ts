import { beforeEach, describe, expect, it } from 'vitest';
import { holdSecret, takeSecret } from './fragment';

let shown: string[];
const show = (url: string) => void shown.push(url);
const place = (pathname: string, hash: string) => ({ pathname, search: '', hash });

beforeEach(() => {
	shown = [];
	takeSecret();
});

describe('the secret of a link', () => {
	it('leaves the address bar and is told once', () => {
		holdSecret(place('/join', '#inv_secret'), show);
		expect(shown).toEqual(['/join']);
		expect(takeSecret()).toBe('inv_secret');
		expect(takeSecret()).toBeNull();
	});

	it('leaves it where a call-out is answered, too', () => {
		holdSecret(place('/call-out', '#msc_secret'), show);
		expect(shown).toEqual(['/call-out']);
		expect(takeSecret()).toBe('msc_secret');
	});

	it('is looked for only where one is expected', () => {
		holdSecret(place('/jobs', '#content'), show);
		holdSecret(place('/reset', ''), show);
		expect(shown).toEqual([]);
		expect(takeSecret()).toBeNull();
	});
});
