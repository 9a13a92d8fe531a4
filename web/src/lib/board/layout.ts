/** Time as pixels and back; bars that overlap under each other; which rows are in sight. Pure. */

export type View = 'day' | 'week' | 'month';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** What a bar is moved and stretched by. */
export const STEP: Record<View, number> = { day: 15 * MINUTE, week: 30 * MINUTE, month: HOUR };
/** Under this an hour cannot be read; the board is as wide as its window where that is more. */
const LEAST_PER_HOUR: Record<View, number> = { day: 60, week: 7, month: 2.5 };
/** Thinner than this a bar is neither seen nor hit: it is drawn as wide, and stacked as if it were. */
const THINNEST = 16;

/** Thinner than this a bar has its words beside it, where there is room. */
export const WORDY = 64;

export const LANE = 34;
export const GAP = 3;
const EDGE = 3;
/** A row holds two lines of a name, also when it has no bar. */
export const LEAST_ROW = 44;

export interface Span {
	start: number;
	end: number;
}

export interface Scale {
	from: number;
	until: number;
	/** Pixels from `from` to `until`. */
	width: number;
}

export function scaleOf(view: View, { start, end }: Span, room: number): Scale {
	const least = ((end - start) / HOUR) * LEAST_PER_HOUR[view];
	return { from: start, until: end, width: Math.max(1, Math.round(Math.max(room, least))) };
}

export function toPixel(scale: Scale, at: number): number {
	return ((at - scale.from) / (scale.until - scale.from)) * scale.width;
}

export function toTime(scale: Scale, pixel: number): number {
	return scale.from + (pixel / scale.width) * (scale.until - scale.from);
}

/** The nearest step, counted from the beginning of the first day shown. */
export function snap(scale: Scale, at: number, step: number): number {
	return scale.from + Math.round((at - scale.from) / step) * step;
}

/** Half-open: what ends when the other begins does not overlap it. */
export function overlaps(one: Span, other: Span): boolean {
	return one.start < other.end && other.start < one.end;
}

/** How long a bar looks at the least, in milliseconds. */
export function leastLook(view: View): number {
	return (THINNEST / LEAST_PER_HOUR[view]) * HOUR;
}

/** Where a bar is drawn, cut at the edges of what is shown; never thinner than can be seen. */
export function box(scale: Scale, span: Span): { left: number; width: number } {
	const left = Math.max(0, toPixel(scale, span.start));
	const right = Math.min(scale.width, toPixel(scale, span.end));
	return { left, width: Math.max(THINNEST, right - left - 1) };
}

export type Stacked<T> = T & { lane: number };

/** Each in the first lane that is free: as many lanes as ever overlap at once, and no more. */
export function stack<T extends Span>(
	spans: readonly T[],
	look = 0
): { bars: Stacked<T>[]; lanes: number } {
	const ends: number[] = [];
	const bars = [...spans]
		.sort((a, b) => a.start - b.start || b.end - a.end)
		.map((span) => {
			let lane = ends.findIndex((end) => end <= span.start);
			if (lane < 0) lane = ends.length;
			ends[lane] = Math.max(span.end, span.start + look);
			return { ...span, lane };
		});
	return { bars, lanes: ends.length };
}

export function laneTop(lane: number): number {
	return EDGE + lane * (LANE + GAP);
}

export function rowHeight(lanes: number): number {
	return Math.max(LEAST_ROW, laneTop(Math.max(1, lanes)) + EDGE);
}

export type Topped<T> = T & { top: number };

/** Rows under each other. */
export function pile<T extends { height: number }>(
	rows: readonly T[]
): { rows: Topped<T>[]; height: number } {
	let top = 0;
	const piled = rows.map((row) => {
		const at = { ...row, top };
		top += row.height;
		return at;
	});
	return { rows: piled, height: top };
}

/** Index of the row at a height, by halving; −1 above the first and below the last. */
export function rowAt(rows: readonly { top: number; height: number }[], y: number): number {
	let [low, high] = [0, rows.length - 1];
	while (low <= high) {
		const middle = (low + high) >> 1;
		const row = rows[middle];
		if (!row) return -1;
		if (y < row.top) high = middle - 1;
		else if (y >= row.top + row.height) low = middle + 1;
		else return middle;
	}
	return -1;
}

/** The rows that touch the heights between. */
export function inSight<T extends { top: number; height: number }>(
	rows: readonly T[],
	top: number,
	bottom: number
): T[] {
	const height = rows.at(-1);
	if (!height || bottom <= 0 || top >= height.top + height.height) return [];
	const first = Math.max(0, rowAt(rows, Math.max(0, top)));
	const last = rowAt(rows, bottom);
	return rows.slice(first, last < 0 ? rows.length : last + 1);
}

/** The part of the time that is drawn: what is seen and half as much on both sides, in coarse steps. */
export function drawn(scale: Scale, left: number, room: number): Span {
	const coarse = Math.max(200, room / 2);
	const first = Math.floor(left / coarse - 1) * coarse;
	const last = Math.ceil((left + room) / coarse + 1) * coarse;
	return { start: toTime(scale, first), end: toTime(scale, last) };
}
