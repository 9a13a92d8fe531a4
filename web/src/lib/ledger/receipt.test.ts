import { describe, expect, it } from 'vitest';
import { base64, fromBase64, utf8, type Bytes } from './bytes';
import { claimOf, pathTo, rootOf } from './fixture';
import { checkEntry, checkInclusion, isCovered } from './receipt';

describe('an entry', () => {
	it('that is what it says passes each check', async () => {
		const receipt = await checkEntry(await claimOf(3));
		expect(receipt).toMatchObject({ told: true, committed: true, hashed: true });
		expect(receipt.detail).toEqual({
			label: 'J-000001',
			changes: [{ field: 'status', before: 'work_done', after: 'closed' }],
			note: 'as it was',
			origin: { address: '192.0.2.7' }
		});
	});

	it('shown with another action or time is caught', async () => {
		const claim = await claimOf(3);
		expect((await checkEntry({ ...claim, action: 'job.cancelled' })).told).toBe(false);
		expect((await checkEntry({ ...claim, at: '2015-11-20T06:13:21.000Z' })).told).toBe(false);
		expect((await checkEntry({ ...claim, seq: 4 })).told).toBe(false);
	});

	it('shown as somebody else’s, or of something else, is caught', async () => {
		const claim = await claimOf(3);
		const actor = { ...claim.actor, id: 'mem_01jd0000000000000000000009' };
		expect((await checkEntry({ ...claim, actor })).told).toBe(false);
		expect(
			(await checkEntry({ ...claim, subject: { kind: 'site', id: claim.subject.id } })).told
		).toBe(false);
	});

	it('with its detail rewritten is caught', async () => {
		const detail = base64(utf8('{"note":"as it never was"}'));
		expect(await checkEntry({ ...(await claimOf(3)), detail })).toMatchObject({
			hashed: true,
			committed: false
		});
	});

	it('whose salt was destroyed still hashes', async () => {
		const erased = { ...(await claimOf(3)), salt: '', detail: '' };
		expect(await checkEntry(erased)).toMatchObject({
			told: true,
			hashed: true,
			committed: null
		});
	});

	it('that cannot be read passes no check', async () => {
		const claim = { ...(await claimOf(3)), entry: base64(Uint8Array.of(0x9f)) };
		expect(await checkEntry(claim)).toMatchObject({
			entry: null,
			told: false,
			committed: false,
			hashed: false
		});
	});
});

describe('its place in the log', async () => {
	const claims = await Promise.all(Array.from({ length: 13 }, (_, at) => claimOf(at + 1)));
	const receipts = await Promise.all(claims.map(checkEntry));
	const tree = receipts.map(({ leaf }) => leaf as Bytes);
	const checkpoint = { origin: 'o', size: tree.length, root: await rootOf(tree) };

	it('is proved for each', async () => {
		for (const [index, leaf] of tree.entries()) {
			const hashes = (await pathTo(index, tree)).map(base64);
			expect((await checkInclusion(leaf, index + 1, hashes, checkpoint)).included).toBe(true);
		}
	});

	it('is not proved by the path of another, or by a forged one', async () => {
		const hashes = (await pathTo(4, tree)).map(base64);
		expect((await checkInclusion(tree[5] as Bytes, 6, hashes, checkpoint)).included).toBe(
			false
		);
		const forged = hashes.with(
			0,
			base64(fromBase64(hashes[0] as string).map((byte) => byte ^ 1))
		);
		expect((await checkInclusion(tree[4] as Bytes, 5, forged, checkpoint)).included).toBe(
			false
		);
		expect((await checkInclusion(tree[4] as Bytes, 5, ['?'], checkpoint)).included).toBe(false);
	});

	it('waits for the next checkpoint when it is younger', () => {
		expect(isCovered(13, checkpoint)).toBe(true);
		expect(isCovered(14, checkpoint)).toBe(false);
	});
});
