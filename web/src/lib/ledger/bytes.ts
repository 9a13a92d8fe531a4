/** Byte strings as the rest of this folder passes them: plain, unshared, comparable. */

export type Bytes = Uint8Array<ArrayBuffer>;

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
	return Uint8Array.from(utf8Encoder.encode(text));
}

/** Throws on bytes that are not UTF-8. */
export function text(bytes: Bytes): string {
	return utf8Decoder.decode(bytes);
}

export function concat(...parts: readonly Bytes[]): Bytes {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Everything compared here is public, so the time it takes tells nobody anything. */
export function equal(left: Bytes, right: Bytes): boolean {
	return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

export function hex(bytes: Bytes): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function base64(bytes: Bytes): string {
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/**
 * Standard base64 with padding, in its one canonical spelling. `atob` alone also takes white space,
 * missing padding and stray low bits, so one signature could be written in several ways.
 */
export function fromBase64(encoded: string): Bytes {
	const binary = atob(encoded);
	if (btoa(binary) !== encoded) throw new SyntaxError('base64 is not canonical');
	return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
