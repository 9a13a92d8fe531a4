import { createContext } from 'svelte';
import { remember } from './remembered';

export type ThemeName = 'light' | 'dark';

/** Light or dark. `static/theme.js` has set it before the first paint; this follows and changes it. */
export class Theme {
	current: ThemeName = $state(
		document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
	);

	toggle(): void {
		this.#set(this.current === 'dark' ? 'light' : 'dark');
		remember('theme', this.current);
	}

	#set(name: ThemeName): void {
		this.current = name;
		document.documentElement.dataset.theme = name;
	}
}

export const [getTheme, setTheme] = createContext<Theme>();
