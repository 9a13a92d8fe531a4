/**
 * The server's contract, out of the generated `schema.d.ts`, under the names the app uses.
 *
 * Two things are put straight on the way: a field that may be null is always sent, so answers
 * have no optional fields; and `If-Match` and `Idempotency-Key` travel as plain headers
 * (`ifMatch`, `once`), not as parameters of each operation.
 */

import type { components, paths as generated } from './schema';
import type { Told } from './told';

type Schemas = components['schemas'];

type Operation<O> = O extends { parameters: infer P; responses: infer R }
	? Omit<O, 'parameters' | 'responses'> & {
			parameters: Omit<P, 'header'> & { header?: never };
			responses: Told<R>;
		}
	: O;

export type paths = {
	[P in keyof generated]: { [M in keyof generated[P]]: Operation<generated[P][M]> };
};

export type JobStatus = Schemas['JobStatus'];
export type Priority = Schemas['Priority'];
export type HoldReason = Schemas['HoldReason'];
export type CancelReason = Schemas['CancelReason'];
export type JobAct = Schemas['JobAct'];
export type Role = Schemas['Role'];
export type Me = Told<Schemas['MeView']>;
export type MySession = Told<Schemas['MySession']>;
export type Permission = Schemas['Grant']['permission'];

/** A page of any list. */
export type Page<T> = Omit<Told<Schemas['Page_JobItem']>, 'items'> & { items: T[] };

export type Job = Told<Schemas['JobView']>;
export type JobRow = Told<Schemas['JobItem']>;
export type JobCounts = Told<Schemas['JobCounts']>;
export type JobChanges = Schemas['JobChanges'];
export type NewJob = Schemas['NewJob'];
type JobQuery = NonNullable<generated['/api/v1/jobs']['get']['parameters']['query']>;
export type JobFilters = Omit<JobQuery, 'sort' | 'cursor' | 'limit'>;
export type JobSort = NonNullable<JobQuery['sort']>;

export type FieldChange = Told<Schemas['FieldChange']>;
export type TimelineItem = Told<Schemas['TimelineItem']>;
export type Overview = Told<Schemas['Overview']>;

export type Customer = Told<Schemas['CustomerView']>;
export type CustomerSort = NonNullable<
	NonNullable<generated['/api/v1/customers']['get']['parameters']['query']>['sort']
>;
export type CustomerFields = Omit<Schemas['CustomerChanges'], 'name' | 'notes'> & {
	name?: string;
	notes?: string;
};
export type Address = Told<Schemas['Address']>;
export type Site = Told<Schemas['SiteView']>;
export type SiteFields = Omit<
	Schemas['SiteChanges'],
	'name' | 'address' | 'time_zone' | 'access_notes'
> & {
	name?: string;
	address?: Address;
	time_zone?: string;
	access_notes?: string;
};
export type Unit = Told<Schemas['UnitView']>;
export type UnitParent = Told<Schemas['UnitParent']>;
export type Invitation = Told<Schemas['InvitationView']>;
export type InvitationState = Schemas['InvitationState'];
export type NewInvitation = Schemas['NewInvitation'];
export type AccessEnded = Told<Schemas['RevocationEnded']>;
export type Posting = Told<Schemas['PostingView']>;
export type Scope = Schemas['Scope'];
export type MemberStatus = Schemas['MemberStatus'];
export type Member = Told<Schemas['MemberView']>;
export type NewMember = Schemas['NewMemberBody'];
export type MemberChanges = Schemas['MemberChanges'];
export type MemberField = Told<Schemas['MemberField']>;
export type MemberFieldChanges = Schemas['MemberFieldChanges'];
export type FieldKind = Schemas['FieldKind'];
export type Rank = Told<Schemas['Rank']>;
export type RankChanges = Schemas['RankChanges'];
export type RankHeld = Told<Schemas['RankHeld']>;
/** What a member who goes would leave behind. */
export type Orphan = Told<Schemas['OrphanKind']>;
export type RowReport = Told<Schemas['IntakeReport']> | Told<Schemas['BulkReport']>;
export type ReportRow = RowReport['rows'][number];
export type Outcome = ReportRow['outcome'];
export type Contact = Told<Schemas['Contact']>;

