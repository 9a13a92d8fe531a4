import { describe, expect, it } from 'vitest';
import { fromBase64, hex, type Bytes } from './bytes';
import { CborError, decodeCbor } from './cbor';
import { decodeEntry, EntryError } from './entry';
import { claimOf, encodeCbor } from './fixture';

const unhex = (digits: string): Bytes =>
	Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

describe('cbor', () => {
	it.each([
		['00', 0],
		['17', 23],
		['1818', 24],
		['1903e8', 1000],
		['1a000f4240', 1_000_000],
		['1b000000e8d4a51000', 1_000_000_000_000],
		['f6', null],
		['6161', 'a'],
		['62c3bc', 'ü'],
		['80', []],
		['8201820203', [1, [2, 3]]]
	])('reads %s', (digits, value) => {
		expect(decodeCbor(unhex(digits))).toEqual(value);
	});

	it.each([
		['', 'nothing'],
		['1817', '23 in two bytes'],
		['190017', '23 in three bytes'],
		['1a0000ffff', '65535 in five bytes'],
		['1b00000000ffffffff', 'four bytes would do'],
		['1b0020000000000000', 'beyond what a number holds'],
		['20', 'negative'],
		['9fff', 'indefinite array'],
		['7f6161ff', 'indefinite text'],
		['a0', 'map'],
		['c000', 'tag'],
		['f5', 'true'],
		['f93c00', 'float'],
		['f816', 'null in two bytes'],
		['61ff', 'not UTF-8'],
		['6261', 'cut off text'],
		['8201', 'cut off array'],
		['9affffffff', 'huge array'],
		['0000', 'bytes left over'],
		['8181818181818180', 'nested too deep']
	])('refuses %s: %s', (digits) => {
		expect(() => decodeCbor(unhex(digits))).toThrow(CborError);
	});
});

describe('entry', () => {
	it('reads what was written', async () => {
		const claim = await claimOf(7);
		const entry = decodeEntry(fromBase64(claim.entry));
		expect(entry).toMatchObject({
			seq: 7,
			action: 'job.closed',
			outcome: 'done',
			actor: { kind: 'member' },
			touched: [{ kind: 'job', id: 'job_01jd0000000000000000000002' }]
		});
		expect(new Date(entry.at).toISOString()).toBe(claim.at);
		expect(hex(entry.commitment)).toHaveLength(64);
	});

	const commitment = new Uint8Array(32);
	it.each([
		['another version', [2, 1, 0, 'system', null, 'a', 'done', 's', null, [], commitment]],
		['a field too few', [1, 1, 0, 'system', null, 'a', 'done', 's', null, []]],
		['a field too many', [1, 1, 0, 'system', null, 'a', 'done', 's', null, [], commitment, 0]],
		[
			'a short commitment',
			[1, 1, 0, 'system', null, 'a', 'done', 's', null, [], commitment.slice(1)]
		],
		['text for a number', [1, '1', 0, 'system', null, 'a', 'done', 's', null, [], commitment]],
		['null for an action', [1, 1, 0, 'system', null, null, 'done', 's', null, [], commitment]],
		[
			'a triple among the pairs',
			[1, 1, 0, 'system', null, 'a', 'done', 's', null, [['a', 'b', 'c']], commitment]
		],
		['seq nought', [1, 0, 0, 'system', null, 'a', 'done', 's', null, [], commitment]],
		[
			'an outcome of its own',
			[1, 1, 0, 'system', null, 'a', 'maybe', 's', null, [], commitment]
		],
		['an empty action', [1, 1, 0, 'system', null, '', 'done', 's', null, [], commitment]],
		['a line feed', [1, 1, 0, 'system', null, 'a\nb', 'done', 's', null, [], commitment]],
		[
			'a text of 129 bytes',
			[1, 1, 0, 'system', null, 'ü'.repeat(65), 'done', 's', null, [], commitment]
		],
		[
			'1001 rows',
			[
				1,
				1,
				0,
				'system',
				null,
				'a',
				'done',
				's',
				null,
				Array(1001).fill(['a', 'b']),
				commitment
			]
		],
		['no array at all', 1]
	])('refuses %s', (_, item) => {
		expect(() => decodeEntry(encodeCbor(item))).toThrow(EntryError);
	});
});
