/**
 * What the server tells of people, units, roles and invitations, written by hand until its part is
 * described in `schema.d.ts`; each type and path goes from here when the generated one exists.
 */

interface Named {
	id: string;
	name: string;
}
export type Scope = 'own' | 'unit' | 'organisation';
interface Listed<T> {
	items: T[];
}
interface Paged<T> extends Listed<T> {
	next: string | null;
}

export type MemberStatus = 'active' | 'on_leave' | 'suspended' | 'left';
export interface HeldRole {
	role: string;
	name: string;
	unit: Named | null;
	until: string | null;
}
export interface Member {
	id: string;
	version: number;
	name: string;
	/** Null when it is kept out of the directory. */
	email: string | null;
	phone: string | null;
	reference: string | null;
	status: MemberStatus;
	on_leave: { from: string; until: string | null } | null;
	leaves_at: string | null;
	unit: Named | null;
	supervisor: Named | null;
	rank: Named | null;
	roles: HeldRole[];
	can_sign_in: boolean;
	/** Fields kept out of the directory. */
	hidden: string[];
	custom: Record<string, unknown>;
	has_photo: boolean;
	last_sign_in_at: string | null;
	created_at: string;
}
export interface NewMember {
	name: string;
	email: string;
	phone?: string;
	reference?: string;
	unit_id?: string;
	roles?: string[];
	custom?: Record<string, unknown>;
}
export interface MemberChanges {
	name?: string;
	email?: string;
	phone?: string | null;
	reference?: string | null;
	hidden?: string[];
	custom?: Record<string, unknown>;
}
export interface Rank {
	id: string;
	version: number;
	name: string;
	order: number;
}
export interface RankHeld {
	id: string;
	rank: Named;
	from: string;
	until: string | null;
}
export interface MemberField {
	id: string;
	version: number;
	key: string;
	label: string;
	kind: 'text' | 'number' | 'date' | 'choice' | 'yes_no';
	choices: string[];
	required: boolean;
	retired: boolean;
}
/** What a member who goes would leave behind. */
export interface Orphan {
	kind: string;
	count: number;
	/** Some of them, by name. */
	examples: Named[];
}
export type Outcome = 'added' | 'changed' | 'unchanged' | 'refused';
export interface ReportRow {
	line: number;
	outcome: Outcome;
	name: string;
	field: string | null;
	reason: string | null;
}
export interface RowReport extends Record<Outcome, number> {
	rows: ReportRow[];
}

export interface Contact {
	id: string;
	version: number;
	name: string;
	email: string;
	phone: string | null;
	customer: Named;
	status: MemberStatus;
	can_sign_in: boolean;
	last_sign_in_at: string | null;
}

export interface PermissionInfo {
	name: string;
	meaning: string;
	area: string;
	scopes: Scope[];
	/** Lets somebody decide about rights: roles with it are given by two people. */
	guarded?: boolean;
}
export interface RoleGrant {
	permission: string;
	scope: Scope;
}
export interface CustomRole {
	id: string;
	built_in: boolean;
	version: number | null;
	name: string;
	description: string;
	copied_from?: string | null;
	grants: RoleGrant[];
	holders: number;
}
export interface Holding {
	id: string;
	version: number;
	role: Named;
	unit: Named | null;
	from: string;
	until: string | null;
	granted_by: Named | null;
	granted_at: string;
}
export interface NewHolding {
	role: string;
	unit_id?: string;
	from?: string;
	until?: string;
}

export type ApprovalState = 'open' | 'confirmed' | 'refused' | 'withdrawn' | 'expired';
export interface Approval {
	id: string;
	act: string;
	label: string;
	asked_by: Named;
	asked_at: string;
	expires_at: string;
	state: ApprovalState;
	decided_by: Named | null;
	decided_at: string | null;
}

export interface ExplanationStep {
	rule: string;
	holds: boolean;
	text: string;
	fact: string;
}
export interface Explanation {
	allowed: boolean;
	scope: Scope | null;
	steps: ExplanationStep[];
}
export interface Reach {
	member: Named;
	permission: string;
	scope: Scope;
	/** No role: their customer's contact. */
	through: { role: Named | null; holding_id: string | null };
}

export interface Review {
	id: string;
	version: number;
	name: string;
	due_at: string;
	/** What nobody has decided on ends on that day. */
	unreviewed_end: boolean;
	created_at: string;
	closed_at: string | null;
	holdings: number;
	decided: number;
}
export type Decision = 'keep' | 'end';
export interface ReviewItem {
	holding: Holding;
	member: Named;
	decision: Decision | null;
	decided_by: Named | null;
	decided_at: string | null;
}
export interface ReviewWithItems extends Review {
	items: ReviewItem[];
}

