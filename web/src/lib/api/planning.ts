/** The part of the contract that plans people: who is where, when, with what, and for how long. */
import type { components, paths } from './schema';
import type { Told } from './told';

type Schemas = components['schemas'];
type Query<P extends keyof paths> = paths[P] extends {
	get: { parameters: { query?: infer Q } };
}
	? NonNullable<Q>
	: never;

export type Named = Told<Schemas['MemberLink']>;
export type SiteLink = Told<Schemas['SiteLink']>;

export type Competency = Told<Schemas['CompetencyView']>;
export type CompetencyLink = Told<Schemas['CompetencyLink']>;
export type Certificate = Told<Schemas['CertificateView']>;
export type CertificateState = Schemas['CertificateState'];
export type Availability = Told<Schemas['AvailabilityView']>;
export type NewAvailability = Schemas['NewAvailability'];
/** Monday is 1. */
export type WeeklySpan = Told<Schemas['WeeklyRange']>;
export type DatedSpan = Told<Schemas['DatedException']>;
export type Leave = Told<Schemas['LeaveView']>;
export type LeaveKind = Schemas['LeaveKind'];
export type LeaveState = Schemas['LeaveState'];
export type WorkingRules = Told<Schemas['WorkingRulesView']>;
export type WorkingRule = Schemas['WorkingRule'];
export type RuleEffect = Schemas['WorkingRuleWeight'];

/** What one rule says of a member and a place. */
export type Finding = Told<Schemas['Finding']>;
/** Whether a member may have a place: green, amber, red. */
export type Eligibility = Schemas['EligibilityOutcome'];
export type Verdict = Told<Schemas['EligibilityVerdict']>;
export type Candidate = Told<Schemas['Candidate']>;

export type Assignment = Told<Schemas['AssignmentView']>;
export type AssignmentKind = Schemas['AssignmentKind'];
export type AssignmentState = Schemas['AssignmentState'];
export type AssignmentChanges = Schemas['AssignmentChanges'];
export type Seat = Schemas['Seat'];
export type Force = Schemas['AssignmentForce'];
export type Requirement = Told<Schemas['RequirementView']>;
/** A competency that is asked for; the level from 1, none for any. */
export type Asked = Told<Schemas['DemandView']>;
export type OpenPlace = Told<Schemas['OpenPlace']>;
export type MyWork = Told<Schemas['MyWork']>;

export type BoardRows = Told<Schemas['Board']>;
export type Situation = Told<Schemas['Situation']>;
export type BoardMember = Told<Schemas['BoardMember']>;
export type BoardQuery = Query<'/api/v1/board'>;
export type Suggestion = Told<Schemas['Suggestion']>;
export type SuggestedPlace = Told<Schemas['SuggestedPlace']>;
export type SuggestedMember = Told<Schemas['SuggestedMember']>;
export type AcceptedPlace = Schemas['SuggestionAccepted'];
export type CoverageHour = Told<Schemas['CoveredHour']>;

export type DutyType = Told<Schemas['DutyType']>;
export type DutyEvent = Told<Schemas['EventView']>;
export type EventState = Schemas['EventState'];
export type EventAct = Schemas['EventAct'];
export type DutySession = Told<Schemas['SessionView']>;
export type SessionLink = Told<Schemas['SessionLink']>;
export type SessionState = Schemas['EventSessionState'];
export type SessionAct = Schemas['EventSessionAct'];
export type NewDutySession = Schemas['NewSession'];
/** What a session needs: a requirement with how its places are given out. */
export type Need = Told<Schemas['NeedView']>;
export type NeedBody = Required<Schemas['NewNeed']>;
export type Allocation = Schemas['Allocation'];
export type Booking = Told<Schemas['BookingView']>;
export type BookingState = Schemas['BookingState'];
export type BookingAct = Schemas['BookingAct'];
/** `placed`: who was given a place without a booking. */
export type SessionBookings = Told<Schemas['SessionBookings']>;
export type Swap = Told<Schemas['SwapView']>;
export type SwappedPlace = Told<Schemas['SwappedPlace']>;

export type Visit = Told<Schemas['VisitItem']>;
export type VisitWhole = Told<Schemas['VisitView']>;
export type VisitState = Schemas['VisitState'];
export type VisitAct = Schemas['VisitAct'];
/** What is told of a visit on the way. */
export type VisitTold = Schemas['VisitTold'];
export type VisitEvent = Told<Schemas['VisitEvent']>;
export type AbortReason = Schemas['AbortReason'];

export type Asset = Told<Schemas['AssetView']>;
export type AssetHistory = Told<Schemas['AssetHistory']>;

export type Money = Schemas['MoneyAmount'];
export type Attendance = Told<Schemas['Attendance']>;
export type Mark = Schemas['AttendanceMark'];
export type Hours = Told<Schemas['HoursView']>;
export type HoursWhole = Told<Schemas['HoursWhole']>;
export type HoursCorrection = Schemas['HoursCorrection'];
export type HoursVersion = Told<Schemas['HoursVersionView']>;
export type HoursState = Schemas['HoursState'];
export type HoursAct = Schemas['HoursAct'];
export type HoursSource = Schemas['HoursSource'];
export type MonthHours = Told<Schemas['HoursMonth']>;
export type Months = Told<Schemas['HoursMonths']>;
export type MinimumHours = Told<Schemas['MinimumHours']>;
export type HoursReport = Told<Schemas['HoursReport']>;
export type ReportBy = Schemas['HoursReportBy'];
export type ReportSums = Told<Schemas['HoursReportSums']>;
export type Expense = Told<Schemas['ExpenseView']>;
export type NewExpense = Schemas['NewExpense'];
export type ExpenseKind = Schemas['ExpenseKind'];
export type ExpenseState = Schemas['ExpenseState'];
export type ExpenseAct = Schemas['ExpenseAct'];

export type Feed = Told<Schemas['Feed']>;
/** The secret address is told once, when it is made. */
export type MadeFeed = Told<Schemas['MadeFeed']>;
