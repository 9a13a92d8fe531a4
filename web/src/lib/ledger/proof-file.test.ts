import { expect, it } from 'vitest';
import { base64, fromBase64, text, type Bytes } from './bytes';
import { claimOf, pathTo, signerOf } from './fixture';
import { proofFile } from './proof-file';
import { checkEntry } from './receipt';

it('writes what the specification asks for', async () => {
	const claims = await Promise.all([claimOf(1), claimOf(2), claimOf(3)]);
	const tree = await Promise.all(
		claims.map(async (claim) => (await checkEntry(claim)).leaf as Bytes)
	);
	const note = await (await signerOf('muster.example/log')).checkpoint(tree);
	const hashes = (await pathTo(1, tree)).map(base64);
	const claim = claims[1] as (typeof claims)[0];

	const [format, extra, index, ...rest] = proofFile(claim, hashes, note).split('\n');
	expect(format).toBe('c2sp.org/tlog-proof@v1');
	expect(index).toBe('index 1');
	expect(rest.join('\n')).toBe(`${hashes.join('\n')}\n\n${note}`);
	expect(JSON.parse(text(fromBase64((extra as string).slice('extra '.length))))).toEqual({
		seq: 2,
		entry: claim.entry,
		salt: claim.salt,
		detail: expect.stringContaining('"note":"as it was"')
	});
});

it('leaves out what was erased', async () => {
	const claim = { ...(await claimOf(1)), salt: '', detail: '' };
	const extra = proofFile(claim, [], 'note').split('\n')[1] as string;
	expect(text(fromBase64(extra.slice('extra '.length)))).toContain('"salt":null,"detail":null');
});
