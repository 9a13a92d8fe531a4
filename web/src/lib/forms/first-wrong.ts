import { tick } from 'svelte';

/** Typing goes on at the first field that keeps a form from being sent; it may be out of sight. */
export async function toFirstWrong(form: HTMLFormElement | undefined): Promise<void> {
	await tick();
	form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
