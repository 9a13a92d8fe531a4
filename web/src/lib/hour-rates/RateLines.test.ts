import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { Formats } from '#lib/format/formats';
import { textOf } from './kind';
import RateLines from './RateLines.svelte';

vi.mock('#lib/format/formats', async (original) => ({
	...(await original<typeof import('#lib/format/formats')>()),
	getFormats: () => new Formats('Europe/London', 'en-GB')
}));
afterEach(cleanup);

const show = (amount: string, tried: boolean) =>
	render(RateLines, {
		kinds: { normal: 'Normal' },
		amount: 'For one hour',
		currency: 'GBP',
		error: 'Each needs an amount.',
		tried,
		readonly: false,
		value: textOf([{ from: '2026-01-01', of: 'normal', amount }])
	});

it('a rate that is not typed yet has a hint, and no error', () => {
	show('', false);
	expect(screen.getByText('Each needs an amount.')).toBeTruthy();
	expect(screen.queryByRole('alert')).toBeNull();
	expect(screen.getByLabelText('For one hour').getAttribute('aria-invalid')).toBeNull();
});

it.each([
	['what was typed wrong', 'x', false],
	['what is missing when it was to be saved', '', true]
])('%s is an error', (_, amount, tried) => {
	show(amount, tried);
	expect(screen.getByRole('alert').textContent).toContain('Each needs an amount.');
	expect(screen.getByLabelText('For one hour').getAttribute('aria-invalid')).toBe('true');
});
