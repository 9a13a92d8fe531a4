import { describe, expect, it } from 'vitest';
import { fromBase64, type Bytes } from './bytes';
import { leaves, pathTo, proofFrom, rootOf } from './fixture';
import { climb, growsInto, includes } from './proof';
import vectors from './vectors/rfc6962.json';

const bytes = (encoded: string | null): Bytes => fromBase64(encoded ?? '');

describe('the published vectors', () => {
	it.each(vectors.inclusion)('inclusion of $leafIdx in $treeSize: $desc', async (vector) => {
		const hashes = (vector.proof ?? []).map(bytes);
		const held = await includes(
			bytes(vector.leafHash),
			vector.leafIdx,
			vector.treeSize,
			hashes,
			bytes(vector.root)
		);
		expect(held).toBe(!vector.wantErr);
	});

	it.each(vectors.consistency)('consistency of $size1 with $size2: $desc', async (vector) => {
		const hashes = (vector.proof ?? []).map(bytes);
		const earlier = { size: vector.size1, root: bytes(vector.root1) };
		const later = { size: vector.size2, root: bytes(vector.root2) };
		expect(await growsInto(earlier, later, hashes)).toBe(!vector.wantErr);
	});
});

describe('every tree up to 33 leaves', async () => {
	const all = await leaves(33);

	it('includes each of its leaves, at its own place alone', async () => {
		for (let size = 1; size <= all.length; size++) {
			const tree = all.slice(0, size);
			const root = await rootOf(tree);
			for (const [index, leaf] of tree.entries()) {
				const path = await pathTo(index, tree);
				expect(await includes(leaf, index, size, path, root), `${index} of ${size}`).toBe(
					true
				);
				if (size > 1)
					expect(await includes(leaf, (index + 1) % size, size, path, root)).toBe(false);
			}
		}
	});

	it('begins with each earlier one, and with no other', async () => {
		const others = await leaves(33, 'other');
		for (let size = 1; size <= all.length; size++) {
			const later = { size, root: await rootOf(all.slice(0, size)) };
			for (let earlier = 1; earlier <= size; earlier++) {
				const hashes = await proofFrom(earlier, all.slice(0, size));
				const then = { size: earlier, root: await rootOf(all.slice(0, earlier)) };
				expect(await growsInto(then, later, hashes), `${earlier} in ${size}`).toBe(true);
				const forked = { size: earlier, root: await rootOf(others.slice(0, earlier)) };
				expect(await growsInto(forked, later, hashes)).toBe(false);
			}
		}
	});
});

it('shows each step of the climb', async () => {
	const tree = await leaves(7);
	const { steps, root } = await climb(tree[6] as Bytes, 6, 7, await pathTo(6, tree));
	expect(steps.map(({ side }) => side)).toEqual(['left', 'left']);
	expect(root).toEqual(await rootOf(tree));
	expect(steps.at(-1)?.result).toEqual(root);
});

it('keeps to whole numbers beyond 2³¹', async () => {
	const [leaf] = (await leaves(1)) as [Bytes];
	const size = 2 ** 40;
	const path = Array.from({ length: 40 }, () => leaf);
	const { steps, root } = await climb(leaf, 2 ** 39, size, path);
	expect(steps).toHaveLength(40);
	expect(root).not.toBeNull();
	expect((await climb(leaf, 2 ** 39, size, path.slice(1))).root).toBeNull();
});
