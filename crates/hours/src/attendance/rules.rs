//! What was said, taken together: who was there from when to when.

use super::AttendanceId;
use kernel::{Error, Result, Span, Timestamp};

kernel::word! {
    /// What was said.
    AttendanceKind {
        /// Somebody begins.
        On = "on",
        /// Somebody stops.
        Off = "off",
        /// Somebody did not come; whatever was said before counts no more.
        Absent = "absent",
    }
}

kernel::word! {
    /// By which way it was said.
    AttendanceWay {
        /// The member, by themself.
        Own = "self",
        /// The member, with the code that was shown.
        Code = "code",
        /// Whoever led the session, on their list.
        List = "list",
    }
}

/// Later than this, or earlier than now by this, it is late and needs a reason, in milliseconds.
pub const PROMPT: i64 = 5 * 60 * 1_000;
/// How far a device's clock may be ahead.
const AHEAD: i64 = 2 * 60 * 1_000;
/// How long before an assignment and after it one may have been there.
const AROUND: i64 = 24 * 60 * 60 * 1_000;
/// Most that is said about one assignment.
const MOST: usize = 500;

/// Something that was said, as far as rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Which.
    pub id: AttendanceId,
    /// In which order it was heard.
    pub seq: i64,
    /// What.
    pub kind: AttendanceKind,
    /// For when.
    pub at: Timestamp,
    /// In whose place it stands.
    pub corrects: Option<AttendanceId>,
}

/// Where somebody stands after all that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was said.
    Nothing,
    /// There since.
    On(Timestamp),
    /// Gone again.
    Off,
    /// Did not come.
    Absent,
}

/// What still counts, in the order of time: neither corrected nor said before an absence.
pub fn counting(said: &[Said]) -> Vec<Said> {
    let corrected = |id: AttendanceId| said.iter().any(|other| other.corrects == Some(id));
    let absent = said.iter().filter(|one| one.kind == AttendanceKind::Absent && !corrected(one.id)).map(|one| one.seq).max().unwrap_or(0);
    let mut counts: Vec<Said> = said.iter().copied().filter(|one| one.seq > absent && !corrected(one.id)).collect();
    counts.sort_by_key(|one| (one.at, one.seq));
    counts
}

/// From when to when somebody was there, and where they stand now. Refuses what is not on, off, on, off, with the instants in order.
pub fn standing(said: &[Said]) -> Result<(Vec<Span>, Standing)> {
    let (mut spans, mut on) = (Vec::new(), None);
    let counts = counting(said);
    for one in &counts {
        match (one.kind, on) {
            (AttendanceKind::On, None) => on = Some(one.at),
            (AttendanceKind::Off, Some(since)) => {
                let span = Span::new(since, one.at);
                spans.push(span.map_err(|_| Error::refused("no-time-between", "between booking on and off there must be some time"))?);
                on = None;
            }
            (AttendanceKind::On, Some(_)) => {
                return Err(Error::refused("already-on", "booked on already: book off first, or correct what was said"));
            }
            (AttendanceKind::Off, None) => {
                return Err(Error::refused("not-on", "not booked on at that time: say first since when, with a reason"));
            }
            (AttendanceKind::Absent, _) => {}
        }
    }
    if spans.windows(2).any(|pair| pair[1].start() < pair[0].end()) {
        return Err(Error::refused("already-on", "was there at that time already"));
    }
    let standing = match (on, counts.is_empty(), said.is_empty()) {
        (Some(since), ..) => Standing::On(since),
        (None, true, true) => Standing::Nothing,
        (None, true, false) => Standing::Absent,
        _ => Standing::Off,
    };
    Ok((spans, standing))
}

