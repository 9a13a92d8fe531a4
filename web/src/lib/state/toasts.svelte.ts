import { createContext } from 'svelte';
import { AppError, isAbort } from '#lib/api';
import { errorText } from '#lib/i18n';

export type ToastTone = 'ok' | 'bad' | 'info';

export interface Toast {
	id: number;
	tone: ToastTone;
	text: string;
	action?: { label: string; run: () => void };
}

/** Short messages at the edge of the screen. Bad news stays until it is read. */
export class Toasts {
	items: Toast[] = $state([]);
	#last = 0;

	show(tone: ToastTone, text: string, action?: Toast['action']): void {
		const id = ++this.#last;
		this.items.push(action ? { id, tone, text, action } : { id, tone, text });
		if (this.items.length > 4) this.items.shift();
		if (tone !== 'bad') setTimeout(() => this.close(id), action ? 10_000 : 5_000);
	}

	ok(text: string, action?: Toast['action']): void {
		this.show('ok', text, action);
	}

	info(text: string, action?: Toast['action']): void {
		this.show('info', text, action);
	}

	/** Says what went wrong; a call that was given up says nothing. */
	error(error: unknown): void {
		if (isAbort(error)) return;
		const known = AppError.from(error);
		// The sign-in dialog is already open for these.
		if (known.status === 401) return;
		this.show('bad', errorText(known));
	}

	close(id: number): void {
		this.items = this.items.filter((toast) => toast.id !== id);
	}
}

export const [getToasts, setToasts] = createContext<Toasts>();
