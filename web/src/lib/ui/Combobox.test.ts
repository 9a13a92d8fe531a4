import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import Combobox, { type Choice } from './Combobox.svelte';

const all: Choice[] = [
	{ value: 'cus_1', label: 'Alder House' },
	{ value: 'cus_2', label: 'Birch School' },
	{ value: 'cus_3', label: 'Birch Clinic' }
];

beforeAll(() => {
	// What jsdom does not know.
	HTMLElement.prototype.showPopover = () => undefined;
	HTMLElement.prototype.scrollIntoView = () => undefined;
	vi.stubGlobal(
		'ResizeObserver',
		class {
			observe() {}
			disconnect() {}
		}
	);
});

function open(search = async (text: string) => all.filter((one) => one.label.includes(text))) {
	const onchoose = vi.fn();
	render(Combobox, { chosen: null, search, onchoose, 'aria-label': 'Customer' });
	return { field: screen.getByRole('combobox') as HTMLInputElement, onchoose };
}

const marked = (field: HTMLElement) =>
	document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent?.trim();

describe('choosing by searching', () => {
	it('marks what the server found, moves with the arrows and chooses with Enter', async () => {
		const { field, onchoose } = open();
		await fireEvent.click(field);
		await screen.findByText('Alder House');
		await fireEvent.input(field, { target: { value: 'Birch' } });
		await vi.waitFor(() => expect(screen.queryByText('Alder House')).toBeNull());
		expect(marked(field)).toBe('Birch School');
		await fireEvent.keyDown(field, { key: 'ArrowDown' });
		expect(marked(field)).toBe('Birch Clinic');
		await fireEvent.keyDown(field, { key: 'Enter' });
		expect(onchoose).toHaveBeenCalledWith(all[2]);
		expect(field.value).toBe('Birch Clinic');
		expect(field.getAttribute('aria-expanded')).toBe('false');
	});

	it('forgets half a word when it is left', async () => {
		const { field, onchoose } = open();
		await fireEvent.click(field);
		await fireEvent.input(field, { target: { value: 'Bir' } });
		await fireEvent.blur(field);
		expect(field.value).toBe('');
		expect(onchoose).not.toHaveBeenCalled();
	});

	it('keeps Escape to itself while it is open', async () => {
		const { field } = open();
		const outside = vi.fn();
		document.addEventListener('keydown', outside);
		await fireEvent.click(field);
		await fireEvent.keyDown(field, { key: 'Escape' });
		expect(outside).not.toHaveBeenCalled();
		await fireEvent.keyDown(field, { key: 'Escape' });
		expect(outside).toHaveBeenCalledOnce();
		document.removeEventListener('keydown', outside);
	});

	it('says when nothing was found, and when the search failed', async () => {
		const first = open(async () => []);
		await fireEvent.click(first.field);
		await screen.findByText('Nothing found');
		await fireEvent.blur(first.field);
		document.body.replaceChildren();
		const second = open(() => Promise.reject(new Error('no')));
		await fireEvent.click(second.field);
		await screen.findByText('Something unexpected happened.');
	});
});
