//! What somebody may do with a visit now, for what a screen offers.

use super::rules::Told;
use super::wire::VisitItem;
use kernel::{UnitId, word};
use store::Tx;

word! {
    /// What somebody may do with a visit.
    VisitAct {
        /// Tell those who go.
        Send = "sent",
        /// Say that it is on the telephone.
        Receive = "received",
        /// Say that one will go.
        Accept = "accepted",
        /// Say that one will not go.
        Decline = "declined",
        /// Set out.
        Travel = "travelling",
        /// Arrive.
        Arrive = "on_site",
        /// Leave for a while.
        Pause = "paused",
        /// Come back.
        Resume = "resumed",
        /// Say that it is done.
        Finish = "done",
        /// Break it off.
        Abort = "aborted",
        /// Take it back.
        Recall = "recalled",
        /// Move it, or change whom it needs.
        Change = "change",
    }
}

impl VisitAct {
    fn told(self) -> Option<Told> {
        Told::from_word(self.as_str())
    }
}

/// What the state and the rights of the asker allow.
pub(super) fn now(tx: &Tx<'_>, visit: &VisitItem, unit: Option<UnitId>) -> Vec<VisitAct> {
    let me = tx.actor().member();
    // Whoever goes made the visit theirs.
    let mine = visit.people.iter().map(|going| going.member.id).find(|id| Some(*id) == me);
    let holds = |permission| tx.right(permission).is_some_and(|reach| reach.holds(me, unit, mine, None));
    let (plans, tells) = (holds("visits.write"), holds("visits.report"));
    let allows = |act: &&VisitAct| match act.told() {
        Some(Told::Sent) => plans && Told::Sent.follows(visit.state),
        Some(told) => tells && told.follows(visit.state),
        None => plans && visit.state.is_live() && (**act == VisitAct::Recall || !visit.state.is_under_way()),
    };
    VisitAct::ALL.iter().filter(allows).copied().collect()
}
