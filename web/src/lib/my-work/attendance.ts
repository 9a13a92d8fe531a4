import { api, must, once, type Attendance } from '#lib/api';

const HOUR = 3_600_000;

/** From an hour before until it ends one may be about to begin. */
export function isNear({ start, end }: { start: string; end: string }, now: Date): boolean {
	return now.getTime() >= Date.parse(start) - HOUR && now.getTime() < Date.parse(end) + 2 * HOUR;
}

/** Says when one began or ended, by the clock of this device. */
export function bookOn(
	assignment: string,
	kind: 'on' | 'off',
	at: Date,
	late_reason?: string
): Promise<Attendance> {
	return must(
		api.POST('/api/v1/assignments/{id}/attendance', {
			params: { path: { id: assignment } },
			headers: once(crypto.randomUUID()),
			body: { kind, at: at.toISOString(), ...(late_reason && { late_reason }) }
		})
	);
}
