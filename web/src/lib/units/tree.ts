/** The tree of units as rows in the order a person reads them. Pure. */

import type { Unit } from '#lib/api';

export interface TreeRow {
	unit: Unit;
	depth: number;
	/** Units right under it that are shown. */
	children: number;
	open: boolean;
}

export interface Shown {
	q: string;
	/** Closed units too. */
	closed: boolean;
	/** Ids of the units whose branches are folded away. */
	folded: ReadonlySet<string>;
}

const byName = (a: Unit, b: Unit) =>
	a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' });

/** A unit whose parent is not there stands at the top: nothing is lost from sight. */
export function childrenOf(units: readonly Unit[]): Map<string | null, Unit[]> {
	const known = new Set(units.map(({ id }) => id));
	const children = new Map<string | null, Unit[]>();
	for (const unit of [...units].sort(byName)) {
		const parent = unit.parent_id && known.has(unit.parent_id) ? unit.parent_id : null;
		const siblings = children.get(parent);
		if (siblings) siblings.push(unit);
		else children.set(parent, [unit]);
	}
	return children;
}

/** What is searched for, and all above it so that it keeps its place. A search unfolds everything. */
export function treeRows(units: readonly Unit[], { q, closed, folded }: Shown): TreeRow[] {
	const kept = keep(units, q, closed);
	const children = childrenOf(units.filter(({ id }) => kept.has(id)));
	const rows: TreeRow[] = [];
	const walk = (parent: string | null, depth: number) => {
		for (const unit of children.get(parent) ?? []) {
			const under = children.get(unit.id)?.length ?? 0;
			const open = q !== '' || !folded.has(unit.id);
			rows.push({ unit, depth, children: under, open });
			if (open) walk(unit.id, depth + 1);
		}
	};
	walk(null, 0);
	return rows;
}

function keep(units: readonly Unit[], q: string, closed: boolean): Set<string> {
	const byId = new Map(units.map((unit) => [unit.id, unit]));
	const wanted = q.toLocaleLowerCase().trim();
	const kept = new Set<string>();
	for (const unit of units) {
		if (unit.closed_at && !closed) continue;
		const text = `${unit.name} ${unit.kind}`.toLocaleLowerCase();
		if (wanted && !text.includes(wanted)) continue;
		for (
			let at: Unit | undefined = unit;
			at && !kept.has(at.id);
			at = at.parent_id ? byId.get(at.parent_id) : undefined
		)
			kept.add(at.id);
	}
	return kept;
}

/** A unit and all under it: where it cannot be moved to. */
export function branch(units: readonly Unit[], id: string): Set<string> {
	const children = childrenOf(units);
	const found = new Set<string>();
	const walk = (at: string) => {
		if (found.has(at)) return;
		found.add(at);
		for (const child of children.get(at) ?? []) walk(child.id);
	};
	walk(id);
	return found;
}

/** Whether `unit` may stand under `parent` (null: at the top). */
export function mayMove(units: readonly Unit[], unit: Unit, parent: string | null): boolean {
	if (parent === unit.parent_id) return false;
	if (parent === null) return true;
	const to = units.find(({ id }) => id === parent);
	return to !== undefined && !to.closed_at && !branch(units, unit.id).has(parent);
}

export function pathText(unit: Pick<Unit, 'path' | 'name'>): string {
	return unit.path.length > 0 ? unit.path.join(' / ') : unit.name;
}

/** The kinds in use, so that the next station is called like the others. */
export function kindsOf(units: readonly Unit[]): string[] {
	return [...new Set(units.map(({ kind }) => kind).filter(Boolean))].sort();
}
