//! Verdicts on the wire.

use crate::assignments::Seat;
use kernel::{Line, MemberId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

kernel::word! {
    /// A rule of eligibility.
    #[schema(as = EligibilityRule)]
    Rule {
        /// The member works here at that time.
        MemberNotActive = "member-not-active",
        /// Is away.
        OnLeave = "on-leave",
        /// Is somewhere else.
        Clash = "clash",
        /// Lacks an ability.
        LacksCompetency = "lacks-competency",
        /// Has the ability, not far enough.
        TooLowLevel = "too-low-level",
        /// The certificate ends before the place does.
        CertificateEnds = "certificate-ends",
        /// Said to be not available.
        NotAvailable = "not-available",
        /// Too little rest between two.
        Rest = "rest",
        /// Too long a day.
        DayHours = "day-hours",
        /// Too long a week.
        WeekHours = "week-hours",
        /// Too many days in a row.
        ConsecutiveDays = "consecutive-days",
        /// Too many nights in a row.
        Nights = "nights",
        /// No place is left.
        Full = "full",
        /// Sign-up has not begun.
        SignupNotOpen = "signup-not-open",
        /// Sign-up is over.
        SignupClosed = "signup-closed",
        /// Has as many as one may have.
        CapReached = "cap-reached",
        /// Has this one already.
        AlreadyBooked = "already-booked",
        /// Only for those invited.
        NotInvited = "not-invited",
        /// It is over, or was cancelled.
        SessionOver = "session-over",
    }
}

impl Rule {
    /// Whether somebody who may force it can pass over it. Places that are not there, and people who are not, cannot be forced.
    pub fn may_be_forced(self) -> bool {
        !matches!(self, Self::MemberNotActive | Self::Full | Self::AlreadyBooked | Self::SessionOver)
    }
}

kernel::word! {
    /// What a finding does.
    #[schema(as = EligibilityEffect)]
    Effect {
        /// Told, and let pass.
        Warn = "warn",
        /// In the way.
        Block = "block",
    }
}

kernel::word! {
    /// What all findings come to.
    #[schema(as = EligibilityOutcome)]
    Outcome {
        /// Nothing in the way.
        Clear = "clear",
        /// May, with something to be told.
        Warned = "warned",
        /// May not.
        Refused = "refused",
    }
}

/// A rule and the fact it failed on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What it does.
    pub effect: Effect,
    /// The fact, for people.
    #[schema(example = "Is at J-000123 Pump repair from 09:00 to 11:00.")]
    pub says: String,
    /// The row that stands in the way, where one does.
    #[serde(default)]
    pub about: Option<String>,
    /// From when the fact holds, where it has a time.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

impl Finding {
    /// A rule in the way.
    pub fn block(rule: Rule, says: impl Into<String>) -> Self {
        Self { rule, effect: Effect::Block, says: says.into(), about: None, from: None, until: None }
    }

    /// A rule that has something to tell.
    pub fn warn(rule: Rule, says: impl Into<String>) -> Self {
        Self { effect: Effect::Warn, ..Self::block(rule, says) }
    }

    /// The row that stands in the way.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "ids are small and callers read better without `&`")]
    pub fn about(self, row: impl ToString) -> Self {
        Self { about: Some(row.to_string()), ..self }
    }

    /// When the fact holds.
    #[must_use]
    pub fn lasting(self, from: Option<Timestamp>, until: Option<Timestamp>) -> Self {
        Self { from, until, ..self }
    }
}

/// Whether a member may take a place, and why not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = EligibilityVerdict)]
pub struct Verdict {
    /// Whom it is about.
    pub member_id: MemberId,
    /// What the findings come to.
    pub outcome: Outcome,
    /// Every rule that failed or has something to tell; those in the way first.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// The verdict that these findings come to.
    pub fn of(member_id: MemberId, mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| (std::cmp::Reverse(finding.effect), finding.rule));
        let outcome = match findings.iter().map(|finding| finding.effect).max() {
            None => Outcome::Clear,
            Some(Effect::Warn) => Outcome::Warned,
            Some(Effect::Block) => Outcome::Refused,
        };
        Self { member_id, outcome, findings }
    }

    /// The same with what further rules found, such as those of signing up.
    #[must_use]
    pub fn with(mut self, more: impl IntoIterator<Item = Finding>) -> Self {
        self.findings.extend(more);
        Self::of(self.member_id, self.findings)
    }
}

/// Which candidates are wanted.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CandidateFilter {
    /// Serving now in this unit, or in one below it.
    pub unit_id: Option<UnitId>,
    /// Words in the name, without regard to accents.
    #[param(value_type = Option<String>, max_length = 200, example = "oka")]
    pub q: Option<Line<200>>,
    /// For which kind of place; a whole one, unless said.
    pub seat: Option<Seat>,
    /// At most so many, 1 to 500; 50 unless asked.
    #[param(minimum = 1, maximum = 500, example = 50)]
    pub limit: Option<u16>,
}

/// About whom is asked.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EligibilityFilter {
    /// The member; oneself, unless said.
    pub member_id: Option<MemberId>,
    /// For which kind of place; a whole one, unless said.
    pub seat: Option<Seat>,
}

/// Who could take a place, the best first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Candidates {
    /// As many as were asked for.
    pub items: Vec<Candidate>,
}

/// Somebody who could take a place, or could not, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Candidate {
    /// Who.
    pub member: CandidateMember,
    /// What the findings come to.
    pub outcome: Outcome,
    /// Every rule that failed or has something to tell; those in the way first.
    pub findings: Vec<Finding>,
    /// What takes their time whole in the week of the place already, in minutes.
    #[schema(example = 960)]
    pub hours_planned_minutes: i64,
}

/// A candidate, named.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CandidateMember {
    /// Id.
    pub id: MemberId,
    /// Name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
    /// The unit in which they serve now.
    #[schema(example = "Station North")]
    pub unit: Option<String>,
    /// Their rank now.
    #[schema(example = "Sergeant")]
    pub rank: Option<String>,
}
