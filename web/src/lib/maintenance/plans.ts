/** All plans, which are few: searched here, since the server narrows them down by their state alone. */

import { api, must, type MaintenancePlan, type PlanState } from '#lib/api';
import { nameOf } from './words';

export async function allPlans(
	state?: PlanState,
	signal?: AbortSignal
): Promise<MaintenancePlan[]> {
	const plans: MaintenancePlan[] = [];
	let cursor: string | undefined;
	do {
		const params = { query: { state, cursor, limit: 200 } };
		const page = await must(
			api.GET('/api/v1/maintenance-plans', { params, ...(signal && { signal }) })
		);
		plans.push(...page.items);
		cursor = page.next ?? undefined;
	} while (cursor);
	return plans;
}

export interface Wanted {
	q?: string;
	/** An asset; or a site, with the assets that stand there. */
	of?: string;
}

export function isWanted({ name, on }: MaintenancePlan, { q, of }: Wanted): boolean {
	const words = (q ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean);
	const text = [name, ...on.map(nameOf), ...on.map(({ asset }) => asset?.number ?? '')]
		.join(' ')
		.toLocaleLowerCase();
	return (
		words.every((word) => text.includes(word)) &&
		(!of || on.some(({ id, site }) => id === of || site?.id === of))
	);
}
