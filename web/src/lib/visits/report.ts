import { ifMatch, must, once } from '#lib/api';
import { awaited } from '#lib/api/awaited';
import type { AbortReason, VisitTold, VisitWhole } from './awaited';

/** Tells what happened, with the time of this device. */
export function report(
	visit: { id: string },
	kind: VisitTold,
	more: { reason?: AbortReason; note?: string } = {}
): Promise<VisitWhole> {
	return must(
		awaited.POST('/api/v1/visits/{id}/events', {
			params: { path: { id: visit.id } },
			headers: once(crypto.randomUUID()),
			body: { kind, at: new Date().toISOString(), ...more }
		})
	);
}

export function recall(visit: VisitWhole, reason: string): Promise<VisitWhole> {
	const target = { params: { path: { id: visit.id } }, headers: ifMatch(visit) };
	return must(awaited.PUT('/api/v1/visits/{id}/recall', { ...target, body: { reason } }));
}
