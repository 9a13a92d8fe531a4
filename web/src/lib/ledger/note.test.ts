import { describe, expect, it } from 'vitest';
import { base64, fromBase64 } from './bytes';
import { CheckpointError, openCheckpoint, parseCheckpoint } from './checkpoint';
import { leaves, rootOf, signerOf } from './fixture';
import {
	canCheckSignatures,
	formatVerifierKey,
	NoteError,
	parseNote,
	parseVerifierKey,
	signedBy
} from './note';

const NAME = 'muster.example/log/org_01jd0000000000000000000000';

/** The example in the documentation of golang.org/x/mod/sumdb/note, where the format comes from. */
const PUBLISHED = {
	key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
	text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
	signature:
		'— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
};

it('checks signatures here', async () => {
	expect(await canCheckSignatures()).toBe(true);
});

describe('verifier keys', () => {
	it('come back as they were written', async () => {
		const { verifierKey } = await signerOf(NAME);
		expect(formatVerifierKey(await parseVerifierKey(verifierKey))).toBe(verifierKey);
	});

	it('are refused when the id is not of this key', async () => {
		const [one, other] = [await signerOf(NAME), await signerOf(NAME)];
		const [name, id] = one.verifierKey.split('+');
		const mixed = `${name}+${id}+${other.verifierKey.split('+').slice(2).join('+')}`;
		await expect(parseVerifierKey(mixed)).rejects.toThrow(NoteError);
	});

	it.each([
		'',
		'name',
		'name+00000000',
		`name+00000000+${base64(new Uint8Array(33))}`,
		'name+0000000g+AA=='
	])('are refused when they read %j', async (encoded) => {
		await expect(parseVerifierKey(encoded)).rejects.toThrow(NoteError);
	});
});

describe('notes', () => {
	it('signed by others are understood', async () => {
		const note = parseNote(`${PUBLISHED.text}\n${PUBLISHED.signature}`);
		expect(await signedBy(note, await parseVerifierKey(PUBLISHED.key))).toBe(true);
	});

	it('are opened by the key that signed them and no other', async () => {
		const [one, other] = [await signerOf(NAME), await signerOf(NAME)];
		const note = parseNote(await one.sign(PUBLISHED.text));
		expect(note.text).toBe(PUBLISHED.text);
		expect(await signedBy(note, await parseVerifierKey(one.verifierKey))).toBe(true);
		expect(await signedBy(note, await parseVerifierKey(other.verifierKey))).toBe(false);
	});

	it('pass over signatures of strangers', async () => {
		const [one, witness] = [await signerOf(NAME), await signerOf('witness.example')];
		const signed = await one.sign(PUBLISHED.text);
		const line = (await witness.sign(PUBLISHED.text)).split('\n\n')[1];
		const note = parseNote(`${signed}${line}`);
		expect(note.signatures).toHaveLength(2);
		expect(await signedBy(note, await parseVerifierKey(witness.verifierKey))).toBe(true);
		expect(await signedBy(note, await parseVerifierKey(one.verifierKey))).toBe(true);
	});

	it('are void with a false signature beside the good one', async () => {
		const signer = await signerOf(NAME);
		const { text, signatures } = parseNote(await signer.sign('one\n'));
		const flipped = signatures.map((line) => ({
			...line,
			signature: line.signature.map((byte) => byte ^ 1)
		}));
		const note = { text, signatures: [...signatures, ...flipped] };
		expect(await signedBy(note, await parseVerifierKey(signer.verifierKey))).toBe(false);
	});

	it('are void after any change to the text or the signature', async () => {
		const signer = await signerOf(NAME);
		const verifier = await parseVerifierKey(signer.verifierKey);
		const signed = await signer.sign('one\ntwo\n');
		const { signatures } = parseNote(signed);
		expect(await signedBy(parseNote(signed.replace('two', 'tww')), verifier)).toBe(false);
		const flipped = signatures.map((line) => ({
			...line,
			signature: line.signature.map((byte) => byte ^ 1)
		}));
		expect(await signedBy({ text: 'one\ntwo\n', signatures: flipped }, verifier)).toBe(false);
	});

	it.each([
		['no signatures', 'text\n'],
		['no last line feed', 'text\n\n— name AAAAAAA='],
		['a hyphen for the dash', 'text\n\n- name AAAAAAA=\n'],
		['no base64', 'text\n\n— name !!!!\n'],
		['loose base64', 'text\n\n— name AAAAAAB=\n'],
		['a carriage return', 'text\r\n\n— name AAAAAAA=\n'],
		['only a key id', 'text\n\n— name AAAAAA==\n']
	])('are refused with %s', (_, signed) => {
		expect(() => parseNote(signed)).toThrow(NoteError);
	});
});

describe('checkpoints', () => {
	it('open with their key', async () => {
		const signer = await signerOf(NAME);
		const tree = await leaves(5);
		const opened = await openCheckpoint(
			await signer.checkpoint(tree),
			await parseVerifierKey(signer.verifierKey)
		);
		expect(opened).toEqual({ origin: NAME, size: 5, root: await rootOf(tree) });
	});

	it('of another log are refused even under the right key', async () => {
		const signer = await signerOf(NAME);
		const note = await signer.checkpoint(await leaves(5), 'muster.example/log/other');
		await expect(
			openCheckpoint(note, await parseVerifierKey(signer.verifierKey))
		).rejects.toThrow(CheckpointError);
	});

	it('may carry lines of their own after the root', () => {
		const root = base64(new Uint8Array(32));
		expect(parseCheckpoint(`o\n3\n${root}\nmore\n`)).toEqual({
			origin: 'o',
			size: 3,
			root: fromBase64(root)
		});
	});

	const root = base64(new Uint8Array(32));
	it.each([
		'',
		'o\n',
		'o\n1\n',
		`o\n01\n${root}\n`,
		`o\n-1\n${root}\n`,
		`o\n1\nAAAA\n`,
		`o\n1\n${root}`,
		`\n1\n${root}\n`
	])('are refused when they read %j', (text) => {
		expect(() => parseCheckpoint(text)).toThrow(CheckpointError);
	});
});
