import type { CallOutAnswer } from '#lib/api';

const RANKS = { placed: 0, reserve: 1, refused: 2, dropped: 3 } as const;

function rank({ answer, outcome }: CallOutAnswer): number {
	if (answer === 'no') return 5;
	return outcome ? RANKS[outcome] : 4;
}

export interface Ranked {
	answer: CallOutAnswer;
	/** From 1, for those in reserve. */
	place?: number;
}

/** Who has a place first, then the reserve in its line, each in the order of the answers. */
export function ranked(answers: readonly CallOutAnswer[]): Ranked[] {
	let place = 0;
	return answers
		.toSorted((a, b) => rank(a) - rank(b) || a.at.localeCompare(b.at))
		.map((answer) =>
			answer.answer === 'yes' && answer.outcome === 'reserve'
				? { answer, place: ++place }
				: { answer }
		);
}
