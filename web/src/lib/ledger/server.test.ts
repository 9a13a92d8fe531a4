/** What the server's own code writes is understood here to the last byte. */

import { describe, expect, it } from 'vitest';
import { base64, equal, fromBase64, utf8, type Bytes } from './bytes';
import { openCheckpoint, type Checkpoint } from './checkpoint';
import { encodeCbor, pathTo, rootOf } from './fixture';
import { hashLeaf } from './hash';
import { parseVerifierKey } from './note';
import { checkEntry, checkInclusion, type Claim } from './receipt';
import exported from './vectors/export.ndjson?raw';

interface Header {
	origin: string;
	verifier_keys: [string];
	checkpoints: [string];
}
interface Line {
	seq: number;
	entry: string;
	salt: string;
	detail: string;
}

const lines = exported.trim().split('\n');
const header = JSON.parse(lines[0] as string) as Header;
const entries = lines.slice(1, -1).map((line) => JSON.parse(line) as Line);

describe('an export of the server', async () => {
	const key = await parseVerifierKey(header.verifier_keys[0]);
	const checkpoint = (await openCheckpoint(header.checkpoints[0], key)) as Checkpoint;
	const receipts = await Promise.all(
		entries.map(({ seq, entry, salt, detail }) => {
			const claim: Claim = {
				seq,
				at: new Date(1_448_000_000_000 + seq).toISOString(),
				action: 'job.changed',
				outcome: 'done',
				actor: { kind: 'member', id: 'mem_01j00000000000000000000001' },
				subject: { kind: 'job', id: `job_01j${String(seq).padStart(23, '0')}` },
				leaf_hash: '',
				entry,
				salt,
				detail: base64(utf8(detail))
			};
			return checkEntry(claim);
		})
	);
	const tree = receipts.map(({ leaf }) => leaf as Bytes);

	it('is signed by the key it names', () => {
		expect(checkpoint).toMatchObject({ origin: header.origin, size: entries.length });
	});

	it('holds entries that say and commit to what they should', () => {
		for (const receipt of receipts)
			expect(receipt).toMatchObject({ told: true, committed: true });
	});

	it('has the root that was signed, and each entry in its place', async () => {
		expect(equal(await rootOf(tree), checkpoint.root)).toBe(true);
		for (const [index, leaf] of tree.entries()) {
			const hashes = (await pathTo(index, tree)).map(base64);
			expect((await checkInclusion(leaf, index + 1, hashes, checkpoint)).included).toBe(true);
		}
	});

	it('is written as this folder would write it', () => {
		for (const { entry, bytes } of receipts) {
			if (!entry) throw new Error('not read');
			const { seq, at, actor, action, outcome, subject, touched, commitment } = entry;
			const pairs = touched.map(({ kind, id }) => [kind, id]);
			const fields = [
				1,
				seq,
				at,
				actor.kind,
				actor.id,
				action,
				outcome,
				subject.kind,
				subject.id
			];
			expect(encodeCbor([...fields, pairs, commitment])).toEqual(bytes);
		}
	});

	it('is caught with one byte of any entry changed', async () => {
		for (const [at, { seq, entry }] of entries.entries()) {
			const forged = fromBase64(entry).map((byte, index) => (index === 40 ? byte ^ 1 : byte));
			const leaf = await hashLeaf(forged);
			const hashes = (await pathTo(at, tree)).map(base64);
			expect((await checkInclusion(leaf, seq, hashes, checkpoint)).included).toBe(false);
		}
	});
});
