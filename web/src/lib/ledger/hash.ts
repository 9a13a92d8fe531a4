/** The two hashes of an RFC 6962 tree. The prefixes keep a leaf from ever passing as a node. */

import { concat, utf8, type Bytes } from './bytes';

export const HASH_LENGTH = 32;

const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

export async function sha256(bytes: Bytes): Promise<Bytes> {
	return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export function hashLeaf(entry: Bytes): Promise<Bytes> {
	return sha256(concat(LEAF_PREFIX, entry));
}

export function hashNode(left: Bytes, right: Bytes): Promise<Bytes> {
	return sha256(concat(NODE_PREFIX, left, right));
}

/** The root of the tree that holds nothing. */
export function emptyRoot(): Promise<Bytes> {
	return sha256(utf8(''));
}
