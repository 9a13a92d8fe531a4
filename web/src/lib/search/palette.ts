/** What the palette offers: pages, acts, what was opened lately, and what the server finds. Pure. */

import type { SearchHit } from '#lib/api';

export interface Choice {
	id: string;
	group: 'recent' | 'goTo' | 'actions' | SearchHit['kind'];
	title: string;
	subtitle: string;
	/** A page to open, or something to do. */
	href?: string;
	run?: () => void;
	/** The status of a job, for its mark. */
	status?: string | null;
	kind?: SearchHit['kind'];
}

const PAGES: Record<SearchHit['kind'], string> = {
	job: '/jobs',
	customer: '/customers',
	site: '/sites',
	asset: '/assets',
	member: '/members'
};

export function fromHit(hit: SearchHit): Choice {
	return {
		id: hit.id,
		group: hit.kind,
		kind: hit.kind,
		title: hit.title,
		subtitle: hit.subtitle,
		status: hit.status ?? null,
		href: `${PAGES[hit.kind]}/${hit.id}`
	};
}

/** Each word typed must begin some word of the choice: `au lo` finds "Audit log". */
export function matches(choice: Choice, query: string): boolean {
	const words = `${choice.title} ${choice.subtitle}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
	const typed = query.toLowerCase().trim().split(/\s+/u).filter(Boolean);
	return typed.every((part) => words.some((word) => word.startsWith(part)));
}

export interface Group {
	group: Choice['group'];
	choices: Choice[];
}

/** Neighbours of one group under one heading, in the order they come. */
export function grouped(choices: readonly Choice[]): Group[] {
	const groups: Group[] = [];
	for (const choice of choices) {
		const last = groups.at(-1);
		if (last?.group === choice.group) last.choices.push(choice);
		else groups.push({ group: choice.group, choices: [choice] });
	}
	return groups;
}

/** Found things of one kind stand together; kinds keep the order of their best hit. */
export function byKind(hits: readonly SearchHit[]): Choice[] {
	const kinds = [...new Set(hits.map((hit) => hit.kind))];
	return kinds.flatMap((kind) => hits.filter((hit) => hit.kind === kind).map(fromHit));
}

export const RECENT_KEPT = 6;

export function withRecent(recent: readonly Choice[], opened: Choice): Choice[] {
	const others = recent.filter((choice) => choice.id !== opened.id);
	return [{ ...opened, group: 'recent' as const }, ...others].slice(0, RECENT_KEPT);
}
