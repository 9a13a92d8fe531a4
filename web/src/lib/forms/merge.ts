/**
 * Three-way comparison for the moment somebody else saved first: what the form started from,
 * what was typed, and what is stored now. Nothing is decided here except what needs no decision.
 */
export type Values = Record<string, string | null>;

export interface Merge<F extends string> {
	/** Changed by both, to different values: a person has to choose. */
	conflicts: F[];
	/** Changed by this person alone (or by both, alike in the end). */
	mine: F[];
	/** Changed by the others alone. */
	theirs: F[];
}

const same = (a: string | null | undefined, b: string | null | undefined) =>
	(a ?? '') === (b ?? '');

export function changedFields<F extends string>(
	base: Record<F, string | null>,
	now: Record<F, string | null>
): F[] {
	return (Object.keys(now) as F[]).filter((field) => !same(base[field], now[field]));
}

export function threeWay<F extends string>(
	base: Record<F, string | null>,
	mine: Record<F, string | null>,
	theirs: Record<F, string | null>
): Merge<F> {
	const byMe = new Set(changedFields(base, mine));
	const byThem = new Set(changedFields(base, theirs));
	const merge: Merge<F> = { conflicts: [], mine: [], theirs: [] };
	for (const field of Object.keys(mine) as F[]) {
		if (byMe.has(field) && byThem.has(field)) {
			if (!same(mine[field], theirs[field])) merge.conflicts.push(field);
		} else if (byMe.has(field)) merge.mine.push(field);
		else if (byThem.has(field)) merge.theirs.push(field);
	}
	return merge;
}

export type Choices<F extends string> = Partial<Record<F, 'mine' | 'theirs'>>;

/** The values after the choice: theirs wherever this person did not touch, or chose theirs. */
export function settle<F extends string>(
	mine: Record<F, string | null>,
	theirs: Record<F, string | null>,
	merge: Merge<F>,
	choices: Choices<F>
): Record<F, string | null> {
	const settled = { ...theirs };
	for (const field of merge.mine) settled[field] = mine[field];
	for (const field of merge.conflicts) {
		if ((choices[field] ?? 'mine') === 'mine') settled[field] = mine[field];
	}
	return settled;
}
