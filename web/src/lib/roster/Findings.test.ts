import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import type { Finding } from '#lib/api';
import Findings from './Findings.svelte';

afterEach(cleanup);

const findings = [
	{ rule: 'rest', effect: 'warn', says: '9 hours of rest, 11 are asked for' },
	{ rule: 'on-leave', effect: 'block', says: 'on leave until 4 December' }
] as Finding[];
const said = () =>
	screen.getAllByRole('listitem').map((one) => one.textContent?.replace(/\s+/g, ' ').trim());

it('what blocks comes first, and is heard as such', () => {
	render(Findings, { findings });
	expect(said()).toEqual([
		'Not possible: on leave until 4 December',
		'Warning: 9 hours of rest, 11 are asked for'
	]);
});

it('the board names the rule too', () => {
	render(Findings, { findings, named: true });
	expect(said()[0]).toBe('Not possible: On leave · on leave until 4 December');
});

it('nothing against it is nothing at all', () => {
	const { container } = render(Findings, { findings: [] });
	expect(container.querySelector('ul')).toBeNull();
});