/// Refuses something that cannot be said after what was said: about the wrong time, late without a reason, or out of order.
pub fn check(said: &[Said], new: Said, of: Span, now: Timestamp, has_reason: bool) -> Result<()> {
    if said.len() >= MOST {
        return Err(Error::refused("too-much-said", format!("about one assignment at most {MOST} things are said")));
    }
    if new.at > now.plus_millis(AHEAD) {
        return Err(Error::field("at", "in-the-future", "must not be in the future"));
    }
    if new.at < of.start().plus_millis(-AROUND) || new.at > of.end().plus_millis(AROUND) {
        return Err(Error::field("at", "beside-the-assignment", "must be within a day of the assignment"));
    }
    if let Some(id) = new.corrects {
        let fits = counting(said).iter().any(|one| one.id == id && one.kind == new.kind);
        if !fits {
            return Err(Error::field("corrects", "unknown", "there is nothing of this kind under that id that still counts"));
        }
    }
    let late = new.corrects.is_some() || now.millis() - new.at.millis() > PROMPT;
    if late && !has_reason {
        return Err(Error::field("late_reason", "missing", "say why it is late or put right"));
    }
    let all: Vec<Said> = said.iter().copied().chain([new]).collect();
    standing(&all).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRng;
    use proptest::prelude::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::clamped(1_795_000_000_000).plus_millis(minute * 60_000)
    }

    fn said(seq: i64, kind: AttendanceKind, minute: i64, corrects: Option<AttendanceId>) -> Said {
        Said { id: AttendanceId::new(at(0), &SystemRng), seq, kind, at: at(minute), corrects }
    }

    fn code(result: Result<()>) -> String {
        match result.unwrap_err() {
            Error::Invalid(faults) => format!("{} {}", faults[0].field, faults[0].code),
            other => other.code().to_owned(),
        }
    }

    fn eight_hours() -> Span {
        Span::new(at(0), at(480)).unwrap()
    }

    #[test]
    fn what_is_late_needs_a_reason_and_what_is_ahead_is_refused() {
        let check = |minute, now, reason| check(&[], said(1, AttendanceKind::On, minute, None), eight_hours(), at(now), reason);
        assert_eq!(check(0, 5, false), Ok(()));
        assert_eq!(code(check(0, 6, false)), "late_reason missing");
        assert_eq!(check(0, 6, true), Ok(()));
        assert_eq!(check(2, 0, false), Ok(()), "a device's clock may be a little ahead");
        assert_eq!(code(check(3, 0, true)), "at in-the-future");
        assert_eq!(code(check(480 + 1_441, 3_000, true)), "at beside-the-assignment");
    }

    #[test]
    fn a_correction_stands_in_the_place_of_what_it_corrects() {
        let on = said(1, AttendanceKind::On, 0, None);
        let off = said(2, AttendanceKind::Off, 400, None);
        let later = said(3, AttendanceKind::Off, 460, Some(off.id));
        assert_eq!(check(&[on, off], later, eight_hours(), at(500), true), Ok(()));
        assert_eq!(code(check(&[on, off], later, eight_hours(), at(460), false)), "late_reason missing");
        let (spans, now) = standing(&[on, off, later]).unwrap();
        assert_eq!((spans, now), (vec![Span::new(at(0), at(460)).unwrap()], Standing::Off));
        let again = said(4, AttendanceKind::Off, 470, Some(off.id));
        assert_eq!(code(check(&[on, off, later], again, eight_hours(), at(500), true)), "corrects unknown", "corrected already");
    }

    #[test]
    fn an_absence_voids_what_was_said_before_it() {
        let all = [said(1, AttendanceKind::On, 0, None), said(2, AttendanceKind::Absent, 60, None)];
        assert_eq!(standing(&all).unwrap(), (Vec::new(), Standing::Absent));
        assert_eq!(standing(&[]).unwrap().1, Standing::Nothing);
        let back = [all[0], all[1], said(3, AttendanceKind::On, 70, None)];
        assert_eq!(standing(&back).unwrap().1, Standing::On(at(70)), "came after all");
    }

    #[test]
    fn off_comes_after_on_and_on_after_off() {
        let on = said(1, AttendanceKind::On, 10, None);
        let refused = |kind, minute| code(check(&[on], said(2, kind, minute, None), eight_hours(), at(100), true));
        assert_eq!(
            [refused(AttendanceKind::On, 20), refused(AttendanceKind::Off, 5), refused(AttendanceKind::Off, 10)],
            ["already-on", "not-on", "no-time-between"]
        );
    }

    proptest! {
        /// Whatever is said, as long as it is let in: who was there is told by spans that come one after the other and never meet
        /// the future, and nothing that was let in is lost from what was said.
        #[test]
        fn no_illegal_move(tries in prop::collection::vec((0..3_usize, 0_i64..600, prop::option::of(0..8_usize)), 1..60)) {
            let mut all: Vec<Said> = Vec::new();
            let mut now = 0;
            for (kind, minute, corrects) in tries {
                now += 7;
                let corrects = corrects.and_then(|index| all.get(index)).map(|one| one.id);
                let new = said(i64::try_from(all.len()).unwrap() + 1, AttendanceKind::ALL[kind], minute.min(now), corrects);
                if check(&all, new, eight_hours(), at(now), true).is_ok() {
                    all.push(new);
                }
                let (spans, standing) = standing(&all).unwrap();
                prop_assert!(spans.iter().all(|span| span.end() <= at(now + 2)));
                prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
                if let Standing::On(since) = standing {
                    prop_assert!(spans.iter().all(|span| span.end() <= since));
                }
            }
        }
    }
}
