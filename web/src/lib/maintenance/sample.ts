import type { Due, DueState, PlanTarget, SiteLink } from '#lib/api';

/** Targets and times for tests. */

export function siteLink(id: string, name: string): SiteLink {
	return { id, name } as SiteLink;
}

export function assetTarget(id: string, name: string, number = 'A-1'): PlanTarget {
	return { id, asset: { id, number, name }, site: null, retired: false };
}

export function dueOn(
	due: string,
	name: string,
	state: DueState = 'forecast',
	plan = 'Service'
): Due {
	return {
		plan: { id: plan, name: plan, basis: 'plan' },
		target: assetTarget(`ast_${name}`, name),
		due,
		earliest: due,
		latest: due,
		job: null,
		state,
		reason: null
	};
}
