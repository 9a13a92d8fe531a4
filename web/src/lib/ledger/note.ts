/**
 * Signed notes (C2SP signed-note): a text, an empty line, then `— name base64(key id ‖ signature)` lines.
 * Signatures by keys we do not know are passed over, as the format asks: a log may gain witnesses.
 */

import { base64, concat, equal, fromBase64, hex, utf8, type Bytes } from './bytes';
import { sha256 } from './hash';

const ED25519 = 0x01;
const KEY_LENGTH = 32;
const ID_LENGTH = 4;

export interface VerifierKey {
	name: string;
	/** The first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ key), the short name in signature lines. */
	id: Bytes;
	key: Bytes;
}

export interface NoteSignature {
	name: string;
	id: Bytes;
	signature: Bytes;
}

export interface Note {
	/** What is signed, its last line feed included. */
	text: string;
	signatures: NoteSignature[];
}

export class NoteError extends Error {
	override name = 'NoteError';
}

/** Reads `name+keyid+base64(0x01 ‖ key)` and checks that the id belongs to the name and the key. */
export async function parseVerifierKey(encoded: string): Promise<VerifierKey> {
	const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(encoded);
	if (!parts) throw new NoteError('verifier key is not name+id+key');
	const [, name, id, body] = parts as unknown as [string, string, string, string];
	const typed = decode(body, 'verifier key');
	if (typed[0] !== ED25519 || typed.length !== 1 + KEY_LENGTH)
		throw new NoteError('verifier key is not Ed25519');
	const expected = await keyId(name, typed);
	if (hex(expected) !== id) throw new NoteError('verifier key id does not belong to its key');
	return { name, id: expected, key: typed.slice(1) };
}

export function parseNote(signed: string): Note {
	const split = signed.lastIndexOf('\n\n');
	if (split < 0 || !signed.endsWith('\n')) throw new NoteError('note has no signatures');
	if (hasControlCharacters(signed)) throw new NoteError('note has control characters');
	const lines = signed.slice(split + 2, -1).split('\n');
	return { text: signed.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

/** True when `verifier` signed the note. A false signature in its name voids the note even beside a good one. */
export async function signedBy(note: Note, verifier: VerifierKey): Promise<boolean> {
	const claimed = note.signatures.filter(
		({ name, id }) => name === verifier.name && equal(id, verifier.id)
	);
	const key = await crypto.subtle.importKey('raw', verifier.key, 'Ed25519', false, ['verify']);
	const signed = utf8(note.text);
	const checks = claimed.map(({ signature }) =>
		crypto.subtle.verify('Ed25519', key, signature, signed)
	);
	return claimed.length > 0 && (await Promise.all(checks)).every(Boolean);
}

/** Ed25519 came late to WebCrypto (Chromium 137, Firefox 129, Safari 17), and only on secure origins. */
export async function canCheckSignatures(): Promise<boolean> {
	try {
		const { subtle } = globalThis.crypto;
		await subtle.importKey('raw', new Uint8Array(KEY_LENGTH), 'Ed25519', false, ['verify']);
		return true;
	} catch {
		return false;
	}
}

/** The key as the operator may read it out: short enough to compare by eye or over the telephone. */
export async function fingerprint(verifier: VerifierKey): Promise<string> {
	const digest = hex(await sha256(verifier.key)).slice(0, 32);
	return digest.match(/.{4}/g)?.join(' ') ?? digest;
}

export function formatVerifierKey({ name, id, key }: VerifierKey): string {
	return `${name}+${hex(id)}+${base64(concat(Uint8Array.of(ED25519), key))}`;
}

async function keyId(name: string, typedKey: Bytes): Promise<Bytes> {
	const digest = await sha256(concat(utf8(`${name}\n`), typedKey));
	return digest.slice(0, ID_LENGTH);
}

function parseSignature(line: string): NoteSignature {
	const parts = /^— ([^+\s]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
	if (!parts) throw new NoteError('signature line is not — name base64');
	const [, name, body] = parts as unknown as [string, string, string];
	const bytes = decode(body, 'signature');
	if (bytes.length <= ID_LENGTH) throw new NoteError('signature is empty');
	return { name, id: bytes.slice(0, ID_LENGTH), signature: bytes.slice(ID_LENGTH) };
}

function decode(encoded: string, what: string): Bytes {
	try {
		return fromBase64(encoded);
	} catch (cause) {
		throw new NoteError(`${what} is not base64`, { cause });
	}
}

function hasControlCharacters(signed: string): boolean {
	return Array.from(signed).some((character) => character < ' ' && character !== '\n');
}
