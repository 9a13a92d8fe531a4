/**
 * What the server tells and the generated description does not hold yet, written by hand: planned
 * maintenance, and files of members among the planning imports. Once it is generated, the types
 * become aliases of its schemas and `PathsByHand` goes.
 */

import type { JobStatus, Page, Priority } from './contract';
import type { DutyEvent, SiteLink } from './planning';

export type MaintenancePermission = 'maintenance.read' | 'maintenance.write';

export type PlanState = 'active' | 'suspended' | 'ended';
/** From what the next time is counted: the plan's own dates, or the day it was last done. */
export type PlanBasis = 'plan' | 'completion';

/** What is looked after: an asset, or a site as a whole; neither where one may not see it. */
export interface PlanTarget {
	id: string;
	asset: { id: string; number: string; name: string } | null;
	/** The site; where an asset stands. */
	site: SiteLink | null;
	/** The asset is out of use: nothing is made for it. */
	retired: boolean;
}

export interface PlannedJob {
	title: string;
	description: string;
	/** One of the described types of jobs. */
	type_id: string | null;
	priority: Priority;
}

export interface PlanWindow {
	days_before: number;
	days_after: number;
}

export interface MaintenancePlan {
	id: string;
	version: number;
	name: string;
	unit: { id: string; name: string } | null;
	on: PlanTarget[];
	job: PlannedJob;
	/** An RFC 5545 rule, which counts from `first_date`. */
	rule: string;
	first_date: string;
	zone: string;
	window: PlanWindow;
	basis: PlanBasis;
	lead_days: number;
	state: PlanState;
	/** Why it rests, or was ended. */
	reason: string | null;
	/** Since when it stands where it stands. */
	since: string;
	/** A day. */
	next_due: string | null;
	/** An instant. */
	last_done: string | null;
}

export interface NewMaintenancePlan {
	name: string;
	/** Ids of assets and sites. */
	on: string[];
	job: PlannedJob;
	rule: string;
	first_date: string;
	zone: string;
	window: PlanWindow;
	basis: PlanBasis;
	lead_days: number;
	unit_id?: string | null;
}

export type DueState = 'forecast' | 'made' | 'done' | 'skipped' | 'left_out' | 'late';
/** Why something that was due has no job. */
export type LeftOutWhy = 'suspended' | 'retired';

/** One time that something is due on one target. */
export interface Due {
	plan: { id: string; name: string; basis: PlanBasis };
	target: PlanTarget;
	due: string;
	earliest: string;
	latest: string;
	job: { id: string; number: string; status: JobStatus } | null;
	state: DueState;
	/** Why it was skipped or left out. */
	reason: string | null;
}

export interface Forecast {
	items: Due[];
	/** Plans' targets for which nothing is reckoned. */
	left_out: { plan: Due['plan']; target: PlanTarget; why: LeftOutWhy }[];
	/** There is more than is told at once. */
	more: boolean;
}

export interface Generated {
	made: { job: NonNullable<Due['job']>; target: string; due: string }[];
	left_out: { target: string; due: string; why: LeftOutWhy }[];
	more: boolean;
}

/** How a job tells of the plan it came from. */
export interface JobMaintenance {
	/** None where one may not see it. */
	plan: Due['plan'] | null;
	due: string;
	earliest: string;
	latest: string;
}

export type PlanningFormat =
	'emf_shifts' | 'frab_xml' | 'frab_json' | 'fosdem_tasks' | 'ics' | 'members_csv';

export interface NewPlanningImport {
	format: PlanningFormat;
	text: string;
	name?: string;
	zone?: string;
	first_day?: string;
	unit_id?: string;
	dry_run: boolean;
}

export interface PlanningReport {
	/** The draft that was made; none where it was only looked at, or of members. */
	event: DutyEvent | null;
	rows: number;
	sessions: number;
	requirements: number;
	places: number;
	signed_up: number;
	signed_up_minutes: number;
	members: number;
	certificates: number;
	certificates_kept: number;
	refusals: { row: number; field: string; value: string; reason: string }[];
	remarks: { row: number; what: string; says: string }[];
}

interface Get<Q, T> {
	get: { parameters: Q; responses: Answer<T> };
}
interface Answer<T> {
	200: { headers: Record<string, unknown>; content: { 'application/json': T } };
}
interface ById {
	path: { id: string };
	query?: never;
	header?: never;
	cookie?: never;
}
interface Act<T, B = never> {
	put: {
		parameters: ById;
		requestBody?: { content: { 'application/json': B } };
		responses: Answer<T>;
	};
}
interface Asked<Q> {
	query?: Q;
	path?: never;
	header?: never;
	cookie?: never;
}

export interface PlanQuery {
	q?: string | undefined;
	state?: PlanState | undefined;
	/** An asset; or a site, with the assets that stand there. */
	target?: string | undefined;
	cursor?: string | undefined;
	limit?: number | undefined;
}
export interface ForecastQuery {
	from: string;
	/** The last day: at most 400 later. */
	until: string;
	site_id?: string | undefined;
	plan_id?: string | undefined;
}

export interface PathsByHand {
	'/api/v1/planning-imports': {
		post: {
			parameters: Asked<never>;
			requestBody: { content: { 'application/json': NewPlanningImport } };
			responses: Answer<PlanningReport>;
		};
	};
	'/api/v1/maintenance-plans': Get<Asked<PlanQuery>, Page<MaintenancePlan>> & {
		post: {
			parameters: Asked<never>;
			requestBody: { content: { 'application/json': NewMaintenancePlan } };
			responses: Answer<MaintenancePlan>;
		};
	};
	'/api/v1/maintenance-plans/{id}': Get<ById, MaintenancePlan> & {
		patch: {
			parameters: ById;
			requestBody: { content: { 'application/json': Partial<NewMaintenancePlan> } };
			responses: Answer<MaintenancePlan>;
		};
	};
	'/api/v1/maintenance-plans/forecast': Get<Asked<ForecastQuery>, Forecast>;
	'/api/v1/maintenance-plans/{id}/suspension': Act<MaintenancePlan, { reason: string }>;
	'/api/v1/maintenance-plans/{id}/resumption': Act<
		MaintenancePlan & { left_out: Generated['left_out']; left_out_count: number }
	>;
	'/api/v1/maintenance-plans/{id}/end': Act<MaintenancePlan, { reason?: string }>;
	'/api/v1/maintenance-plans/{id}/skips': Act<
		MaintenancePlan,
		{ due: string; target: string; reason: string }
	>;
	'/api/v1/maintenance-plans/{id}/generation': Act<Generated>;
}