interface Given {
	query?: object;
	path?: Record<string, string>;
}
interface Answered<P extends Given, A> {
	parameters: P & { header?: never; cookie?: never };
	responses: { 200: { headers: never; content: { 'application/json': A } } };
}
type Operation<P extends Given, B, A> = Answered<P, A> &
	(B extends undefined
		? { requestBody?: never }
		: { requestBody: { content: { 'application/json': B } } });
type Empty = Record<never, never>;
type Get<A, P extends Given = Empty> = Operation<P, undefined, A>;
type Send<B, A, P extends Given = Empty> = Operation<P, B, A>;
type Id = { path: { id: string } };
type DryRun = { query?: { dry_run?: boolean } };

export interface MemberQuery {
	q?: string;
	status?: MemberStatus;
	role?: string;
	unit?: string;
	include_below?: boolean;
	sort?: string;
	limit?: number;
	cursor?: string;
}

export interface PeoplePaths {
	'/api/v1/members': {
		get: Get<Paged<Member>, { query?: MemberQuery }>;
		post: Send<NewMember, Member>;
	};
	'/api/v1/members/{id}': { get: Get<Member, Id>; patch: Send<MemberChanges, Member, Id> };
	'/api/v1/members/{id}/suspension': {
		put: Send<{ reason: string }, Member, Id>;
		delete: Get<Member, Id>;
	};
	'/api/v1/members/{id}/leave-of-absence': {
		put: Send<{ from: string; until?: string; reason?: string }, Member, Id>;
		delete: Get<Member, Id>;
	};
	'/api/v1/members/{id}/leaving': {
		put: Send<{ at: string; reason?: string }, Member, Id>;
		delete: Get<Member, Id>;
	};
	'/api/v1/members/{id}/orphans': { get: Get<Listed<Orphan>, Id> };
	'/api/v1/ranks': { get: Get<Listed<Rank>>; post: Send<{ name: string; order: number }, Rank> };
	'/api/v1/members/{id}/ranks': {
		get: Get<Listed<RankHeld>, Id>;
		post: Send<{ rank_id: string; from?: string }, RankHeld, Id>;
	};
	'/api/v1/member-fields': { get: Get<Listed<MemberField>> };
	'/api/v1/members/import': { post: Send<string, RowReport, DryRun> };
	'/api/v1/contacts': {
		get: Get<
			Paged<Contact>,
			{ query?: { customer_id?: string; q?: string; limit?: number; cursor?: string } }
		>;
		post: Send<{ customer_id: string; name: string; email: string; phone?: string }, Contact>;
	};
	'/api/v1/contacts/{id}': {
		get: Get<Contact, Id>;
		patch: Send<{ name?: string; email?: string; phone?: string | null }, Contact, Id>;
	};
	'/api/v1/contacts/{id}/suspension': {
		put: Send<{ reason: string }, Contact, Id>;
		delete: Get<Contact, Id>;
	};
	'/api/v1/permissions': { get: Get<Listed<PermissionInfo>> };
	'/api/v1/roles': {
		get: Get<Listed<CustomRole>>;
		post: Send<
			{ name: string; description?: string; copy_of?: string; grants?: RoleGrant[] },
			CustomRole
		>;
	};
	'/api/v1/roles/{id}': {
		patch: Send<{ name?: string; description?: string; grants?: RoleGrant[] }, CustomRole, Id>;
		delete: Get<undefined, Id>;
	};
	'/api/v1/members/{id}/holdings': {
		get: Get<Listed<Holding>, Id>;
		post: Send<NewHolding, Holding | Approval, Id>;
	};
	'/api/v1/holdings/{id}/end': { put: Send<{ at?: string }, Holding, Id> };
	'/api/v1/approvals': { get: Get<Listed<Approval>, { query?: { state?: ApprovalState } }> };
	'/api/v1/approvals/{id}/confirmation': { put: Send<Empty, Approval, Id> };
	'/api/v1/approvals/{id}': { delete: Get<Approval, Id> };
	'/api/v1/access/explanation': {
		get: Get<
			Explanation,
			{ query: { member_id: string; permission: string; record?: string } }
		>;
	};
	'/api/v1/access/who': { get: Get<Listed<Reach>, { query: { record: string } }> };
	'/api/v1/access-reviews': {
		get: Get<Listed<Review>>;
		post: Send<{ name: string; due_at: string; unreviewed_end: boolean }, Review>;
	};
	'/api/v1/access-reviews/{id}': { get: Get<ReviewWithItems, Id> };
	'/api/v1/access-reviews/{id}/decisions': {
		put: Send<{ decisions: { holding_id: string; decision: Decision }[] }, ReviewWithItems, Id>;
	};
}
