/** What the roster answers, until it stands in the generated description. */

import type { Finding } from '#lib/api';

export type { Finding };

export interface Named {
	id: string;
	name: string;
}

export interface Competency extends Named {
	version: number;
	description: string;
	levels: string[];
	valid_months: number | null;
	retired: boolean;
}

export type CertificateState = 'pending' | 'valid' | 'expiring' | 'expired' | 'revoked';
export interface Certificate {
	id: string;
	version: number;
	member: Named;
	competency: Named;
	/** Its place among the competency's levels, from 1. */
	level: number | null;
	level_name: string | null;
	/** Calendar days. */
	valid_from: string;
	valid_until: string | null;
	state: CertificateState;
	verified_by: Named | null;
	verified_at: string | null;
	revocation_reason: string | null;
	reference: string | null;
	note: string;
	evidence: { name: string; type: string; bytes: number } | null;
}

export interface WeeklySpan {
	/** Monday is 1. */
	weekday: number;
	from: string;
	until: string;
}
export interface DatedSpan {
	start: string;
	end: string;
	available: boolean;
	note: string;
}
export interface Availability {
	version: number;
	/** False: nothing was ever said, which means always. */
	set: boolean;
	zone: string;
	weekly: WeeklySpan[];
	exceptions: DatedSpan[];
	ready_minutes: number | null;
}

export type LeaveKind = 'annual' | 'sick' | 'training' | 'other';
export type LeaveState = 'asked' | 'approved' | 'refused' | 'withdrawn';
export interface Leave {
	id: string;
	version: number;
	member: Named;
	start: string;
	end: string;
	kind: LeaveKind;
	note: string;
	state: LeaveState;
	decided_by: Named | null;
	decided_at: string | null;
	reason: string | null;
}

export type WorkingRule = 'rest' | 'day-hours' | 'week-hours' | 'consecutive-days' | 'nights';
export type RuleEffect = 'off' | 'warn' | 'block';
export interface WorkingRules {
	version: number;
	rules: { rule: WorkingRule; limit: number; effect: RuleEffect }[];
	night_from: string;
	night_until: string;
}

export type AssignmentState =
	| 'offered'
	| 'confirmed'
	| 'on_duty'
	| 'worked'
	| 'declined'
	| 'withdrawn'
	| 'released'
	| 'cancelled'
	| 'no_show';
export type Seat = 'full' | 'supervised';
export interface Assignment {
	id: string;
	version: number;
	kind: 'session' | 'visit' | 'duty' | 'on_call';
	requirement_id: string | null;
	owner_id: string | null;
	member: Named;
	start: string;
	end: string;
	zone: string;
	title: string;
	place: string;
	site_id: string | null;
	unit: Named | null;
	seat: Seat;
	state: AssignmentState;
	reason: string | null;
	paid: boolean;
	forced: { by: Named | null; reason: string; rules: string[] } | null;
	warnings: Finding[];
}

/** A competency that is asked for; the level from 1, none for any. */
export interface Asked {
	id: string;
	level: number | null;
}
export interface Requirement {
	id: string;
	version: number;
	kind: 'session' | 'visit';
	owner_id: string;
	title: string;
	detail: string;
	start: string;
	end: string;
	zone: string;
	place: string;
	unit_id: string | null;
	min: number;
	max: number;
	supervised: number;
	filled: number;
	filled_supervised: number;
	competencies: Asked[];
}

/** Green, amber, red. */
export type Verdict = 'clear' | 'warned' | 'refused';
export interface Candidate {
	member: Named & { unit: string | null; rank: string | null };
	outcome: Verdict;
	findings: Finding[];
	hours_planned_minutes: number;
}
export interface OpenPlace {
	requirement: Requirement;
	outcome: Verdict;
	findings: Finding[];
}
export interface MyWork {
	next: Assignment[];
	offers: Assignment[];
	open: OpenPlace[];
}
