import type { TimelineItem } from '#lib/api';

/** One line for what somebody did to one thing several times in a row, as a long import does. */
export function merged(items: TimelineItem[]): { item: TimelineItem; times: number }[] {
	const lines: { item: TimelineItem; times: number }[] = [];
	for (const item of items) {
		const last = lines.at(-1);
		if (last && !item.note && same(last.item, item)) last.times += 1;
		else lines.push({ item, times: 1 });
	}
	return lines;
}

function same(a: TimelineItem, b: TimelineItem): boolean {
	return (
		a.action === b.action &&
		a.actor.id === b.actor.id &&
		a.actor.kind === b.actor.kind &&
		a.subject.id === b.subject.id &&
		a.subject.label === b.subject.label &&
		!a.note
	);
}
