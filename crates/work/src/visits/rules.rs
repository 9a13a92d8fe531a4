//! What may become of a visit, and of a job by its visits: pure.
//!
//! `planned → sent → received → accepted → travelling → on_site ⇄ paused → done`; ends beside it are `declined`, `aborted` and
//! `recalled`. Office and telephone tell what happened with times of their own, and a telephone without a connection tells late: what it
//! tells may fill the past, and never moves a visit backwards.

use crate::jobs::rules::Status as JobStatus;
use kernel::{Error, Result, Timestamp, word};

word! {
    /// Where a visit stands.
    VisitState {
        /// Has a time; nobody was told.
        Planned = "planned",
        /// Those who go were told.
        Sent = "sent",
        /// It is on their telephone.
        Received = "received",
        /// They will go.
        Accepted = "accepted",
        /// They are on the way.
        Travelling = "travelling",
        /// They are there.
        OnSite = "on_site",
        /// They left for a while.
        Paused = "paused",
        /// What was to be done on this trip was done.
        Done = "done",
        /// They will not go.
        Declined = "declined",
        /// They went, and it could not be done.
        Aborted = "aborted",
        /// The office took it back.
        Recalled = "recalled",
    }
}

impl VisitState {
    /// Whether something is still to come of it.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Done | Self::Declined | Self::Aborted | Self::Recalled)
    }

    /// Whether somebody is at it now.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Travelling | Self::OnSite | Self::Paused)
    }

    /// How far along it is; who is there and who left for a while are equally far.
    fn step(self) -> u8 {
        match self {
            Self::Planned => 0,
            Self::Sent => 1,
            Self::Received => 2,
            Self::Accepted => 3,
            Self::Travelling => 4,
            Self::OnSite | Self::Paused => 5,
            Self::Done | Self::Declined | Self::Aborted | Self::Recalled => 6,
        }
    }
}

word! {
    /// What somebody tells of a visit.
    #[schema(as = VisitTold)]
    Told {
        /// Those who go were told; the office says so.
        Sent = "sent",
        /// It is on the telephone.
        Received = "received",
        /// I will go.
        Accepted = "accepted",
        /// I will not go.
        Declined = "declined",
        /// I am on the way.
        Travelling = "travelling",
        /// I am there.
        OnSite = "on_site",
        /// I left for a while.
        Paused = "paused",
        /// I am there again.
        Resumed = "resumed",
        /// It is done.
        Done = "done",
        /// It cannot be done.
        Aborted = "aborted",
    }
}

word! {
    /// Why a visit was broken off.
    AbortReason {
        /// Nobody lets us in.
        NoAccess = "no_access",
        /// It is not safe.
        Unsafe = "unsafe",
        /// Parts are missing.
        Parts = "parts",
        /// Another reason, told in the note.
        Other = "other",
    }
}

/// A visit's state with what belongs to it. A transition consumes the state and gives the next one, or says why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Has a time.
    Planned,
    /// Was told to those who go.
    Sent,
    /// Is on their telephone.
    Received,
    /// They will go.
    Accepted,
    /// They are on the way.
    Travelling,
    /// They are there.
    OnSite,
    /// They left for a while.
    Paused,
    /// Done.
    Done,
    /// They will not go; a person's words why.
    Declined(String),
    /// It could not be done.
    Aborted(AbortReason, Option<String>),
    /// Taken back; a person's words why.
    Recalled(String),
}

/// What is told of a visit, as far as the rules ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What.
    pub told: Told,
    /// When it happened, by the clock of whoever tells.
    pub at: Timestamp,
    /// Why it was broken off.
    pub reason: Option<AbortReason>,
    /// A person's words.
    pub note: Option<String>,
    /// Whether a device tells it, which may have told what came before and not been heard yet.
    pub from_device: bool,
}

/// What came of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Where the visit stands.
    pub state: State,
    /// Whether the report brought it there; one that did not fills the past.
    pub moved: bool,
}

impl State {
    /// Its word.
    pub fn word(&self) -> VisitState {
        match self {
            Self::Planned => VisitState::Planned,
            Self::Sent => VisitState::Sent,
            Self::Received => VisitState::Received,
            Self::Accepted => VisitState::Accepted,
            Self::Travelling => VisitState::Travelling,
            Self::OnSite => VisitState::OnSite,
            Self::Paused => VisitState::Paused,
            Self::Done => VisitState::Done,
            Self::Declined(_) => VisitState::Declined,
            Self::Aborted(..) => VisitState::Aborted,
            Self::Recalled(_) => VisitState::Recalled,
        }
    }

    /// The office takes it back.
    pub fn recall(self, reason: String) -> Result<Self> {
        if self.word().is_live() { Ok(Self::Recalled(reason)) } else { Err(refuse("a visit is taken back before it has ended", &self)) }
    }

