/** How often a plan is due, in a sentence. */

import type { MaintenancePlan, PlanTarget } from '#lib/api';
import { yearDay } from '#lib/format/calendar-day';
import { availability } from '#lib/i18n/en/availability';
import { maintenance as words } from '#lib/i18n/en/maintenance';
import { everyOf, nthOf, weekdayOf, type Every } from '#lib/recurrence/rule';

type Timed = Pick<MaintenancePlan, 'rule' | 'first_date' | 'basis'>;

const listed = (items: string[], locale: string | undefined) =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

export function weekdayName(day: number): string {
	return availability.days[day - 1] ?? '';
}

function onWhich({ unit, weekdays, monthDay }: Every, first: string, locale?: string): string {
	if (unit === 'week') {
		const on = weekdays.length > 0 ? weekdays : [weekdayOf(first)];
		return words.onDays(listed(on.map(weekdayName), locale));
	}
	if (unit === 'year') return words.onDayOfYear(yearDay(first, locale));
	if (unit === 'day') return '';
	if (monthDay === 'last') return words.onLast;
	if (monthDay === 'weekday') return words.onWeekday(nthOf(first), weekdayName(weekdayOf(first)));
	return words.onDate(Number(first.slice(8, 10)));
}

export function ruleWords({ rule, first_date, basis }: Timed, locale?: string): string {
	const said = everyOf(rule, first_date);
	if (!said) return words.ownRule(rule);
	if (basis === 'completion') return words.after(said.every, said.unit);
	return [words.every(said.every, said.unit), onWhich(said, first_date, locale)]
		.filter(Boolean)
		.join(' ');
}

export function isAsset({ id }: { id: string }): boolean {
	return id.startsWith('ast_');
}

export function nameOf(target: PlanTarget): string {
	return isAsset(target)
		? (target.asset?.name ?? words.hiddenAsset)
		: (target.site?.name ?? words.hiddenSite);
}

export function targetWords(on: readonly PlanTarget[]): string {
	const [first, ...more] = on;
	if (!first) return '';
	const name = nameOf(first);
	return more.length > 0 ? words.several(name, more.length) : name;
}

/** Its page; none where one may not see it. */
export function hrefOf({ asset, site, id }: PlanTarget): string | undefined {
	if (asset) return `/assets/${asset.id}`;
	return site && !isAsset({ id }) ? `/sites/${site.id}` : undefined;
}
