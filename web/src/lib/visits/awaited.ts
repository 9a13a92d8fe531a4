/** What visits and assets answer, until it stands in the generated description. */

import type { Asked, Assignment, Named } from '#lib/roster/awaited';

export interface SiteLink extends Named {
	locality: string | null;
	postcode: string | null;
	time_zone: string;
}

export type VisitState =
	| 'planned'
	| 'sent'
	| 'received'
	| 'accepted'
	| 'travelling'
	| 'on_site'
	| 'paused'
	| 'done'
	| 'declined'
	| 'aborted'
	| 'recalled';
/** What is told of a visit on the way. */
export type VisitTold =
	| 'sent'
	| 'received'
	| 'accepted'
	| 'declined'
	| 'travelling'
	| 'on_site'
	| 'paused'
	| 'resumed'
	| 'done'
	| 'aborted';
export type VisitAct = VisitTold | 'recalled' | 'change';
export type AbortReason = 'no_access' | 'unsafe' | 'parts' | 'other';
export interface Visit {
	id: string;
	version: number;
	number: string;
	job: { id: string; number: string; title: string };
	state: VisitState;
	ended: { reason: AbortReason | null; note: string | null } | null;
	start: string;
	end: string;
	zone: string;
	site: SiteLink | null;
	unit: Named | null;
	note: string;
	requirement_id: string;
	people: Assignment[];
}
export interface VisitWhole extends Visit {
	wanted: { min: number; max: number; competencies: Asked[] };
	events: VisitEvent[];
	allowed: VisitAct[];
}
export interface VisitEvent {
	id: string;
	kind: VisitTold | 'recalled';
	/** By the clock of the device, and when the server heard of it. */
	at: string;
	heard_at: string;
	by: Named | null;
	reason: AbortReason | null;
	note: string | null;
	/** It moved the visit; what came late only fills in the past. */
	moved: boolean;
}
