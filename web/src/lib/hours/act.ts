import { api, ifMatch, must, type Hours, type HoursCorrection } from '#lib/api';

const target = (hours: Hours) => ({
	params: { path: { id: hours.id } },
	headers: ifMatch(hours)
});

/** Confirms or approves hours, on the version one has seen. */
export function put(hours: Hours, noun: 'confirmation' | 'approval'): Promise<Hours> {
	return must(api.PUT(`/api/v1/hours/{id}/${noun}`, target(hours)));
}

export function correct(hours: Hours, body: HoursCorrection): Promise<Hours> {
	return must(api.PUT('/api/v1/hours/{id}/correction', { ...target(hours), body }));
}

export function reverse(hours: Hours, reason: string): Promise<Hours> {
	return must(api.PUT('/api/v1/hours/{id}/reversal', { ...target(hours), body: { reason } }));
}
