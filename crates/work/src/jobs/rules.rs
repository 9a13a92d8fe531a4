//! What may become of a job: its status, as a machine that only moves along the lines drawn here.
//!
//! `draft → open → planned → in_progress → work_done → closed`; `on_hold` from open, planned and in progress, and back to the state
//! left; `cancelled` before the work is done; reopened from done, closed and cancelled. *Planned* and *in progress* follow from
//! visits and are never typed: [`State::follow`] alone leads to them, and back from a hold. A job without visits is completed by hand;
//! one with visits is done when they are.

use kernel::{Error, Result, Timestamp};

kernel::word! {
    /// Where a job stands.
    #[schema(as = JobStatus)]
    Status {
        /// Being written; nobody plans it yet.
        Draft = "draft",
        /// To be done.
        Open = "open",
        /// A visit is planned.
        Planned = "planned",
        /// Somebody is at it.
        InProgress = "in_progress",
        /// Waiting for something outside our hands.
        OnHold = "on_hold",
        /// Done in the field, not yet checked.
        WorkDone = "work_done",
        /// Checked and finished.
        Closed = "closed",
        /// Will not be done.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Whether the job can still be late: not a draft, not done, not cancelled.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Planned | Self::InProgress | Self::OnHold)
    }
}

kernel::word! {
    /// What a job on hold waits for.
    HoldReason {
        /// Parts.
        Parts = "parts",
        /// Access to the place.
        Access = "access",
        /// The customer.
        Customer = "customer",
        /// Approval.
        Approval = "approval",
        /// The weather.
        Weather = "weather",
    }
}

kernel::word! {
    /// Why a job will not be done.
    CancelReason {
        /// There is another job for the same.
        Duplicate = "duplicate",
        /// Not needed any more.
        NotNeeded = "not_needed",
        /// The customer wants it so.
        CustomerRequest = "customer_request",
        /// Nobody gets in.
        NoAccess = "no_access",
        /// Another reason, told in the note.
        Other = "other",
    }
}

/// A hold: what is waited for, since when, and the status it interrupts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// What is waited for.
    pub reason: HoldReason,
    /// A person's words.
    pub note: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// The status left.
    pub from: Status,
}

/// A cancellation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// Why.
    pub reason: CancelReason,
    /// A person's words.
    pub note: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A job's status with what belongs to it. A transition consumes the state and gives the next one, or says why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Draft,
    /// To be done.
    Open,
    /// A visit is planned.
    Planned,
    /// Somebody is at it.
    InProgress,
    /// Waiting.
    OnHold(Hold),
    /// Done, not yet checked.
    WorkDone,
    /// Finished.
    Closed,
    /// Will not be done.
    Cancelled(Cancellation),
}

impl State {
    /// Its word.
    pub fn status(&self) -> Status {
        match self {
            Self::Draft => Status::Draft,
            Self::Open => Status::Open,
            Self::Planned => Status::Planned,
            Self::InProgress => Status::InProgress,
            Self::OnHold(_) => Status::OnHold,
            Self::WorkDone => Status::WorkDone,
            Self::Closed => Status::Closed,
            Self::Cancelled(_) => Status::Cancelled,
        }
    }

    /// A draft becomes a job to be done.
    pub fn open(self) -> Result<Self> {
        match self {
            Self::Draft => Ok(Self::Open),
            other => Err(refuse("not-a-draft", "only a draft is opened", &other)),
        }
    }

    /// The job waits; where it stood is kept.
    pub fn hold(self, reason: HoldReason, note: Option<String>, now: Timestamp) -> Result<Self> {
        match self {
            Self::Open | Self::Planned | Self::InProgress => Ok(Self::OnHold(Hold { reason, note, since: now, from: self.status() })),
            other => Err(refuse("not-under-way", "only an open, planned or started job is put on hold", &other)),
        }
    }

    /// The wait is over: back to the state left.
    pub fn resume(self) -> Result<Self> {
        match self {
            Self::OnHold(hold) => Ok(match hold.from {
                Status::Planned => Self::Planned,
                Status::InProgress => Self::InProgress,
                _ => Self::Open,
            }),
            other => Err(refuse("not-on-hold", "only a job on hold is resumed", &other)),
        }
    }

