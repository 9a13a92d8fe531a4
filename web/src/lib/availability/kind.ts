import { api, ifMatch, must, type Availability, type DatedSpan, type WeeklySpan } from '#lib/api';
import type { RowKind } from '#lib/forms/row-draft.svelte';
import { notMade } from '#lib/forms/settings';
import { availability as words } from '#lib/i18n/en/availability';

export type AvailabilityField = 'weekly' | 'exceptions' | 'ready_minutes';

export function parsed<T>(list: string | null | undefined): T[] {
	return list ? (JSON.parse(list) as T[]) : [];
}

/** Of a member, or one's own. */
export function loadAvailability(member?: string): Promise<Availability> {
	return must(
		member
			? api.GET('/api/v1/members/{id}/availability', { params: { path: { id: member } } })
			: api.GET('/api/v1/me/availability')
	);
}

/** Availability as a form: the lists travel whole, as text that can be compared. */
export function availabilityKind(member?: string): RowKind<Availability, AvailabilityField> {
	return {
		needed: [],
		empty: { weekly: '[]', exceptions: '[]', ready_minutes: null },
		valuesOf: ({ weekly, exceptions, ready_minutes }) => ({
			weekly: JSON.stringify(weekly),
			exceptions: JSON.stringify(exceptions),
			ready_minutes: ready_minutes === null ? null : String(ready_minutes)
		}),
		check({ ready_minutes }) {
			if (ready_minutes === null) return {};
			const minutes = Number(ready_minutes);
			const right = Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440;
			return right ? {} : { ready_minutes: words.readyWrong };
		},
		create: notMade,
		change(now, { weekly, exceptions, ready_minutes }) {
			const body = {
				zone: now.zone,
				weekly: parsed<WeeklySpan>(weekly),
				exceptions: parsed<DatedSpan>(exceptions),
				ready_minutes: ready_minutes === null ? null : Number(ready_minutes)
			};
			const headers = ifMatch(now);
			return must(
				member
					? api.PUT('/api/v1/members/{id}/availability', {
							params: { path: { id: member } },
							headers,
							body
						})
					: api.PUT('/api/v1/me/availability', { headers, body })
			);
		}
	};
}
