import { createContext } from 'svelte';

export type ThemeName = 'light' | 'dark';

/** Light or dark. `static/theme.js` has set it before the first paint; this follows and changes it. */
export class Theme {
	current: ThemeName = $state(
		document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
	);

	toggle(): void {
		this.#set(this.current === 'dark' ? 'light' : 'dark');
		try {
			localStorage.setItem('muster.theme', this.current);
		} catch {
			// Without storage the choice lasts until the reload.
		}
	}

	#set(name: ThemeName): void {
		this.current = name;
		document.documentElement.dataset.theme = name;
	}
}

export const [getTheme, setTheme] = createContext<Theme>();