    /// The work is done.
    pub fn complete(self) -> Result<Self> {
        match self {
            Self::Open | Self::Planned | Self::InProgress => Ok(Self::WorkDone),
            other => Err(refuse("not-under-way", "only an open, planned or started job is completed", &other)),
        }
    }

    /// Checked and finished.
    pub fn close(self) -> Result<Self> {
        match self {
            Self::WorkDone => Ok(Self::Closed),
            other => Err(refuse("work-not-done", "only a job whose work is done is closed", &other)),
        }
    }

    /// It will not be done.
    pub fn cancel(self, reason: CancelReason, note: Option<String>, now: Timestamp) -> Result<Self> {
        match self {
            Self::Draft | Self::Open | Self::Planned | Self::InProgress | Self::OnHold(_) => {
                Ok(Self::Cancelled(Cancellation { reason, note, at: now }))
            }
            other => Err(refuse("too-late-to-cancel", "a job is cancelled before its work is done", &other)),
        }
    }

    /// Stands where the job's visits are. What waits goes on waiting, and goes on from there; what is not agreed yet, done, finished or
    /// cancelled follows no visit.
    #[must_use]
    pub fn follow(self, visits: Status) -> Self {
        match (self, visits) {
            // Done while it waits: it is when the wait is over.
            (Self::OnHold(hold), Status::WorkDone) => Self::OnHold(Hold { from: Status::InProgress, ..hold }),
            (Self::OnHold(hold), _) => Self::OnHold(Hold { from: visits, ..hold }),
            (Self::Open | Self::Planned | Self::InProgress, Status::Open) => Self::Open,
            (Self::Open | Self::Planned | Self::InProgress, Status::Planned) => Self::Planned,
            (Self::Open | Self::Planned | Self::InProgress, Status::InProgress) => Self::InProgress,
            (Self::Open | Self::Planned | Self::InProgress, Status::WorkDone) => Self::WorkDone,
            (state, _) => state,
        }
    }

    /// There is more to do after all.
    pub fn reopen(self) -> Result<Self> {
        match self {
            Self::WorkDone | Self::Closed | Self::Cancelled(_) => Ok(Self::Open),
            other => Err(refuse("not-finished", "only a finished or cancelled job is reopened", &other)),
        }
    }
}

fn refuse(code: &'static str, rule: &str, state: &State) -> Error {
    Error::refused(code, format!("{rule}; this one is {}", state.status().as_str().replace('_', " ")))
}

kernel::word! {
    /// What somebody may do with a job.
    #[schema(as = JobAct)]
    Act {
        /// Open the draft.
        Open = "open",
        /// Put it on hold.
        Hold = "hold",
        /// Resume it.
        Resume = "resume",
        /// Say that the work is done.
        Complete = "complete",
        /// Close it.
        Close = "close",
        /// Cancel it.
        Cancel = "cancel",
        /// Reopen it.
        Reopen = "reopen",
        /// Change its fields.
        Edit = "edit",
        /// Write a note.
        Note = "note",
    }
}

impl Act {
    /// Whether a job that stands at `status` allows it, whoever asks. Agrees with the transitions of [`State`]; a test holds it so.
    pub fn fits(self, status: Status) -> bool {
        let under_way = matches!(status, Status::Open | Status::Planned | Status::InProgress);
        match self {
            Self::Open => status == Status::Draft,
            Self::Hold | Self::Complete => under_way,
            Self::Resume => status == Status::OnHold,
            Self::Close => status == Status::WorkDone,
            Self::Cancel => under_way || matches!(status, Status::Draft | Status::OnHold),
            Self::Reopen => matches!(status, Status::WorkDone | Status::Closed | Status::Cancelled),
            Self::Edit => !matches!(status, Status::Closed | Status::Cancelled),
            Self::Note => true,
        }
    }
}

/// Refuses to change the fields of a job that is finished.
pub fn may_edit(status: Status) -> Result<()> {
    if Act::Edit.fits(status) {
        return Ok(());
    }
    Err(Error::refused("job-finished", "a closed or cancelled job is not changed; reopen it first"))
}

#[cfg(test)]
mod tests;
