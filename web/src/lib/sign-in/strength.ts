/**
 * How hard a password is to guess, roughly, while it is typed. The server decides what it takes and
 * knows the lists of passwords that leaked; this only tells sooner what is weak in sight.
 */

export const LEAST = 12;

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** Rows of keys and the alphabet, along which fingers slide. */
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Passwords of the same characters, told by the bits of work a patient guesser needs. */
const FAIR = 45;
const STRONG = 65;

export function strengthOf(password: string, personal: readonly string[] = []): Strength {
	if ([...password].length < LEAST) return 'short';
	const bits = guessBits(withoutPersonal(password, personal));
	if (bits >= STRONG) return 'strong';
	return bits >= FAIR ? 'fair' : 'weak';
}

/** One's own name, address or organisation is worth one character to a guesser who knows them. */
function withoutPersonal(password: string, personal: readonly string[]): string {
	const words = personal
		.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
		.filter((word) => word.length >= 3)
		.sort((one, other) => other.length - one.length);
	let left = password.toLowerCase();
	for (const word of words) left = left.replaceAll(word, '\u0000');
	// Nothing personal in it: the letters as they were typed.
	return left === password.toLowerCase() ? password : left;
}

/** Each character counts by the alphabet it is from; one that could be foreseen hardly counts. */
function guessBits(password: string): number {
	const characters = [...password];
	const each = Math.log2(alphabet(password));
	return characters.reduce((bits, _, at) => bits + (foreseen(characters, at) ? 1 : each), 0);
}

function alphabet(password: string): number {
	let size = 0;
	// Lower case counts as words do: letters of a language are far from evenly spread.
	if (/\p{Ll}/u.test(password)) size += 10;
	if (/\p{Lu}/u.test(password)) size += 12;
	if (/\d/.test(password)) size += 10;
	if (/[^\p{L}\d]/u.test(password)) size += 8;
	if (/[^\u0020-\u007e]/.test(password)) size += 20;
	return Math.max(2, size);
}

function foreseen(characters: readonly string[], at: number): boolean {
	const now = characters[at]?.toLowerCase() ?? '';
	const before = characters[at - 1]?.toLowerCase();
	if (before === undefined) return false;
	if (now === before || follows(before, now)) return true;
	// Said before: `abcabc`, `passpass`.
	const pair = before + now;
	return characters
		.slice(0, at - 1)
		.join('')
		.toLowerCase()
		.includes(pair);
}

function follows(before: string, now: string): boolean {
	return RUNS.some((run) => run.includes(before + now) || run.includes(now + before));
}