    /// Takes what is told. `pauses` is the newest of what was told before of being there, leaving and coming back.
    ///
    /// Whoever sits at a screen goes one step at a time. A device may be further along than what was heard of it: it skips steps, and
    /// what it tells of a step already behind is kept and moves nothing.
    pub fn take(self, report: &Report, pauses: Option<Timestamp>) -> Result<Taken> {
        let next = report.leads_to()?;
        let (here, there) = (self.word(), next.word());
        if report.from_device {
            let behind = there.step() < here.step() || !here.is_live();
            // Both are on site: what happened last counts, in whatever order it is heard.
            let older = there.step() == here.step() && pauses.is_some_and(|newest| report.at < newest);
            if behind || older || here == there {
                return Ok(Taken { state: self, moved: false });
            }
            if there == VisitState::Declined && here.is_under_way() {
                return Err(refuse("a visit is declined before one is on the way", &self));
            }
            return Ok(Taken { state: next, moved: true });
        }
        if report.told.follows(here) { Ok(Taken { state: next, moved: true }) } else { Err(refuse(report.told.rule(), &self)) }
    }
}

impl Report {
    fn leads_to(&self) -> Result<State> {
        Ok(match self.told {
            Told::Sent => State::Sent,
            Told::Received => State::Received,
            Told::Accepted => State::Accepted,
            Told::Travelling => State::Travelling,
            Told::OnSite | Told::Resumed => State::OnSite,
            Told::Paused => State::Paused,
            Told::Done => State::Done,
            Told::Declined => {
                let note = self.note.clone().filter(|note| !note.trim().is_empty());
                State::Declined(note.ok_or_else(|| Error::field("note", "missing", "say why you will not go"))?)
            }
            Told::Aborted => {
                let reason = self.reason.ok_or_else(|| Error::field("reason", "missing", "say why it was broken off"))?;
                if reason == AbortReason::Other && self.note.as_ref().is_none_or(|note| note.trim().is_empty()) {
                    return Err(Error::field("note", "missing", "say why it was broken off"));
                }
                State::Aborted(reason, self.note.clone())
            }
        })
    }
}

impl Told {
    /// Whether it says who is there, who left and who came back.
    pub fn is_of_presence(self) -> bool {
        matches!(self, Self::OnSite | Self::Paused | Self::Resumed)
    }

    /// Whether it is the next step from `state`.
    pub fn follows(self, state: VisitState) -> bool {
        use VisitState as V;
        match self {
            Self::Sent => state == V::Planned,
            Self::Received => state == V::Sent,
            Self::Accepted => matches!(state, V::Sent | V::Received),
            Self::Declined | Self::Travelling => matches!(state, V::Sent | V::Received | V::Accepted),
            Self::OnSite => matches!(state, V::Sent | V::Received | V::Accepted | V::Travelling),
            Self::Paused | Self::Done => state == V::OnSite,
            Self::Resumed => state == V::Paused,
            Self::Aborted => matches!(state, V::Accepted | V::Travelling | V::OnSite | V::Paused),
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::Sent => "only a planned visit is sent",
            Self::Received | Self::Accepted => "only a visit that was sent is received and accepted",
            Self::Declined => "a visit is declined after it was sent and before one is on the way",
            Self::Travelling => "one sets out for a visit that was sent",
            Self::OnSite => "one arrives at a visit that was sent, once",
            Self::Paused => "one leaves for a while from where one is",
            Self::Resumed => "one comes back to a visit that was left",
            Self::Done => "a visit is done by who is there",
            Self::Aborted => "a visit is broken off after it was accepted and before it has ended",
        }
    }
}

fn refuse(rule: &str, state: &State) -> Error {
    Error::refused("visit-not-there", format!("{rule}; this one is {}", state.word().as_str().replace('_', " ")))
}

/// What a job learns from one of its visits, the earliest first.
pub type Trip = VisitState;

/// Where a job stands by its visits, of those that it has had since it was last opened; nothing for a job without any.
pub fn job_follows(visits: &[Trip]) -> Option<JobStatus> {
    let last = visits.iter().rev().find(|state| !matches!(state, VisitState::Recalled));
    let done = visits.contains(&VisitState::Done);
    let live = visits.iter().any(|state| state.is_live());
    let under_way = visits.iter().any(|state| state.is_under_way());
    if visits.is_empty() {
        return None;
    }
    Some(match (under_way, live, done) {
        (true, _, _) | (_, true, true) => JobStatus::InProgress,
        (_, true, false) => JobStatus::Planned,
        // What was broken off or declined after the last that was done is still to be done.
        (_, false, true) if last == Some(&VisitState::Done) => JobStatus::WorkDone,
        _ => JobStatus::Open,
    })
}

#[cfg(test)]
mod tests;
