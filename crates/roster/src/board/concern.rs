//! What a record of the log means for a board: nothing, other work, or other people too.
//!
//! Invariant: what is not known to leave the board alone concerns it. A kind of record that nobody thought of here costs a look too many, and
//! never a board that is out of date.

/// Kinds of records, up to their dot, of which nothing stands on a board.
const ELSEWHERE: [&str; 35] = [
    "access_review",
    "alert",
    "alert_letters",
    "announcement",
    "asset",
    "audit",
    "audit_stream",
    "browser",
    "contact",
    "expense",
    "factor",
    "feed",
    "form",
    "form_template",
    "hour_rates",
    "hours",
    "keys",
    "log",
    "log_publication",
    "mail",
    "maintenance_plan",
    "minimum_hours",
    "notice",
    "notice_preferences",
    "passkey",
    "password",
    "password_reset",
    "push_subscription",
    "recovery_codes",
    "reminder",
    "session",
    "sessions",
    "token",
    "view",
    "webhook",
];

/// Kinds of records that change what is to be done and who does it, and nothing about people themselves.
const WORK: [&str; 17] = [
    "assignment",
    "attendance",
    "booking",
    "call_out",
    "customer",
    "duty",
    "duty_type",
    "event",
    "event_session",
    "import",
    "job",
    "job_type",
    "jobs",
    "requirement",
    "site",
    "swap",
    "visit",
];

fn kind(action: &str) -> &str {
    action.split('.').next().unwrap_or(action)
}

/// Whether a board may look otherwise after this.
pub(super) fn board(action: &str) -> bool {
    !ELSEWHERE.contains(&kind(action))
}

/// Whether the members, units or competencies of a board may be others after this.
pub(super) fn people(action: &str) -> bool {
    board(action) && !WORK.contains(&kind(action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_thought_of_is_told() {
        assert!(board("something_new.made") && people("something_new.made"));
    }

    #[test]
    fn a_session_of_an_event_is_work_and_a_session_of_a_browser_is_nothing() {
        assert!(board("event_session.updated") && !people("event_session.updated"));
        assert!(board("attendance.booked") && !people("attendance.booked"), "a board shows who is on duty");
        assert!(!board("session.started") && !people("session.started"));
    }

    #[test]
    fn leave_that_is_approved_changes_people() {
        for action in ["leave.approved", "availability.set", "certificate.verified", "posting.started", "member.left", "unit.moved"] {
            assert!(people(action), "{action}");
        }
    }
}
