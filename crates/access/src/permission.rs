//! The registry of permissions: one type each, so that a handler's signature says what it needs.

use kernel::Scope;

/// A right that a role may grant.
pub trait Permission: Send + Sync + 'static {
    /// Its name, `resource.verb`.
    const NAME: &'static str;
    /// Whether it asks for a proof that is not older than ten minutes; `Cx` reads it, so that no route can forget it.
    const SENSITIVE: bool = crate::sensitive::is_sensitive(Self::NAME);
    /// Whether it concerns the member's own account alone, and so stays open to who must set up a factor first.
    const OF_ONESELF: bool = crate::sensitive::is_of_oneself(Self::NAME);
}

/// A permission as listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// Its name.
    pub name: &'static str,
    /// What it allows, for people.
    pub meaning: &'static str,
    /// How far a role may grant it: `o` the member's own, `u` a unit and those below, `A` the whole organisation.
    scopes: &'static str,
}

impl Registered {
    /// How far a role may grant it, narrowest first.
    pub fn scopes(&self) -> impl Iterator<Item = Scope> {
        self.scopes.chars().map(|letter| match letter {
            'u' => Scope::Unit,
            'A' => Scope::Organisation,
            _ => Scope::Own,
        })
    }

    /// Whether a role may grant it so far.
    pub fn has(&self, scope: Scope) -> bool {
        self.scopes().any(|one| one == scope)
    }

    /// What it is about, such as `jobs`.
    pub fn area(&self) -> &'static str {
        self.name.split('.').next().unwrap_or(self.name)
    }

    /// Whether it speaks of the whole organisation and yet stays with a role that is held for one unit: what is seen through it
    /// is narrowed by other rights, or is what everybody in the house knows.
    pub fn stays_beside_a_unit(&self) -> bool {
        ["organisation.read", "members.read", "units.read", "exports.run", "search.use"].contains(&self.name)
    }
}

macro_rules! registry {
    ($($name:literal $type:ident $scopes:literal $meaning:literal;)*) => {
        /// One type for each permission.
        pub mod all {
            $(
                #[doc = $meaning]
                #[derive(Debug, Clone, Copy)]
                pub struct $type;
                impl super::Permission for $type {
                    const NAME: &'static str = $name;
                }
            )*
        }

        const ALL: &[Registered] = &[$(Registered { name: $name, meaning: $meaning, scopes: $scopes }),*];
    };
}

