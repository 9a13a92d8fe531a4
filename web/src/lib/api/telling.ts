/**
 * Telling people: notices, announcements, call-outs. Written by hand until the description has
 * them; then `TellingPaths` and `TellingPermission` go, and each type is taken from its schema.
 */
import type { Finding, Named, Requirement } from './planning';

export type NoticeKind =
	| 'assignment-given'
	| 'assignment-changed'
	| 'assignment-ended'
	| 'place-offered'
	| 'place-got'
	| 'swap'
	| 'reminder'
	| 'leave'
	| 'certificate'
	| 'hours'
	| 'expense'
	| 'visit'
	| 'announcement'
	| 'call-out';

export interface Notice {
	id: string;
	kind: NoticeKind;
	urgent: boolean;
	subject: { kind: string; id: string };
	title: string;
	text: string;
	/** Whoever is told is asked to confirm that they know. */
	acknowledge: boolean;
	created_at: string;
	read_at: string | null;
	acknowledged_at: string | null;
}

export interface Notices {
	items: Notice[];
	next: string | null;
	unread: number;
}

export interface QuietHours {
	/** `22:00`, by the clock of the zone. */
	from: string;
	until: string;
	zone: string;
	urgent_through: boolean;
}

export interface NoticePreferences {
	version: number;
	by_kind: { kind: NoticeKind; mail: boolean; push: boolean }[];
	quiet: QuietHours | null;
	reminder_minutes: number | null;
}

/** What somebody was told of an assignment, and whether it reached them. */
export interface NoticeTold {
	id: string;
	member: Named;
	kind: NoticeKind;
	title: string;
	acknowledge: boolean;
	created_at: string;
	read_at: string | null;
	acknowledged_at: string | null;
}

/** Lists given together narrow one another; what stands within one widens it. */
export interface Audience {
	everybody: boolean;
	unit_ids: string[];
	rank_ids: string[];
	competency_ids: string[];
	role_ids: string[];
}

export interface NewAnnouncement {
	title: string;
	text: string;
	audience: Partial<Audience>;
	acknowledge: boolean;
}

export interface Announcement {
	id: string;
	version: number;
	title: string;
	text: string;
	audience: Audience;
	acknowledge: boolean;
	made_by: Named;
	created_at: string;
	withdrawn_at: string | null;
	told: number;
	read: number;
	acknowledged: number;
}

export interface Receipt {
	member: Named;
	told_at: string;
	read_at: string | null;
	acknowledged_at: string | null;
}

/** An announcement as those have it who were told. */
export interface MyAnnouncement {
	id: string;
	title: string;
	text: string;
	made_by: Named;
	created_at: string;
	acknowledge: boolean;
}

export type CallOutState = 'open' | 'filled' | 'ended';
export type CallOutOutcome = 'placed' | 'reserve' | 'refused' | 'dropped';

export interface CallOutAnswer {
	member: Named;
	answer: 'yes' | 'no';
	at: string;
	ready_minutes: number | null;
	outcome: CallOutOutcome | null;
	findings: Finding[];
}

export interface CallOutAudience {
	unit_ids: string[];
	competency_ids: string[];
	member_ids: string[];
}

export interface CallOut {
	id: string;
	version: number;
	requirement: Requirement;
	text: string;
	audience: CallOutAudience;
	state: CallOutState;
	until: string;
	keeps_reserve: boolean;
	made_by: Named;
	created_at: string;
	ended_at: string | null;
	/** Of the audience, but may not take the place. */
	left_out: number;
	asked: number;
	accepted: number;
	declined: number;
	silent: number;
	reserve: number;
	places: { max: number; filled: number };
	/** Null in lists. */
	answers: CallOutAnswer[] | null;
}

export interface NewCallOut {
	requirement_id: string;
	text: string;
	audience: Partial<CallOutAudience>;
	until: string;
	reserve: boolean;
}

export interface Coming {
	accept: boolean;
	ready_minutes?: number;
}

/** A call-out as one who was asked sees it. */
export interface MyCallOut {
	id: string;
	title: string;
	detail: string;
	place: string;
	start: string;
	end: string;
	zone: string;
	text: string;
	state: CallOutState;
	until: string;
	answer: 'yes' | 'no' | null;
	answered_at: string | null;
	ready_minutes: number | null;
	outcome: CallOutOutcome | null;
	findings: Finding[];
}

interface Paged<T> {
	items: T[];
	next: string | null;
}

type Answers<A> = {
	200: { headers: Record<string, unknown>; content: { 'application/json': A } };
};
interface Nothing {
	query?: never;
	header?: never;
	path?: never;
	cookie?: never;
}
type Asks<Q = never> = Omit<Nothing, 'query'> & { query?: Q };
type At<Q = never> = { query?: Q; header?: never; path: { id: string }; cookie?: never };
interface Reads<P, A> {
	parameters: P;
	requestBody?: never;
	responses: Answers<A>;
}
interface Sends<P, B, A> {
	parameters: P;
	requestBody: { content: { 'application/json': B } };
	responses: Answers<A>;
}
interface List {
	limit?: number;
	cursor?: string;
}

export interface TellingPaths {
	'/api/v1/me/notices': { get: Reads<Asks<List & { unread?: boolean }>, Notices> };
	'/api/v1/me/notices/reading': { put: Sends<Nothing, { until_id: string }, unknown> };
	'/api/v1/me/notices/{id}/reading': { put: Reads<At, unknown> };
	'/api/v1/me/notices/{id}/acknowledgement': { put: Reads<At, unknown> };
	'/api/v1/me/notice-preferences': {
		get: Reads<Nothing, NoticePreferences>;
		put: Sends<Nothing, Omit<NoticePreferences, 'version'>, NoticePreferences>;
	};
	'/api/v1/assignments/{id}/notices': { get: Reads<At, { items: NoticeTold[] }> };
	'/api/v1/announcements': {
		get: Reads<Asks<List>, Paged<Announcement>>;
		post: Sends<Nothing, NewAnnouncement, Announcement>;
	};
	'/api/v1/announcements/{id}': { get: Reads<At, Announcement> };
	'/api/v1/announcements/{id}/receipts': { get: Reads<At, { items: Receipt[] }> };
	'/api/v1/announcements/{id}/withdrawal': { put: Reads<At, Announcement> };
	'/api/v1/me/announcements/{id}': { get: Reads<At, MyAnnouncement> };
	'/api/v1/call-outs': {
		get: Reads<Asks<List & { requirement_id?: string }>, Paged<CallOut>>;
		post: Sends<Nothing, NewCallOut, CallOut>;
	};
	'/api/v1/call-outs/{id}': { get: Reads<At, CallOut> };
	'/api/v1/call-outs/{id}/end': { put: Reads<At, CallOut> };
	'/api/v1/call-out-answers': { post: Sends<Nothing, Coming & { token: string }, MyCallOut> };
	'/api/v1/me/call-outs/{id}': { get: Reads<At, MyCallOut> };
	'/api/v1/me/call-outs/{id}/answer': { put: Sends<At, Coming, MyCallOut> };
}

export type TellingPermission =
	| 'notices.use'
	| 'announcements.read'
	| 'announcements.write'
	| 'call_outs.read'
	| 'call_outs.write';
