//! Whether a row makes a session, and what is odd about it.

use super::{Need, Odd, Programme, Refusal, Remark, Session};
use crate::wall::{Landed, Landing, land};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The longest session: what an assignment may last.
const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);
const LONGEST_NAME: usize = 120;
const LONGEST_PLACE: usize = 200;
const LONGEST_TEXT: usize = 4_000;
const MOST_PLACES: u32 = 10_000;
const MOST_NOTES: usize = 5_000;

/// A row before it is judged.
pub(super) struct Draft {
    pub(super) row: usize,
    pub(super) reference: Option<String>,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) place: String,
    pub(super) zone: TimeZone,
    pub(super) start: DateTime,
    pub(super) end: DateTime,
    pub(super) needs: Vec<Need>,
    pub(super) people: Vec<String>,
}

impl Programme {
    pub(super) fn refuse(&mut self, row: usize, field: &'static str, value: &str, reason: impl Into<String>) {
        if self.refusals.len() < MOST_NOTES {
            self.refusals.push(Refusal { row, field, value: value.chars().take(80).collect(), reason: reason.into() });
        }
    }

    pub(super) fn remark(&mut self, row: usize, what: Odd, says: impl Into<String>) {
        if self.remarks.len() < MOST_NOTES {
            self.remarks.push(Remark { row, what, says: says.into() });
        }
    }

    /// Takes a row, or refuses it; where it is taken, tells which session it is.
    pub(super) fn take(&mut self, draft: Draft) -> Option<usize> {
        let row = draft.row;
        let name = self.cut(row, &draft.name, LONGEST_NAME);
        if name.is_empty() {
            self.refuse(row, "name", "", "has no name");
            return None;
        }
        let (Some(starts), Some(ends)) = (land(draft.start, &draft.zone), land(draft.end, &draft.zone)) else {
            self.refuse(row, "start", &draft.start.to_string(), "lies outside the calendar");
            return None;
        };
        let says = format!("{} – {}", draft.start, draft.end);
        if draft.end < draft.start || ends.instant < starts.instant {
            self.refuse(row, "end", &says, "ends before it begins");
            return None;
        }
        if ends.instant == starts.instant {
            self.refuse(row, "end", &says, "ends when it begins");
            return None;
        }
        if ends.instant.duration_since(starts.instant) > LONGEST {
            self.refuse(row, "end", &says, "is longer than 31 days");
            return None;
        }
        if !draft.needs.iter().all(|need| self.may(need)) {
            return None;
        }
        if draft.start.second() != 0 || draft.end.second() != 0 {
            self.remark(row, Odd::Cut, "seconds are left out where times are kept to the minute");
        }
        self.clocks(row, "begins", draft.start, starts);
        self.clocks(row, "ends", draft.end, ends);
        self.midnight(row, draft.start, draft.end);
        for need in &draft.needs {
            self.booked(need);
        }
        let description = self.cut(row, &draft.description, LONGEST_TEXT);
        let place = self.cut(row, &draft.place, LONGEST_PLACE);
        self.sessions.push(Session {
            row,
            reference: draft.reference,
            name,
            description,
            place,
            zone: draft.zone,
            start: draft.start,
            end: draft.end,
            starts: starts.instant,
            ends: ends.instant,
            needs: draft.needs,
            people: draft.people,
        });
        Some(self.sessions.len() - 1)
    }

    /// Whether a need is one.
    pub(super) fn may(&mut self, need: &Need) -> bool {
        let says = format!("{} – {}", need.least, need.most);
        if need.least > need.most {
            self.refuse(need.row, "places", &says, "needs more than it has places for");
        } else if need.most == 0 || need.most > MOST_PLACES {
            self.refuse(need.row, "places", &says, "has from 1 to 10000 places");
        } else if need.name.trim().is_empty() || need.name.chars().count() > LONGEST_NAME {
            self.refuse(need.row, "role", &need.name, "must say who is needed, in at most 120 characters");
        } else {
            return true;
        }
        false
    }

    /// What is odd about those who signed up. Nobody is turned away here: who planned it may have had reasons.
    pub(super) fn booked(&mut self, need: &Need) {
        let Some(signed_up) = need.signed_up else { return };
        let says = format!("{signed_up} of {} – {} signed up", need.least, need.most);
        if signed_up > need.most {
            self.remark(need.row, Odd::Overbooked, says);
        } else if signed_up < need.least {
            self.remark(need.row, Odd::UnderMinimum, says);
        }
    }

    pub(super) fn midnight(&mut self, row: usize, start: DateTime, end: DateTime) {
        if end.date() > start.date() {
            self.remark(row, Odd::OverMidnight, format!("ends on {end}"));
        }
    }

    fn clocks(&mut self, row: usize, what: &str, wall: DateTime, landed: Landed) {
        match landed.how {
            Landing::Exact => {}
            Landing::Gap { moved } => {
                let minutes = moved.as_mins();
                self.remark(row, Odd::Skipped, format!("{what} at {wall}, which clocks skip: read as {minutes} minutes later"));
            }
            Landing::Fold { .. } => {
                self.remark(row, Odd::ShownTwice, format!("{what} at {wall}, which clocks show twice: read as the first"));
            }
        }
    }

    fn cut(&mut self, row: usize, text: &str, most: usize) -> String {
        let text: String = text.trim().chars().filter(|character| !character.is_control() || *character == '\n').collect();
        if text.chars().count() <= most {
            return text;
        }
        self.remark(row, Odd::Cut, format!("a text is cut to {most} characters"));
        text.chars().take(most).collect()
    }
}
