/** Small choices kept in this browser. Storage can be shut off or full; then nothing is remembered. */
export type Remembered = 'theme' | 'sidebar' | 'organisation' | 'currency';

export function recall(name: Remembered): string | null {
	try {
		return localStorage.getItem(`muster.${name}`);
	} catch {
		return null;
	}
}

export function remember(name: Remembered, value: string): void {
	try {
		localStorage.setItem(`muster.${name}`, value);
	} catch {
		// The choice lasts until the reload.
	}
}
