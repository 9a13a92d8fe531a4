/**
 * The HTTP contract in types, written by hand until the server's OpenAPI document is here.
 * Then `paths` comes from `schema.d.ts` and the names below become aliases of its schemas;
 * nothing else in the app needs to know.
 */

export type JobStatus =
	'draft' | 'open' | 'planned' | 'in_progress' | 'on_hold' | 'work_done' | 'closed' | 'cancelled';
export type Priority = 'p1' | 'p2' | 'p3' | 'p4';
export type HoldReason = 'parts' | 'access' | 'customer' | 'approval' | 'weather';
export type CancelReason = 'duplicate' | 'not_needed' | 'customer_request' | 'no_access' | 'other';
export type JobAct =
	'open' | 'hold' | 'resume' | 'complete' | 'close' | 'cancel' | 'reopen' | 'edit' | 'note';
export type Role = 'owner' | 'administrator' | 'dispatcher' | 'member' | 'auditor';
export type Permission =
	| 'self.read'
	| 'views.read'
	| 'customers.read'
	| 'customers.write'
	| 'sites.read'
	| 'sites.write'
	| 'jobs.read'
	| 'jobs.write'
	| 'jobs.close'
	| 'jobs.reopen'
	| 'jobs.cancel'
	| 'jobs.note'
	| 'imports.run'
	| 'exports.run'
	| 'members.read'
	| 'audit.read'
	| 'views.write'
	| 'search.use'
	| 'organisation.read';

export interface Me {
	member: { id: string; name: string; email: string };
	organisation: {
		id: string;
		slug: string;
		name: string;
		time_zone: string;
		country?: string | null;
	};
	roles: Role[];
	grants: { permission: Permission; scope: 'own' | 'unit' | 'organisation' }[];
	session: { id: string; created_at: string; expires_at: string; idle_expires_at: string };
}

export interface Page<T> {
	items: T[];
	next: string | null;
}

export interface JobRow {
	id: string;
	version: number;
	number: string;
	source: { system: string; reference: string } | null;
	type: string;
	title: string;
	priority: Priority;
	status: JobStatus;
	hold: { reason: HoldReason; since: string; from: JobStatus } | null;
	cancellation: { reason: CancelReason; at: string } | null;
	customer: { id: string; name: string } | null;
	site: {
		id: string;
		name: string;
		locality: string | null;
		postcode: string | null;
		time_zone: string;
	} | null;
	target_at: string | null;
	overdue: boolean;
	created_at: string;
	opened_at: string | null;
	finished_at: string | null;
	closed_at: string | null;
	updated_at: string;
}

export interface Job extends Omit<JobRow, 'hold' | 'cancellation'> {
	description: string;
	hold: { reason: HoldReason; note: string | null; since: string; from: JobStatus } | null;
	cancellation: { reason: CancelReason; note: string | null; at: string } | null;
	allowed: JobAct[];
}

export type JobCounts = Record<JobStatus, number>;

export interface JobFilters {
	status?: string;
	type?: string;
	priority?: string;
	customer?: string;
	site?: string;
	q?: string;
	overdue?: boolean;
	created_from?: string;
	created_to?: string;
	target_from?: string;
	target_to?: string;
}

export type JobSort =
	| '-created_at'
	| 'created_at'
	| 'target_at'
	| '-target_at'
	| 'priority'
	| '-updated_at'
	| 'number'
	| '-number';

export interface JobChanges {
	type?: string;
	title?: string;
	description?: string;
	priority?: Priority;
	customer_id?: string | null;
	site_id?: string | null;
	target_at?: string | null;
}

export interface NewJob extends JobChanges {
	type: string;
	title: string;
	priority: Priority;
	draft?: boolean;
}

export interface FieldChange {
	field: string;
	before: unknown;
	after: unknown;
}

export interface TimelineItem {
	seq: number;
	at: string;
	actor: {
		kind: 'member' | 'system' | 'operator' | 'anonymous';
		id: string | null;
		name: string;
	};
	action: string;
	subject: { kind: string; id: string | null; label: string };
	changes: FieldChange[];
	note: string | null;
}