registry! {
    "self.read" SelfRead "o" "See who you are and what you may do; every member may.";
    "self.write" SelfWrite "o" "Change your own password, and prove again who you are; every member may.";
    "self.factors" SelfFactors "o" "Set up and remove your own factors, and end your sessions; every member may.";
    "organisation.read" OrganisationRead "A" "See the organisation's name, zone and overview.";
    "organisation.delete" OrganisationDelete "A" "Have the organisation deleted, and take that back.";
    "members.read" MembersRead "ouA" "See the members.";
    "members.write" MembersWrite "uA" "Add and change members, their postings, ranks and status.";
    "members.private" MembersPrivate "uA" "See what members keep out of the directory.";
    "units.read" UnitsRead "A" "See the units.";
    "units.write" UnitsWrite "A" "Add, change, move and close units.";
    "people.setup" PeopleSetup "A" "Decide which ranks there are and which further facts are kept about members.";
    "contacts.read" ContactsRead "uA" "See customers' contacts.";
    "contacts.write" ContactsWrite "uA" "Add and change customers' contacts.";
    "announcements.read" AnnouncementsRead "uA" "See announcements, and who has read them.";
    "announcements.write" AnnouncementsWrite "uA" "Announce something to many, and take it back.";
    "invitations.read" InvitationsRead "A" "See who was invited.";
    "invitations.write" InvitationsWrite "A" "Invite people, and take invitations back.";
    "roles.read" RolesRead "A" "See roles, who holds them, and why somebody may see something.";
    "roles.write" RolesWrite "A" "Make and change roles.";
    "roles.grant" RolesGrant "A" "Let members hold roles, and take them away.";
    "approvals.decide" ApprovalsDecide "A" "Confirm or refuse what needs a second person.";
    "reviews.write" ReviewsWrite "A" "Review who holds what, and have the unreviewed end.";
    "sign_ins.read" SignInsRead "A" "See members' sessions, devices and factors.";
    "sign_ins.end" SignInsEnd "A" "End members' sessions, reset their factors, and shut them out.";
    "policy.read" PolicyRead "A" "See what is demanded of those who sign in, and who does not meet it yet.";
    "policy.write" PolicyWrite "A" "Decide what is demanded of those who sign in.";
    "networks.read" NetworksRead "A" "See the networks from which Muster may be used.";
    "networks.write" NetworksWrite "A" "Decide from which networks Muster may be used.";
    "tokens.read" TokensRead "oA" "See the tokens of programs.";
    "tokens.write" TokensWrite "oA" "Make and revoke tokens for programs.";
    "webhooks.read" WebhooksRead "A" "See webhooks and their deliveries.";
    "webhooks.write" WebhooksWrite "A" "Make and change webhooks.";
    "support.read" SupportRead "A" "See when the operator asked to look in, and whether that was allowed.";
    "support.approve" SupportApprove "A" "Allow the operator to look in, and end it.";
    "mail.read" MailRead "A" "See whether mail leaves.";
    "mail.write" MailWrite "A" "Send a mail to try it out.";
    "customers.read" CustomersRead "uA" "See customers.";
    "customers.write" CustomersWrite "uA" "Add and change customers.";
    "sites.read" SitesRead "uA" "See sites.";
    "sites.write" SitesWrite "uA" "Add and change sites.";
    "jobs.read" JobsRead "ouA" "See jobs.";
    "timelines.read" TimelinesRead "ouA" "See what happened to jobs, with the notes written on them.";
    "jobs.write" JobsWrite "ouA" "Add and change jobs; open, hold, resume and complete them.";
    "jobs.note" JobsNote "ouA" "Write notes on jobs.";
    "jobs.close" JobsClose "ouA" "Close jobs whose work is done.";
    "jobs.cancel" JobsCancel "ouA" "Cancel jobs.";
    "jobs.reopen" JobsReopen "ouA" "Open finished or cancelled jobs again.";
    "competencies.read" CompetenciesRead "A" "See which abilities are kept.";
    "competencies.write" CompetenciesWrite "A" "Decide which abilities are kept.";
    "certificates.read" CertificatesRead "ouA" "See what members can prove.";
    "certificates.write" CertificatesWrite "ouA" "Add certificates; one's own wait to be verified.";
    "certificates.verify" CertificatesVerify "uA" "Verify and revoke certificates.";
    "availability.read" AvailabilityRead "ouA" "See when members are available.";
    "availability.write" AvailabilityWrite "ouA" "Say when members are available.";
    "leave.read" LeaveRead "ouA" "See leave that was asked for and given.";
    "leave.write" LeaveWrite "ouA" "Ask for leave, and take it back.";
    "leave.decide" LeaveDecide "uA" "Approve and refuse leave.";
    "working_rules.read" WorkingRulesRead "A" "See the rules on working time.";
    "working_rules.write" WorkingRulesWrite "A" "Decide the rules on working time.";
    "assignments.read" AssignmentsRead "ouA" "See who is to be where, and when.";
    "assignments.write" AssignmentsWrite "uA" "Give members places, move them and take them back.";
    "assignments.answer" AssignmentsAnswer "o" "Accept and decline one's own assignments.";
    "assignments.force" AssignmentsForce "uA" "Pass over rules of eligibility, with a reason.";
    "board.read" BoardRead "uA" "See the board.";
    "events.read" EventsRead "A" "See events and their sessions.";
    "events.write" EventsWrite "uA" "Plan events and sessions.";
    "call_outs.read" CallOutsRead "uA" "See whom urgent calls for people reached, and who answered what.";
    "call_outs.write" CallOutsWrite "uA" "Call people out for a place that must be filled.";
    "duty_types.write" DutyTypesWrite "A" "Decide what time is booked as.";
    "bookings.read" BookingsRead "ouA" "See who asked for which place.";
    "bookings.write" BookingsWrite "o" "Book, withdraw and swap for oneself.";
    "bookings.manage" BookingsManage "uA" "Invite, confirm, refuse and release bookings.";
    "visits.read" VisitsRead "ouA" "See visits.";
    "visits.write" VisitsWrite "uA" "Plan visits.";
    "visits.report" VisitsReport "ouA" "Say how a visit goes.";
    "assets.read" AssetsRead "uA" "See assets.";
    "assets.write" AssetsWrite "uA" "Add and change assets.";
    "maintenance.read" MaintenanceRead "uA" "See plans of maintenance and what they forecast.";
    "maintenance.write" MaintenanceWrite "uA" "Make, change, suspend and end plans of maintenance.";
    "job_types.write" JobTypesWrite "A" "Describe types of jobs and forms, and decide how soon jobs are promised.";
    "attendance.record" AttendanceRecord "o" "Book oneself on and off.";
    "attendance.manage" AttendanceManage "uA" "Keep the list of who was there.";
    "hours.read" HoursRead "ouA" "See hours.";
    "hours.confirm" HoursConfirm "o" "Confirm one's own hours.";
    "hours.approve" HoursApprove "uA" "Approve and correct hours.";
    "hours.lock" HoursLock "A" "Lock hours, and decide rates and the minimum.";
    "expenses.claim" ExpensesClaim "o" "Claim one's own expenses.";
    "expenses.approve" ExpensesApprove "uA" "Approve, refuse and pay expenses.";
    "notices.use" NoticesUse "o" "See what one was told, and decide how one is told.";
    "feeds.use" FeedsUse "o" "Have one's calendar as a feed.";
    "imports.run" ImportsRun "A" "Import files.";
    "exports.run" ExportsRun "A" "Take lists away as files.";
    "views.read" ViewsRead "o" "Use saved views.";
    "views.write" ViewsWrite "o" "Save views.";
    "search.use" SearchUse "A" "Search everything one may see.";
    "audit.read" AuditRead "A" "See the audit log, its signed heads and proofs, and the alerts raised from it.";
    "alerts.acknowledge" AlertsAcknowledge "A" "Say that one has looked at an alert.";
    "streams.read" StreamsRead "A" "See where the audit log is sent, and who gets a letter about alerts.";
    "streams.write" StreamsWrite "A" "Decide where the audit log is sent, and who gets a letter about alerts.";
}

/// Every permission.
pub fn permissions() -> &'static [Registered] {
    ALL
}

/// The permission of this name.
pub fn permission_named(name: &str) -> Option<&'static Registered> {
    ALL.iter().find(|permission| permission.name == name)
}
