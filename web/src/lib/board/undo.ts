/** The last twenty acts, each as what undoes it. Pure. */

import type { Assignment } from '#lib/api';
import type { Act, Vacate } from './acts';

const DEEPEST = 20;

export type Undos = readonly (Act | Vacate)[];

export function remembered(undos: Undos, inverse: Act | Vacate | null): Undos {
	return inverse ? [...undos, inverse].slice(-DEEPEST) : undos;
}

/**
 * Older acts speak of the row as one has left it oneself: `before` is now `after`. A row that somebody else changed
 * keeps its old version, and undoing over that is told as a stale edit.
 */
export function rebased(undos: Undos, before: Assignment, after: Assignment): Undos {
	const now = (one: Assignment) =>
		one.id === before.id && one.version === before.version
			? { ...one, id: after.id, version: after.version }
			: one;
	return undos.map((act): Act | Vacate => {
		switch (act.act) {
			case 'assign':
				return act;
			case 'vacate':
				return { ...act, all: act.all.map(now) };
			case 'exchange':
				return { ...act, one: now(act.one), other: now(act.other) };
			default:
				return { ...act, one: now(act.one) };
		}
	});
}