export interface Overview {
	counts: JobCounts;
	overdue: number;
	due_today: number;
	unassigned_customers?: number;
	by_priority: { priority: Priority; open: number }[];
	by_type: { type: string; open: number }[];
	by_day: { date: string; created: number; finished: number }[];
	recent: TimelineItem[];
}

export interface Customer {
	id: string;
	version: number;
	number: number;
	name: string;
	reference: string | null;
	email: string | null;
	phone: string | null;
	notes: string;
	sites_count: number;
	open_jobs: number;
	created_at: string;
	updated_at: string;
}

export type CustomerSort = 'name' | '-name' | 'number' | '-number' | 'updated_at' | '-updated_at';

export interface CustomerFields {
	name?: string;
	reference?: string | null;
	email?: string | null;
	phone?: string | null;
	notes?: string;
}

export interface Address {
	lines: string[];
	locality: string | null;
	region: string | null;
	postcode: string | null;
	country: string | null;
}

export interface Site {
	id: string;
	version: number;
	customer: { id: string; name: string } | null;
	name: string;
	address: Address;
	position: { latitude: number; longitude: number } | null;
	time_zone: string;
	access_notes: string;
	created_at: string;
	updated_at: string;
}

export interface SiteFields {
	customer_id?: string | null;
	name?: string;
	address?: Address;
	position?: { latitude: number; longitude: number } | null;
	time_zone?: string;
	access_notes?: string;
}

export interface Member {
	id: string;
	name: string;
	email: string;
	status: 'active' | 'suspended' | 'left';
	roles: Role[];
	can_sign_in: boolean;
	last_sign_in_at: string | null;
	created_at: string;
}

export interface View {
	id: string;
	list: string;
	name: string;
	query: string;
	shared: boolean;
	mine: boolean;
}

export interface SearchHit {
	kind: 'job' | 'customer' | 'site' | 'member';
	id: string;
	title: string;
	subtitle: string;
	status?: string | null;
}

export type ImportTarget =
	| 'reference'
	| 'title'
	| 'description'
	| 'type'
	| 'priority'
	| 'status'
	| 'created_at'
	| 'finished_at'
	| 'target_at'
	| 'customer'
	| 'site_name'
	| 'address'
	| 'locality'
	| 'region'
	| 'postcode'
	| 'country'
	| 'latitude'
	| 'longitude'
	| 'note'
	| 'cancel_reason';

export interface MappedField {
	column?: string;
	columns?: string[];
	join?: string;
	value?: string;
	format?: string;
	formats?: string[];
	map?: Record<string, string>;
	default?: string;
	trim?: boolean;
}

export interface Mapping {
	name: string;
	encoding: string;
	separator: string;
	zone: string;
	source: string;
	fields: Partial<Record<ImportTarget, MappedField>>;
}

export interface Import {
	id: string;
	version: number;
	filename: string;
	bytes: number;
	state: 'uploaded' | 'running' | 'done' | 'failed' | 'cancelled';
	detected: {
		encoding: string;
		separator: string;
		columns: string[];
		sample: string[][];
		suggested_mapping: string | null;
	};
	dry_run: boolean | null;
	progress: {
		rows: number;
		total: number | null;
		added: number;
		unchanged: number;
		refused: number;
	};
	problem: string | null;
	started_at: string | null;
	finished_at: string | null;
	created_at: string;
	by: { id: string; name: string };
}

export interface ImportProblem {
	column: string | null;
	value: string | null;
	reason: string;
}

export interface ImportPreview {
	rows: {
		line: number;
		job: Partial<Record<ImportTarget, string>> | null;
		problems: ImportProblem[];
	}[];
	problems: ImportProblem[];
}

export interface Refusal extends ImportProblem {
	line: number;
}

export interface AuditItem extends TimelineItem {
	outcome: 'done' | 'refused' | 'failed';
	leaf_hash: string;
}

export interface AuditEntry extends AuditItem {
	entry: string;
	salt: string;
	detail: string;
}

export interface Checkpoint {
	note: string;
	size: number;
	root: string;
	at: string;
	verifier_key: string;
}