export type PermissionInfo = Told<Schemas['PermissionView']>;
export type RoleGrant = Told<Schemas['RoleGrantView']>;
export type CustomRole = Told<Schemas['RoleView']>;
export type Holding = Told<Schemas['HoldingView']>;
export type NewHolding = Schemas['NewHolding'];
export type Approval = Told<Schemas['ApprovalView']>;
export type ApprovalState = Schemas['ApprovalState'];
export type Explanation = Told<Schemas['Explanation']>;
/** Who reaches a record, and by what. */
export type Reach = Told<Schemas['ExplanationWhoItem']>;
export type Review = Told<Schemas['ReviewView']>;
export type ReviewWithItems = Told<Schemas['ReviewWhole']>;
export type ReviewItem = Told<Schemas['ReviewItem']>;
export type Decision = Schemas['ReviewDecision'];

export type SecondStep = Told<Schemas['FactorAsked']>;
export type Passkey = Told<Schemas['MyPasskey']>;
export type Factors = Told<Schemas['MyFactors']>;
export type Device = Told<Schemas['KnownBrowser']>;
export type SignIns = Told<Schemas['SignIns']>;

export type Alert = Told<Schemas['AlertView']>;
export type Demand = Schemas['PolicyMinimum'];
export type SecurityPolicy = Told<Schemas['PolicyView']>;
export type Compliance = Told<Schemas['PolicyLacking']>;
export type Webhook = Told<Schemas['Webhook']>;
export type WebhookChange = Schemas['WebhookChange'];
export type Delivery = Told<Schemas['Delivery']>;
export type View = Told<Schemas['View']>;
export type ViewedList = Schemas['ViewedList'];
export type SearchHit = Told<Schemas['SearchHit']>;

/** What a mapping says of one target; what it does not say is not there. */
export type MappedField = {
	[K in keyof Schemas['MappedField']]: Exclude<Schemas['MappedField'][K], null>;
};
/** What a mapping may fill; the description knows the keys of `fields` only as strings. */
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
export type Mapping = Required<Omit<Schemas['ImportMapping'], 'fields'>> & {
	fields: Partial<Record<ImportTarget, MappedField>>;
};
export type Import = Told<Schemas['ImportView']>;
export type ImportProblem = Told<Schemas['ProblemView']>;
export type ImportPreview = Omit<Told<Schemas['ImportPreview']>, 'rows'> & {
	rows: (Omit<Told<Schemas['PreviewRow']>, 'job'> & {
		job: Partial<Record<ImportTarget, string>> | null;
	})[];
};
export type Refusal = Told<Schemas['ImportRefusal']>;

export type AuditItem = Told<Schemas['AuditItem']>;
export type AuditEntry = Told<Schemas['AuditEntry']>;
export type Checkpoint = Told<Schemas['CheckpointView']>;

export type Token = Told<Schemas['Token']>;
export type NewToken = Schemas['NewToken'];
export type NetworkMode = Schemas['NetworksMode'];
export type Range = Told<Schemas['RangeView']>;
export type Networks = Told<Schemas['NetworksView']>;
export type NetworkVerdict = Told<Schemas['CheckedAddress']>;
export type SupportGrant = Told<Schemas['SupportGrant']>;
export type MailState = Told<Schemas['MailView']>;
export type OpenedInvitation = Told<Schemas['InvitationShown']>;
export type SingleSignOn = Told<Schemas['SingleSignOn']>;
export type NewSingleSignOn = Schemas['NewSingleSignOn'];
export type SsoMode = Schemas['SingleSignOnMode'];
export type FoundProvider = Told<Schemas['CheckedIssuer']>;
export type SsoLink = Told<Schemas['LinkedAccount']>;
export type MySingleSignOn = Told<Schemas['MySingleSignOn']>;
export type AuditStream = Told<Schemas['AuditStream']>;
export type NewAuditStream = Schemas['NewStream'];
export type Publication = Omit<Told<Schemas['Publication']>, 'secret'>;
export type AlertLetters = Told<Schemas['AlertLetters']>;
export type Retention = Told<Schemas['RetentionView']>;
export type Witness = Told<Schemas['WitnessView']>;
/** What somebody invited chooses to sign in with: a password, or a passkey with its name. */
export type Acceptance = Schemas['Acceptance'];
/** Whether the organisation is to be deleted, when, and who decided so. */
export type Deletion = Told<Schemas['DeletionView']>;
