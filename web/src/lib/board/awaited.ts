/**
 * What the server says about the board, until `schema.d.ts` is generated with it: then this file goes, and its names
 * come out of `#lib/api`.
 */

import { api } from '#lib/api';
import type { Client } from 'openapi-fetch';

export type AwaitedPermission = 'board.read' | 'assignments.write' | 'assignments.force';

export type AssignmentKind = 'session' | 'visit' | 'duty' | 'on_call';
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
export type Outcome = 'clear' | 'warned' | 'refused';
export type Seat = 'full' | 'supervised';

export interface Finding {
	rule: string;
	effect: 'warn' | 'block';
	says: string;
	fact?: unknown;
}

export interface Assignment {
	id: string;
	version: number;
	kind: AssignmentKind;
	requirement_id: string | null;
	owner_id: string | null;
	member: { id: string; name: string };
	start: string;
	end: string;
	zone: string;
	title: string;
	place: string;
	site_id: string | null;
	unit: { id: string; name: string } | null;
	seat: Seat;
	state: AssignmentState;
	paid: boolean;
	forced: { reason: string; rules: string[] } | null;
	warnings: Finding[];
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
	site_id: string | null;
	unit_id: string | null;
	min: number;
	max: number;
	supervised: number;
	filled: number;
	filled_supervised: number;
	competencies: { id: string; level: number | null }[];
}

export interface Span {
	start: string;
	end: string;
}

export interface BoardMember {
	id: string;
	name: string;
	unit_id: string | null;
	rank: string | null;
	/** Without an end while none is known. */
	leave: { start: string; end: string | null }[];
	competency_ids?: string[];
	unavailable?: Span[];
}

export interface BoardRows {
	/** When it was read: `since` of the next question. */
	as_of: string;
	/** Only what changed: members and units are left out. */
	partial: boolean;
	members: BoardMember[];
	assignments: Assignment[];
	requirements: Requirement[];
	competencies?: { id: string; name: string }[];
	units: { id: string; name: string; parent_id: string | null }[];
	truncated: boolean;
	/** Of a partial answer: what stands here no more. */
	gone_assignments: string[];
	gone_requirements: string[];
}

export interface Candidate {
	member: { id: string; name: string; unit: string | null; rank: string | null };
	outcome: Outcome;
	findings: Finding[];
	hours_planned_minutes: number;
}

export interface Verdict {
	member_id: string;
	outcome: Outcome;
	findings: Finding[];
}

export interface CoverageHour {
	start: string;
	needed: number;
	/** Of those needed, how many there are. */
	covered: number;
}

export interface Force {
	reason: string;
}

interface Got<R> {
	responses: { 200: { content: { 'application/json': R } } };
}
interface List<Q, R> {
	get: Got<R> & { parameters: { query: Q; path?: never; header?: never } };
}
interface One<Q, R> {
	get: Got<R> & { parameters: { query?: Q; path: { id: string }; header?: never } };
}
interface Sent<B, R> {
	parameters: { path: { id: string }; header?: never };
	requestBody: { content: { 'application/json': B } };
	responses: { 200: { content: { 'application/json': R } } };
}

export interface BoardQuery {
	from: string;
	until: string;
	unit_id?: string;
	since?: string;
}
export interface AssignmentChanges {
	member_id?: string;
	start?: string;
	end?: string;
	force?: Force;
}

interface Awaited {
	'/api/v1/board': List<BoardQuery, BoardRows>;
	'/api/v1/board/coverage': List<BoardQuery, { hours: CoverageHour[] }>;
	'/api/v1/requirements/{id}/candidates': One<
		{ unit_id?: string; q?: string; limit?: number },
		{ items: Candidate[] }
	>;
	'/api/v1/requirements/{id}/eligibility': One<{ member_id: string }, Verdict>;
	'/api/v1/requirements/{id}/assignments': {
		post: Sent<{ member_id: string; seat?: Seat; force?: Force }, Assignment>;
	};
	'/api/v1/assignments/{id}': One<never, Assignment> & {
		patch: Sent<AssignmentChanges, Assignment>;
	};
	'/api/v1/assignments/{id}/release': { put: Sent<{ reason: string }, Assignment> };
	'/api/v1/assignments/{id}/exchange': {
		put: Sent<{ with: string; force?: Force }, { items: Assignment[] }>;
	};
}

export const boardApi = api as unknown as Client<Awaited>;
