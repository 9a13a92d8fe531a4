import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Choice } from './Combobox.svelte';
import Several from './Several.svelte';

const all: Choice[] = [
	{ value: 'uni_1', label: 'North' },
	{ value: 'uni_2', label: 'South' }
];

beforeAll(() => {
	// What jsdom does not know.
	HTMLElement.prototype.showPopover = () => undefined;
	vi.stubGlobal(
		'ResizeObserver',
		class {
			observe() {}
			disconnect() {}
		}
	);
});

it('has each once, offers the others, and lets each go again', async () => {
	render(Several, {
		label: 'Units',
		placeholder: 'Add a unit',
		none: 'No unit',
		removeLabel: (name: string) => `Remove ${name}`,
		chosen: [],
		search: async () => all
	});
	expect(screen.getByText('No unit')).toBeTruthy();
	const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Units' });
	await fireEvent.click(field);
	await fireEvent.click(await screen.findByText('North', { selector: 'li span' }));
	expect(field.value).toBe('');
	expect(screen.queryByText('No unit')).toBeNull();
	await fireEvent.click(field);
	await screen.findByText('South', { selector: 'li span' });
	expect(screen.queryByText('North', { selector: 'li span' })).toBeNull();
	await fireEvent.click(screen.getByRole('button', { name: 'Remove North' }));
	expect(screen.getByText('No unit')).toBeTruthy();
});
