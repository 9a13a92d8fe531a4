/** How long the log is kept, as it is typed. Pure. */

import { retention as words } from '#lib/i18n/en/retention';

export const LEAST = 12;
export const MOST = 240;

/** What is wrong with what was typed; null when nothing is. */
export function wrongMonths(typed: string): string | null {
	const months = Number(typed);
	const whole = /^\d+$/.test(typed.trim());
	return whole && months >= LEAST && months <= MOST ? null : words.number;
}

/** Whether records would be erased that are kept now. Null is for ever. */
export function isShorter(before: number | null, after: number | null): boolean {
	return after !== null && (before === null || after < before);
}
