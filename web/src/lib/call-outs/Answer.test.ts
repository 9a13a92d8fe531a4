import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { AppError } from '#lib/api';
import type { MyCallOut } from '#lib/api';
import Answer from './Answer.svelte';
import Answered from './Answered.svelte';

afterEach(cleanup);

const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('says yes with how soon, in one tap more', async () => {
	const run = vi.fn(async () => undefined);
	render(Answer, { run });
	await fireEvent.click(screen.getByRole('radio', { name: 'At once' }));
	await tap('I am coming');
	expect(run).toHaveBeenCalledExactlyOnceWith({ accept: true, ready_minutes: 0 });
});

it('says no without a time', async () => {
	const run = vi.fn(async () => undefined);
	render(Answer, { run });
	await tap('I cannot');
	expect(run).toHaveBeenCalledExactlyOnceWith({ accept: false });
});

it('says what went wrong, and can be answered again', async () => {
	render(Answer, { run: () => Promise.reject(AppError.offline()) });
	await tap('I am coming');
	expect((await screen.findByRole('alert')).textContent).not.toBe('');
	const again = screen.getByRole<HTMLButtonElement>('button', { name: 'I am coming' });
	expect(again.disabled).toBe(false);
});

it('is clear about every outcome', () => {
	const of = (said: Partial<MyCallOut>) => {
		render(Answered, {
			of: { answer: 'yes', outcome: null, findings: [], ...said } as MyCallOut
		});
		const text = screen.getByRole('status').textContent ?? '';
		cleanup();
		return text.trim();
	};
	const texts = [
		of({ outcome: 'placed' }),
		of({ outcome: 'reserve' }),
		of({ outcome: 'refused' }),
		of({ outcome: 'dropped' }),
		of({ answer: 'no' }),
		of({})
	];
	expect(new Set(texts).size).toBe(texts.length);
	expect(texts.every((text) => text.length > 10)).toBe(true);
});
