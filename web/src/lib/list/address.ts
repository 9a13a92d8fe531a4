import { goto } from '$app/navigation';
import { page } from '$app/state';
import { withParam } from './href';

/** Asks the list of this page anew: one parameter of its address is another now, or none. */
export function setParam(name: string, value: string): void {
	void goto(withParam(page.url, name, value), { replace: true, reset: false });
}
