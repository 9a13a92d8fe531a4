/**
 * Addresses and ranges as people type them. Told apart while typing, so that a slip is seen before it
 * is sent; the server decides all the same.
 */

export type Read = { ok: true; text: string } | { ok: false; meant: string | null };

/** Reads `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. An address alone is a range of one. */
export function readRange(typed: string): Read {
	const [address = '', prefix, ...more] = typed.trim().split('/');
	const bytes = readAddress(address);
	if (!bytes || more.length > 0) return { ok: false, meant: null };
	const bits = bytes.length * 8;
	if (prefix === undefined) return { ok: true, text: `${address}/${bits}` };
	if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) return { ok: false, meant: null };
	const network = masked(bytes, Number(prefix));
	// Bits beyond the prefix are a slip: somebody meant one address, or the whole network.
	if (network.some((byte, at) => byte !== bytes[at])) {
		return { ok: false, meant: `${write(network)}/${Number(prefix)}` };
	}
	return { ok: true, text: `${address}/${Number(prefix)}` };
}

/** Whether a range holds an address. */
export function holds(range: string, address: string): boolean {
	const [base = '', prefix] = range.split('/');
	const [network, bytes] = [readAddress(base), readAddress(address)];
	if (!network || bytes?.length !== network.length) return false;
	const kept = Number(prefix ?? network.length * 8);
	return masked(bytes, kept).every((byte, at) => byte === masked(network, kept)[at]);
}

/** The bytes of an address: four or sixteen; null when it is none. */
export function readAddress(text: string): number[] | null {
	return text.includes(':') ? readV6(text) : readV4(text);
}

function readV4(text: string): number[] | null {
	const parts = text.split('.');
	if (parts.length !== 4) return null;
	// A leading zero reads as octal elsewhere: refused, not guessed at.
	if (!parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return null;
	return parts.map(Number);
}

function readV6(text: string): number[] | null {
	const halves = text.split('::');
	if (halves.length > 2) return null;
	const [head, tail] = halves.map((half) => groups(half));
	if (!head || tail === null) return null;
	if (tail === undefined) return head.length === 16 ? head : null;
	const missing = 16 - head.length - tail.length;
	return missing >= 2 ? [...head, ...Array<number>(missing).fill(0), ...tail] : null;
}

/** Groups of hexadecimal digits as bytes; the last may be an IPv4 address. */
function groups(text: string): number[] | null {
	if (text === '') return [];
	const bytes: number[] = [];
	const parts = text.split(':');
	for (const [at, part] of parts.entries()) {
		if (part.includes('.') && at === parts.length - 1) {
			const v4 = readV4(part);
			if (!v4) return null;
			bytes.push(...v4);
		} else if (/^[0-9a-f]{1,4}$/i.test(part)) {
			const value = parseInt(part, 16);
			bytes.push(value >> 8, value & 255);
		} else return null;
	}
	return bytes;
}

function masked(bytes: readonly number[], prefix: number): number[] {
	return bytes.map((byte, at) => {
		const kept = Math.min(8, Math.max(0, prefix - at * 8));
		return byte & (255 << (8 - kept)) & 255;
	});
}

function write(bytes: readonly number[]): string {
	if (bytes.length === 4) return bytes.join('.');
	const words = Array.from({ length: 8 }, (_, at) =>
		(((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16)
	);
	// The longest run of zeros is left out, as addresses are written.
	const runs = [...words.join(' ').matchAll(/\b0( 0)+\b/g)].map(([run]) => run);
	const longest = runs.sort((one, other) => other.length - one.length)[0];
	if (!longest) return words.join(':');
	const [head = '', tail = ''] = words.join(' ').split(longest, 2);
	const joined = (half: string) => half.trim().replaceAll(' ', ':');
	return `${joined(head)}::${joined(tail)}`;
}
