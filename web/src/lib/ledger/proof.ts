/**
 * Merkle proofs of RFC 6962 (sections 2.1.1 and 2.1.2; the way of RFC 9162 section 2.1.3 and 2.1.4).
 * Inclusion: this entry is number `index` of the tree. Consistency: the tree of today begins with the
 * tree of then. Positions are plain numbers, halved and not shifted: `>>` would cut them at 2³¹.
 */

import { emptyRoot, HASH_LENGTH, hashNode } from './hash';
import { equal, type Bytes } from './bytes';

/** One rung of the climb from a leaf to the root. */
export interface Step {
	/** Where the given hash stands beside the one we carry. */
	side: 'left' | 'right';
	sibling: Bytes;
	/** What the two make together. */
	result: Bytes;
}

export interface Climb {
	steps: Step[];
	/** Null when the proof has not exactly the hashes that such a position needs. */
	root: Bytes | null;
}

const odd = (position: number) => position % 2 === 1;
const half = (position: number) => Math.floor(position / 2);

/** Climbs from a leaf; the caller compares the root reached with one that was signed. */
export async function climb(
	leaf: Bytes,
	index: number,
	size: number,
	hashes: readonly Bytes[]
): Promise<Climb> {
	const steps: Step[] = [];
	const failed: Climb = { steps, root: null };
	if (!isPosition(index) || !isPosition(size) || index >= size) return failed;
	if (![leaf, ...hashes].every(isHash)) return failed;

	let carried = leaf;
	let position = index;
	let last = size - 1;
	for (const sibling of hashes) {
		if (last === 0) return failed;
		const side = odd(position) || position === last ? 'left' : 'right';
		carried =
			side === 'left' ? await hashNode(sibling, carried) : await hashNode(carried, sibling);
		steps.push({ side, sibling, result: carried });
		// A node without a right neighbour is carried up unchanged until it has a left one.
		while (side === 'left' && !odd(position) && position !== 0) {
			position = half(position);
			last = half(last);
		}
		position = half(position);
		last = half(last);
	}
	return last === 0 ? { steps, root: carried } : failed;
}

export async function includes(
	leaf: Bytes,
	index: number,
	size: number,
	hashes: readonly Bytes[],
	root: Bytes
): Promise<boolean> {
	const reached = (await climb(leaf, index, size, hashes)).root;
	return reached !== null && equal(reached, root);
}

export interface Head {
	size: number;
	root: Bytes;
}

/** Whether the tree of `later` begins with the tree of `earlier`. */
export async function growsInto(
	earlier: Head,
	later: Head,
	hashes: readonly Bytes[]
): Promise<boolean> {
	if (!isPosition(earlier.size) || !isPosition(later.size) || earlier.size > later.size)
		return false;
	if (![earlier.root, later.root, ...hashes].every(isHash)) return false;
	if (earlier.size === later.size) return hashes.length === 0 && equal(earlier.root, later.root);
	if (earlier.size === 0) return hashes.length === 0 && equal(earlier.root, await emptyRoot());

	let position = earlier.size - 1;
	let last = later.size - 1;
	while (odd(position)) {
		position = half(position);
		last = half(last);
	}
	// A tree of a power of two leaves is itself the first node, and the proof leaves it out.
	const whole = position === 0;
	const [first, ...rest] = whole ? [earlier.root, ...hashes] : hashes;
	if (first === undefined) return false;

	let then = first;
	let now = first;
	for (const sibling of rest) {
		if (last === 0) return false;
		if (odd(position) || position === last) {
			then = await hashNode(sibling, then);
			now = await hashNode(sibling, now);
			while (!odd(position) && position !== 0) {
				position = half(position);
				last = half(last);
			}
		} else {
			now = await hashNode(now, sibling);
		}
		position = half(position);
		last = half(last);
	}
	return last === 0 && equal(then, earlier.root) && equal(now, later.root);
}

function isHash(bytes: Bytes): boolean {
	return bytes.length === HASH_LENGTH;
}

function isPosition(value: number): boolean {
	return Number.isSafeInteger(value) && value >= 0;
}
