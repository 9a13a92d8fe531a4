/** The server's public key as the browser takes it: base64url undone. */
export function keyBytes(text: string): Uint8Array<ArrayBuffer> {
	const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
	return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
