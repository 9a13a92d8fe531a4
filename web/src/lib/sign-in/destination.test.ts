import { expect, it } from 'vitest';
import { destination } from './destination';

it.each([
	['/jobs?status=open', '/jobs?status=open'],
	['https://elsewhere.example', '/'],
	['//elsewhere.example', '/'],
	['/\\elsewhere.example', '/'],
	['javascript:alert(1)', '/']
])('after the door %s leads to %s', (next, to) => {
	expect(destination(new URLSearchParams({ next }))).toBe(to);
});

it('leads home when nothing is said', () => {
	expect(destination(new URLSearchParams())).toBe('/');
});
