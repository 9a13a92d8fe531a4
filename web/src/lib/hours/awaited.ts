/** What hours and expenses answer, until it stands in the generated description. */

import type { AssignmentState, Named } from '#lib/roster/awaited';

export interface Money {
	minor: number;
	currency: string;
}

export interface Attendance {
	assignment_id: string;
	member: Named;
	title: string;
	start: string;
	end: string;
	zone: string;
	state: AssignmentState;
	on_since: string | null;
	spans: { start: string; end: string }[];
	minutes: number;
	events: { id: string; kind: 'on' | 'off' | 'absent'; at: string }[];
}
export interface Mark {
	assignment_id: string;
	on?: string;
	off?: string;
	absent?: boolean;
}

export type HoursState = 'recorded' | 'confirmed' | 'approved' | 'locked';
export type HoursAct = 'confirm' | 'approve' | 'correct' | 'reverse';
export type HoursSource = 'attendance' | 'assignment' | 'hand';
export interface Hours {
	id: string;
	version: number;
	member: Named;
	assignment_id: string | null;
	unit: Named | null;
	duty_type_id: string | null;
	source: HoursSource;
	title: string;
	place: string;
	start: string;
	end: string;
	zone: string;
	minutes: number;
	revision: number;
	state: HoursState;
	confirmed_at: string | null;
	approved_by: Named | null;
	approved_at: string | null;
	locked_at: string | null;
	reverses: string | null;
	reversed_by: string | null;
	allowed: HoursAct[];
}
export interface HoursVersion {
	revision: number;
	start: string;
	end: string;
	minutes: number;
	source: HoursSource;
	reason: string | null;
	made_at: string;
}
/** With how it came to be; the newest version last. */
export interface HoursWhole extends Hours {
	versions: HoursVersion[];
}

export interface MonthHours {
	month: string;
	minutes: number;
	approved_minutes: number;
	mark: 'green' | 'yellow' | 'red' | null;
}
export interface Months {
	year: number;
	zone: string;
	zones: string[];
	minutes_per_month: number;
	items: { member: Named; months: MonthHours[]; minutes: number }[];
	truncated: boolean;
}
export interface MinimumHours {
	version: number;
	minutes_per_month: number;
	duty_type_ids: string[];
}

export const REPORTS = ['member', 'unit', 'duty_type', 'customer', 'competency', 'period'] as const;
export type ReportBy = (typeof REPORTS)[number];
export interface ReportSums {
	records: number;
	minutes: number;
	night_minutes: number;
	weekend_minutes: number;
	on_call_minutes: number;
	amounts: Money[];
}
export interface HoursReport {
	by: ReportBy;
	from: string;
	until: string;
	zones: string[];
	zone_note: string;
	items: { id: string | null; name: string; sums: ReportSums }[];
	total: ReportSums;
}

export type ExpenseKind = 'mileage' | 'travel' | 'subsistence' | 'other';
export type ExpenseState = 'draft' | 'submitted' | 'approved' | 'rejected' | 'paid';
export type ExpenseAct = 'change' | 'submit' | 'approve' | 'reject' | 'pay';
export interface Expense {
	id: string;
	version: number;
	number: string;
	member: Named;
	unit: Named | null;
	kind: ExpenseKind;
	day: string;
	description: string;
	distance: { tenths: number; unit: 'km' | 'mile' } | null;
	rate: Money | null;
	amount: Money | null;
	state: ExpenseState;
	decided_by: Named | null;
	decided_at: string | null;
	reason: string | null;
	paid_at: string | null;
	receipt: { kind: string; bytes: number } | null;
	allowed: ExpenseAct[];
}
