/** The paths of the contract, by address and method; goes with `contract.ts`. */

import type {
	HoldReason,
	CancelReason,
	Me,
	Page,
	JobRow,
	Job,
	JobCounts,
	JobFilters,
	JobSort,
	JobChanges,
	NewJob,
	TimelineItem,
	Overview,
	Customer,
	CustomerFields,
	Address,
	Site,
	SiteFields,
	Member,
	View,
	SearchHit,
	Mapping,
	Import,
	ImportPreview,
	Refusal,
	AuditItem,
	AuditEntry,
	Checkpoint
} from './contract';

/** Shape of one operation, as openapi-typescript would generate it. */
type Op<R, O = object> = {
	parameters: { header?: never; cookie?: never } & (O extends { path: infer P }
		? { path: P }
		: { path?: never }) &
		(O extends { query: infer Q } ? { query?: Q } : { query?: never });
	responses: {
		200: { headers: Record<string, unknown>; content: { 'application/json': R } };
	};
} & (O extends { body: infer B }
	? { requestBody: { content: { 'application/json': B } } }
	: { requestBody?: never });

type Id = { path: { id: string } };
type Paging = { limit?: number; cursor?: string };
type List<F = object> = { query: Paging & { q?: string; sort?: string } & F };

export interface paths {
	'/api/v1/session': {
		post: Op<Me, { body: { organisation: string; email: string; password: string } }>;
		delete: Op<undefined>;
	};
	'/api/v1/me': { get: Op<Me> };
	'/api/v1/overview': { get: Op<Overview> };
	'/api/v1/customers': {
		get: Op<Page<Customer>, List>;
		post: Op<Customer, { body: CustomerFields & { name: string } }>;
	};
	'/api/v1/customers/{id}': {
		get: Op<Customer, Id>;
		patch: Op<Customer, Id & { body: CustomerFields }>;
	};
	'/api/v1/sites': {
		get: Op<Page<Site>, List<{ customer?: string }>>;
		post: Op<
			Site,
			{ body: SiteFields & { name: string; address: Address; time_zone: string } }
		>;
	};
	'/api/v1/sites/{id}': { get: Op<Site, Id>; patch: Op<Site, Id & { body: SiteFields }> };
	'/api/v1/members': { get: Op<Page<Member>, List<{ status?: string; role?: string }>> };
	'/api/v1/members/{id}': { get: Op<Member, Id> };
	'/api/v1/jobs': {
		get: Op<Page<JobRow>, { query: Paging & JobFilters & { sort?: JobSort } }>;
		post: Op<Job, { body: NewJob }>;
	};
	'/api/v1/jobs/counts': {
		get: Op<{ counts: JobCounts; overdue: number; total: number }, { query: JobFilters }>;
	};
	'/api/v1/jobs/types': { get: Op<{ items: { type: string; jobs: number }[] }> };
	'/api/v1/jobs/{id}': { get: Op<Job, Id>; patch: Op<Job, Id & { body: JobChanges }> };
	'/api/v1/jobs/{id}/opening': { put: Op<Job, Id> };
	'/api/v1/jobs/{id}/hold': {
		put: Op<Job, Id & { body: { reason: HoldReason; note?: string } }>;
		delete: Op<Job, Id>;
	};
	'/api/v1/jobs/{id}/completion': { put: Op<Job, Id & { body: { note?: string } }> };
	'/api/v1/jobs/{id}/closure': { put: Op<Job, Id> };
	'/api/v1/jobs/{id}/cancellation': {
		put: Op<Job, Id & { body: { reason: CancelReason; note?: string } }>;
	};
	'/api/v1/jobs/{id}/reopening': { post: Op<Job, Id & { body: { reason: string } }> };
	'/api/v1/jobs/{id}/notes': { post: Op<TimelineItem, Id & { body: { text: string } }> };
	'/api/v1/jobs/{id}/timeline': { get: Op<Page<TimelineItem>, Id & { query: Paging }> };
	'/api/v1/views': {
		get: Op<{ items: View[] }, { query: { list?: string } }>;
		post: Op<View, { body: { list: string; name: string; query: string; shared?: boolean } }>;
	};
	'/api/v1/views/{id}': { delete: Op<undefined, Id> };
	'/api/v1/search': { get: Op<{ items: SearchHit[] }, { query: { q: string; limit?: number } }> };
	'/api/v1/imports/mappings': {
		get: Op<{ items: { id: string; name: string; mapping: Mapping }[] }>;
	};
	'/api/v1/imports': {
		get: Op<Page<Import>, { query: Paging }>;
		post: Op<Import, { query: { filename: string }; body: Blob }>;
	};
	'/api/v1/imports/{id}': { get: Op<Import, Id> };
	'/api/v1/imports/{id}/preview': {
		post: Op<ImportPreview, Id & { body: { mapping: Mapping } }>;
	};
	'/api/v1/imports/{id}/run': {
		post: Op<Import, Id & { body: { mapping: Mapping; dry_run: boolean } }>;
		delete: Op<Import, Id>;
	};
	'/api/v1/imports/{id}/refusals': { get: Op<Page<Refusal>, Id & { query: Paging }> };
	'/api/v1/audit': {
		get: Op<
			Page<AuditItem>,
			{
				query: Paging & {
					actor?: string;
					action?: string;
					subject?: string;
					from?: string;
					to?: string;
					q?: string;
				};
			}
		>;
	};
	'/api/v1/audit/{seq}': { get: Op<AuditEntry, { path: { seq: number } }> };
	'/api/v1/audit/actions': { get: Op<{ items: string[] }> };
	'/api/v1/audit/checkpoint': { get: Op<Checkpoint> };
	'/api/v1/audit/proof': {
		get: Op<
			{ seq: number; size: number; hashes: string[] },
			{ query: { seq: number; size: number } }
		>;
	};
	'/api/v1/audit/consistency': {
		get: Op<
			{ from: number; to: number; hashes: string[] },
			{ query: { from: number; to: number } }
		>;
	};
}
