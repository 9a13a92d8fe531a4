/** The board as rows: units with their members, each with its bars. Pure. */

import type { Assignment, BoardMember, BoardRows, Requirement } from '#lib/api';
import { overlaps, pile, rowHeight, stack, type Span, type Stacked, type Topped } from './layout';
import { LIVE, type Query } from './query';

export const GROUP_HEIGHT = 30;
/** Members of no unit stand last, under this id. */
export const NO_UNIT = 'none';

export interface Bar extends Span {
	id: string;
	of: Assignment;
}
export interface Place extends Span {
	id: string;
	of: Requirement;
}

export interface GroupRow {
	kind: 'group';
	id: string;
	/** Null for those in no unit. */
	name: string | null;
	members: number;
	open: boolean;
	height: number;
}
export interface MemberRow {
	kind: 'member';
	id: string;
	member: BoardMember;
	/** Of the unit they serve in; null in none. */
	unit: string | null;
	bars: Stacked<Bar>[];
	/** Leave and hours of no availability. */
	away: (Span & { leave: boolean })[];
	/** Planned within what is shown. */
	minutes: number;
	/** Bars that stand at one time with another. */
	clashes: Ids;
	height: number;
}
export type Row = GroupRow | MemberRow;

export function barOf(of: Assignment): Bar {
	return { id: of.id, of, start: Date.parse(of.start), end: Date.parse(of.end) };
}

export function placeOf(of: Requirement): Place {
	return { id: of.id, of, start: Date.parse(of.start), end: Date.parse(of.end) };
}

export function isLive({ state }: Assignment): boolean {
	return (LIVE as readonly string[]).includes(state);
}

const has = (q: string, ...texts: (string | null | undefined)[]) =>
	texts.some((text) => text?.toLocaleLowerCase().includes(q));

/** Places that have fewer than they need. */
export function uncovered(requirements: readonly Requirement[], query: Pick<Query, 'q'>): Place[] {
	const q = query.q.toLocaleLowerCase();
	return requirements
		.filter(({ filled, min }) => filled < min)
		.filter(({ title, detail, place }) => !q || has(q, title, detail, place))
		.map(placeOf);
}

export interface Shown extends Span {
	/** How long a bar looks at the least. */
	look?: number;
	query: Pick<Query, 'q' | 'status' | 'competency'>;
}

function minutesIn(bars: readonly Bar[], { start, end }: Span): number {
	const sum = bars.reduce(
		(total, bar) => total + Math.max(0, Math.min(bar.end, end) - Math.max(bar.start, start)),
		0
	);
	return Math.round(sum / 60_000);
}

/** Those that overlap another, of bars in the order of time. */
function clashesOf(bars: readonly Bar[]): Ids {
	const found = new Set<string>();
	let last: Bar | undefined;
	for (const bar of bars) {
		if (last && bar.start < last.end) found.add(last.id).add(bar.id);
		if (!last || bar.end > last.end) last = bar;
	}
	return found;
}

function memberRow(
	member: BoardMember,
	unit: string | null,
	bars: readonly Bar[],
	shown: Shown
): MemberRow {
	const placed = stack(bars, shown.look);
	const spans = (list: readonly { start: string; end: string | null }[], leave: boolean) =>
		list.map(({ start, end }) => ({
			start: Date.parse(start),
			end: end === null ? shown.end : Date.parse(end),
			leave
		}));
	return {
		kind: 'member',
		id: member.id,
		member,
		unit,
		bars: placed.bars,
		away: [...spans(member.leave, true), ...spans(member.unavailable, false)],
		minutes: minutesIn(bars, shown),
		clashes: clashesOf(placed.bars),
		height: rowHeight(placed.lanes)
	};
}

/** The rows of members one by one, by their unit and name, without those who do not fit the filters. */
export function memberRows(board: BoardRows, shown: Shown): MemberRow[] {
	const q = shown.query.q.toLocaleLowerCase();
	const byMember = new Map<string, Bar[]>();
	for (const one of board.assignments) {
		if (!isLive(one) || (shown.query.status && one.state !== shown.query.status)) continue;
		const bar = barOf(one);
		if (!overlaps(bar, shown)) continue;
		const bars = byMember.get(one.member.id);
		if (bars) bars.push(bar);
		else byMember.set(one.member.id, [bar]);
	}
	const units = new Map(board.units.map(({ id, name }) => [id, name]));
	const { competency } = shown.query;
	return board.members.flatMap((member) => {
		if (competency && !member.competency_ids.includes(competency)) return [];
		const unit = (member.unit_id && units.get(member.unit_id)) || null;
		const bars = byMember.get(member.id) ?? [];
		if (shown.query.status && bars.length === 0) return [];
		const named = !q || has(q, member.name, member.rank, unit);
		const fit = named ? bars : bars.filter(({ of }) => has(q, of.title, of.place));
		return named || fit.length > 0 ? [memberRow(member, unit, fit, shown)] : [];
	});
}

const inOrder = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Members under the heading of their unit; those in none stand last. */
export function boardRows(
	members: readonly MemberRow[],
	folded: ReadonlySet<string>
): { rows: Topped<Row>[]; height: number } {
	const groups = new Map<string, MemberRow[]>();
	for (const row of members) {
		const unit = (row.unit && row.member.unit_id) ?? NO_UNIT;
		const group = groups.get(unit);
		if (group) group.push(row);
		else groups.set(unit, [row]);
	}
	const nameOf = (group: MemberRow[]) => group[0]?.unit ?? null;
	const rows = [...groups]
		.sort(([a, one], [b, other]) =>
			a === NO_UNIT || b === NO_UNIT
				? Number(a === NO_UNIT) - Number(b === NO_UNIT)
				: inOrder.compare(nameOf(one) ?? '', nameOf(other) ?? '')
		)
		.flatMap(([id, group]): Row[] => {
			const open = !folded.has(id);
			group.sort((a, b) => inOrder.compare(a.member.name, b.member.name));
			return [
				{
					kind: 'group',
					id,
					name: nameOf(group),
					members: group.length,
					open,
					height: GROUP_HEIGHT
				},
				...(open ? group : [])
			];
		});
	return pile(rows);
}

/** Rows that are folded, by their ids. */
export type Ids = ReadonlySet<string>;
export const NONE: Ids = new Set();

export function toggled(ids: Ids, id: string): Ids {
	return ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]);
}

export interface Travel {
	id: string;
	start: number;
	end: number;
	minutes: number;
}

const SAME_DAY = 12 * 60 * 60_000;

/** The time between two bars at different sites on one day: what is there to travel in. */
export function travels(bars: readonly Bar[]): Travel[] {
	const inTime = [...bars].sort((a, b) => a.start - b.start);
	return inTime.flatMap((next, at) => {
		const before = inTime[at - 1];
		if (!before?.of.site_id || !next.of.site_id || before.of.site_id === next.of.site_id)
			return [];
		const [start, end] = [before.end, next.start];
		if (end < start || end - start > SAME_DAY) return [];
		return [{ id: next.id, start, end, minutes: Math.round((end - start) / 60_000) }];
	});
}
