/** Open places as lanes above the members. Pure. */

import { overlaps, rowHeight, stack, type Span, type Stacked } from './layout';
import type { Place } from './rows';

/** Lanes in sight while they are folded. */
export const KEPT = 2;

export interface LaneRow {
	id: string;
	kind: 'session' | 'visit';
	places: Stacked<Place>[];
	lanes: number;
	open: boolean;
	/** Places in lanes that are folded away. */
	more: number;
	height: number;
}

export function laneRows(
	places: readonly Place[],
	shown: Span,
	open: ReadonlySet<string>,
	look = 0
): LaneRow[] {
	return (['session', 'visit'] as const).flatMap((kind) => {
		const id = `lane-${kind}`;
		const { bars, lanes } = stack(
			places.filter((place) => place.of.kind === kind && overlaps(place, shown)),
			look
		);
		if (bars.length === 0) return [];
		const isOpen = open.has(id);
		const more = isOpen ? 0 : bars.filter(({ lane }) => lane >= KEPT).length;
		const height = rowHeight(isOpen ? lanes : Math.min(KEPT, lanes));
		return [{ id, kind, places: bars, lanes, open: isOpen, more, height }];
	});
}
