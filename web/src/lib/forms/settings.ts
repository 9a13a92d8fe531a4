import { AppError } from '#lib/api';

/** Settings are not made: there is always one of them. */
export function notMade(): Promise<never> {
	const code = 'unexpected';
	return Promise.reject(new AppError({ type: 'about:blank', title: code, status: 0, code }));
}

/** A value with a line for each, as a list: trimmed, without empty lines and doubles. */
export function linesOf(lines: string | null | undefined): string[] {
	const all = (lines ?? '').split('\n').map((line) => line.trim());
	return [...new Set(all.filter(Boolean))];
}
