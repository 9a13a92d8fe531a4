import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Choices from './Choices.svelte';

const options = [
	{ value: 'off', label: 'Nobody', text: 'Nothing happens.' },
	{ value: 'required', label: 'Everybody' }
];
const radio = (name: RegExp) => screen.getByRole('radio', { name }) as HTMLInputElement;

it('is one group with a name, says what each choice means, and keeps what was chosen', async () => {
	render(Choices, { legend: 'Who signs in with it', options, value: 'off' });
	expect(screen.getByRole('group', { name: 'Who signs in with it' })).toBeTruthy();
	expect(radio(/^Nobody\s+Nothing happens/).checked).toBe(true);
	await fireEvent.click(radio(/^Everybody/));
	expect(radio(/^Everybody/).checked).toBe(true);
	expect(radio(/^Nobody/).checked).toBe(false);
});

it('lets nobody choose who may look only', () => {
	render(Choices, { legend: 'Who', options, value: 'off', readonly: true });
	expect(screen.getByRole('group').hasAttribute('disabled')).toBe(true);
});
