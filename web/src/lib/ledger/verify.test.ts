import { beforeEach, describe, expect, it } from 'vitest';
import { base64, type Bytes } from './bytes';
import { leaves, proofFrom, signerOf, type Signer } from './fixture';
import { type Memory, type Remembered } from './memory';
import { verifyLog, type LogSource, type Verdict } from './verify';

const ORGANISATION = 'org_01jd0000000000000000000000';
const NAME = `muster.example/log/${ORGANISATION}`;

function freshMemory(): Memory & { held: Map<string, Remembered> } {
	const held = new Map<string, Remembered>();
	return {
		held,
		recall: (organisation) => held.get(organisation) ?? null,
		remember: (organisation, head) => void held.set(organisation, head),
		forget: (organisation) => void held.delete(organisation)
	};
}

class Refusal extends Error {}

function serving(signer: Signer, tree: readonly Bytes[]): LogSource {
	return {
		checkpoint: async () => ({
			note: await signer.checkpoint(tree),
			verifier_key: signer.verifierKey
		}),
		consistency: async (from, to) => (await proofFrom(from, tree.slice(0, to))).map(base64),
		isAnswer: (error) => error instanceof Refusal
	};
}

let memory: ReturnType<typeof freshMemory>;
let signer: Signer;
let tree: Bytes[];

beforeEach(async () => {
	memory = freshMemory();
	signer = await signerOf(NAME);
	tree = await leaves(40);
});

const check = (source: LogSource): Promise<Verdict> => verifyLog(ORGANISATION, source, memory);

describe('a log that only grows', () => {
	it('is pinned at first sight, then followed', async () => {
		expect(await check(serving(signer, tree.slice(0, 11)))).toMatchObject({
			state: 'verified',
			since: null
		});
		expect(await check(serving(signer, tree.slice(0, 11)))).toMatchObject({
			state: 'verified',
			since: { size: 11 }
		});
		expect(await check(serving(signer, tree))).toMatchObject({
			state: 'verified',
			since: { size: 11 }
		});
		expect(memory.recall(ORGANISATION)?.size).toBe(40);
	});

	it('may start empty', async () => {
		expect(await check({ ...serving(signer, []), checkpoint: async () => null })).toEqual({
			state: 'empty'
		});
		expect(await check(serving(signer, []))).toMatchObject({
			state: 'verified',
			checkpoint: { size: 0 }
		});
		expect(await check(serving(signer, tree))).toMatchObject({
			state: 'verified',
			checkpoint: { size: 40 }
		});
	});

	it('is remembered for each organisation by itself', async () => {
		await check(serving(signer, tree));
		expect(memory.recall('org_other')).toBeNull();
	});
});

describe('a log that was tampered with', () => {
	beforeEach(async () => {
		await check(serving(signer, tree.slice(0, 20)));
	});

	async function expectFault(fault: string, source: LogSource) {
		const before = memory.recall(ORGANISATION);
		expect(await check(source)).toMatchObject({
			state: 'failed',
			fault,
			evidence: { remembered: before }
		});
		expect(memory.recall(ORGANISATION), 'the memory stays').toEqual(before);
	}

	it('with an entry changed', async () => {
		const forged = [...tree];
		forged[3] = (await leaves(1, 'forged'))[0] as Bytes;
		await expectFault('rewritten', serving(signer, forged.slice(0, 20)));
		await expectFault('inconsistent', serving(signer, forged));
	});

	it('with an entry taken out', async () => {
		await expectFault('inconsistent', serving(signer, tree.toSpliced(5, 1)));
	});

	it('with two entries swapped', async () => {
		const swapped = [tree[1], tree[0], ...tree.slice(2)] as Bytes[];
		await expectFault('inconsistent', serving(signer, swapped));
	});

	it('with its end cut off', async () => {
		await expectFault('shrunk', serving(signer, tree.slice(0, 19)));
	});

	it('with all of it dropped', async () => {
		await expectFault('vanished', { ...serving(signer, tree), checkpoint: async () => null });
		await expectFault('shrunk', serving(signer, []));
	});

	it('and signed anew with another key', async () => {
		await expectFault('key-changed', serving(await signerOf(NAME), tree));
	});

	it('and signed with another key behind the pinned one', async () => {
		const thief = serving(await signerOf(NAME), tree);
		const checkpoint = async () => ({
			note: (await thief.checkpoint())?.note ?? '',
			verifier_key: signer.verifierKey
		});
		await expectFault('unsigned', { ...thief, checkpoint });
	});

	it('with the signature of another organisation', async () => {
		const note = await signer.checkpoint(tree, 'muster.example/log/org_other');
		await expectFault('unsigned', {
			...serving(signer, tree),
			checkpoint: async () => ({ note, verifier_key: signer.verifierKey })
		});
	});

	it('with a proof that is cut, padded or not base64', async () => {
		const honest = serving(signer, tree);
		const proof = await honest.consistency(20, 40);
		for (const hashes of [
			proof.slice(1),
			[...proof, proof[0] as string],
			['?', ...proof.slice(1)],
			[]
		]) {
			await expectFault('inconsistent', { ...honest, consistency: async () => hashes });
		}
	});

	it('with the proof withheld', async () => {
		const consistency = () => Promise.reject(new Refusal('not found'));
		await expectFault('withheld', { ...serving(signer, tree), consistency });
	});
});

describe('a server that cannot be reached', () => {
	it('proves nothing either way', async () => {
		const offline = {
			...serving(signer, tree),
			checkpoint: () => Promise.reject(new TypeError('offline'))
		};
		expect(await check(offline)).toMatchObject({ state: 'unreachable' });
		await check(serving(signer, tree.slice(0, 20)));
		const halfway = {
			...serving(signer, tree),
			consistency: () => Promise.reject(new TypeError('offline'))
		};
		expect(await check(halfway)).toMatchObject({ state: 'unreachable' });
		expect(memory.recall(ORGANISATION)?.size).toBe(20);
	});
});
