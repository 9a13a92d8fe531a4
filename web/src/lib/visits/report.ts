import {
	api,
	ifMatch,
	must,
	once,
	type AbortReason,
	type VisitTold,
	type VisitWhole
} from '#lib/api';

/** Tells what happened, with the time of this device. */
export function report(
	visit: { id: string },
	kind: VisitTold,
	more: { reason?: AbortReason; note?: string } = {}
): Promise<VisitWhole> {
	return must(
		api.POST('/api/v1/visits/{id}/events', {
			params: { path: { id: visit.id } },
			headers: once(crypto.randomUUID()),
			body: { kind, at: new Date().toISOString(), ...more }
		})
	);
}

export function recall(visit: VisitWhole, reason: string): Promise<VisitWhole> {
	const target = { params: { path: { id: visit.id } }, headers: ifMatch(visit) };
	return must(api.PUT('/api/v1/visits/{id}/recall', { ...target, body: { reason } }));
}
