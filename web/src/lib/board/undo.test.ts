import { describe, expect, it } from 'vitest';
import type { Act, Vacate } from './acts';
import { assignment } from './sample';
import { rebased, remembered, type Undos } from './undo';

const back = (id: string, version: number): Act => ({
	act: 'change',
	one: assignment(id, 'm', { version }),
	to: {}
});
const versions = (undos: Undos) => undos.map((act) => ('one' in act ? act.one.version : 0));

describe('undoing', () => {
	it('goes back twenty acts', () => {
		let undos: Undos = [];
		for (let at = 1; at <= 25; at++) undos = remembered(undos, back('a', at));
		expect(versions(undos)).toEqual(Array.from({ length: 20 }, (_, at) => at + 6));
		expect(remembered(undos, null)).toBe(undos);
	});

	it('follows what one did oneself, so that older acts are not stale by it', () => {
		const undos = [back('a', 2), back('b', 5)];
		const after = rebased(
			undos,
			assignment('a', 'm', { version: 2 }),
			assignment('a', 'm', { version: 3 })
		);
		expect(versions(after)).toEqual([3, 5]);
	});

	it('keeps what it knew of a row that somebody else changed: that is told as stale', () => {
		const undos = rebased(
			[back('a', 2)],
			assignment('a', 'm', { version: 3 }),
			assignment('a', 'm', { version: 4 })
		);
		expect(versions(undos)).toEqual([2]);
	});

	it('follows each of those that were placed at once', () => {
		const [one, other] = [
			assignment('a', 'm', { version: 1 }),
			assignment('b', 'n', { version: 1 })
		];
		const all: Vacate = { act: 'vacate', all: [one, other], reason: '' };
		const [act] = rebased([all], other, assignment('b', 'o', { version: 2 }));
		expect(act).toMatchObject({ all: [{ version: 1 }, { version: 2 }] });
	});

	it('follows a row that has been taken off and put back under another id', () => {
		const after = rebased(
			[back('a', 3)],
			assignment('a', 'm', { version: 3, state: 'released' }),
			assignment('z', 'm', { version: 1 })
		);
		expect(after[0]).toMatchObject({ one: { id: 'z', version: 1 } });
	});
});
