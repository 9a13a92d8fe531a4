/** What the board shows, as its URL says it: back, reload and sharing keep it. Pure. */

import type { AssignmentState } from '#lib/api';
import type { View } from './layout';
import { isDay } from './range';

export const VIEWS = ['day', 'week', 'month'] as const;
export const SHAPES = ['board', 'list', 'coverage', 'hours'] as const;
export type Shape = (typeof SHAPES)[number];
/** The states that take a member's time. */
export const LIVE = [
	'offered',
	'confirmed',
	'on_duty',
	'worked'
] as const satisfies AssignmentState[];

export interface Query {
	view: View;
	shape: Shape;
	date: string;
	unit: string;
	competency: string;
	status: string;
	q: string;
}

function oneOf<T extends string>(all: readonly T[], text: string | null): T | undefined {
	return all.find((one) => one === text);
}

export function readQuery(params: Pick<URLSearchParams, 'get'>, today: string): Query {
	const date = params.get('date') ?? '';
	return {
		view: oneOf(VIEWS, params.get('view')) ?? 'day',
		shape: oneOf(SHAPES, params.get('shape')) ?? 'board',
		date: isDay(date) ? date : today,
		unit: params.get('unit') ?? '',
		competency: params.get('competency') ?? '',
		status: oneOf(LIVE, params.get('status')) ?? '',
		q: params.get('q') ?? ''
	};
}

export function boardHref(query: Query, today: string): string {
	const params = new URLSearchParams();
	const plain: Partial<Record<keyof Query, string>> = {
		view: 'day',
		shape: 'board',
		date: today
	};
	for (const [name, value] of Object.entries(query) as [keyof Query, string][]) {
		if (value && value !== plain[name]) params.set(name, value);
	}
	const search = params.toString();
	return search ? `/board?${search}` : '/board';
}

export function isNarrowed({ unit, competency, status, q }: Query): boolean {
	return [unit, competency, status, q].some(Boolean);
}
