import type { Holding } from '#lib/api';

type Span = Pick<Holding, 'from' | 'until'>;

export function isPast({ until }: Span, now = new Date()): boolean {
	return until !== null && new Date(until) <= now;
}

export function isComing({ from }: Span, now = new Date()): boolean {
	return new Date(from) > now;
}
