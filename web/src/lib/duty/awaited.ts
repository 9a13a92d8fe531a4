/** What duty answers, until it stands in the generated description. */

import type { Assignment, Asked, Finding, Named, Requirement, Seat } from '#lib/roster/awaited';

export interface DutyType extends Named {
	version: number;
	counts_towards_minimum: boolean;
	retired: boolean;
}

export type EventState = 'draft' | 'published' | 'cancelled' | 'ended';
export type EventAct = 'publish' | 'cancel' | 'edit';
export interface DutyEvent {
	id: string;
	version: number;
	number: string;
	name: string;
	description: string;
	state: EventState;
	cancel_reason: string | null;
	customer: Named | null;
	unit: Named | null;
	zone: string;
	place: string;
	invited_only: boolean;
	/** Somebody who plans agrees to swaps. */
	swaps_approved: boolean;
	sessions_count: number;
	first_start: string | null;
	last_end: string | null;
	places: { min: number; max: number; filled: number };
	allowed: EventAct[];
}

export type SessionState =
	'draft' | 'published' | 'signup_closed' | 'running' | 'ended' | 'reconciled' | 'cancelled';
export type SessionAct = 'publish' | 'cancel' | 'edit' | 'reconcile' | 'invite';
export interface SessionLink {
	id: string;
	event: { id: string; number: string; name: string };
	name: string;
	place: string;
	zone: string;
	start: string;
	end: string;
}
export interface DutySession extends SessionLink {
	version: number;
	/** As the clock shows it at the place. */
	start_local: string;
	end_local: string;
	signup_opens_at: string | null;
	signup_closes_at: string | null;
	state: SessionState;
	cancel_reason: string | null;
	requirements: Need[];
	allowed: SessionAct[];
}

export type Allocation = 'first_come' | 'fewest_hours' | 'ballot';
export interface Need extends Requirement {
	name: string;
	waiting: number;
	applied: number;
	duty_type_id: string | null;
	cap_per_member: number | null;
	allocation: Allocation;
	allocated_at: string | null;
}
export interface NeedBody {
	name: string;
	competencies: Asked[];
	min: number;
	max: number;
	supervised: number;
	duty_type_id: string | null;
	cap_per_member: number | null;
	allocation: Allocation;
}

export type BookingState =
	| 'invited'
	| 'applied'
	| 'waitlisted'
	| 'offered'
	| 'confirmed'
	| 'on_duty'
	| 'worked'
	| 'verified'
	| 'declined'
	| 'withdrawn'
	| 'late_withdrawn'
	| 'released'
	| 'expired'
	| 'no_show'
	| 'cancelled';
export type BookingAct =
	| 'confirm'
	| 'refuse'
	| 'withdraw'
	| 'release'
	| 'answer'
	| 'no_show'
	| 'appeal'
	| 'verify'
	| 'swap';
export interface Booking {
	id: string;
	version: number;
	session: SessionLink;
	requirement: Named;
	member: Named;
	state: BookingState;
	seat: Seat;
	place_in_queue: number | null;
	offer_until: string | null;
	reason: string | null;
	appeal: string | null;
	assignment_id: string | null;
	warnings: Finding[];
	allowed: BookingAct[];
}
/** `placed`: who was given a place without a booking. */
export interface SessionBookings {
	items: Booking[];
	next: string | null;
	placed: Assignment[];
}

export interface Swap {
	id: string;
	version: number;
	state: 'proposed' | 'accepted' | 'done' | 'refused' | 'expired';
	from: Named;
	to: Named;
	gives: SwappedPlace;
	/** Nothing where the place is only handed over. */
	takes: SwappedPlace | null;
	expires_at: string;
	allowed: ('answer' | 'withdraw' | 'decide')[];
}

export interface SwappedPlace {
	booking_id: string;
	session: SessionLink;
	requirement: Named;
}
