//! What a certificate is on a day, and what may become of it.

use crate::day::CalendarDay;
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Error, MemberId, Result};

/// A certificate that ends within so many days is about to.
pub const SOON_DAYS: i64 = 30;
/// Days before the last one on which holder and supervisor are told; on the day after it once more.
pub const STAGES: [i64; 3] = [SOON_DAYS, 7, -1];

kernel::word! {
    /// What a certificate is.
    CertificateState {
        /// Nobody has vouched for it.
        Pending = "pending",
        /// Counts.
        Valid = "valid",
        /// Counts, and ends within 30 days.
        Expiring = "expiring",
        /// Counts no more: its last day is over.
        Expired = "expired",
        /// Counts no more: it was revoked.
        Revoked = "revoked",
    }
}

/// What a certificate is on this day.
pub fn state(verified: bool, revoked: bool, until: Option<CalendarDay>, today: Date) -> CertificateState {
    match until.map(|until| until.0) {
        _ if revoked => CertificateState::Revoked,
        _ if !verified => CertificateState::Pending,
        Some(until) if until < today => CertificateState::Expired,
        Some(until) if until <= soon(today) => CertificateState::Expiring,
        _ => CertificateState::Valid,
    }
}

/// The last day that is soon.
pub fn soon(today: Date) -> Date {
    today.saturating_add(SOON_DAYS.days())
}

/// The stage that a certificate has reached on this day, if any: days before its end.
pub fn stage(until: Date, today: Date) -> Option<i64> {
    let left = i64::from(today.until(until).map_or(i32::MAX, |span| span.get_days()));
    STAGES.into_iter().filter(|stage| left <= *stage).min()
}

/// Reads a day as it is stored.
pub fn day(text: &str) -> Result<Date> {
    CalendarDay::parse(text).map(|day| day.0).ok_or_else(|| Error::internal("a stored day is none"))
}

/// The last day: as said, or as long as the competency's certificates hold by themselves.
pub fn last_day(from: CalendarDay, until: Option<CalendarDay>, months: Option<i64>) -> Result<Option<CalendarDay>> {
    let by_itself = || {
        let end = from.0.saturating_add(jiff::Span::new().months(i32::try_from(months?).unwrap_or(i32::MAX).min(12_000)));
        end.yesterday().ok().map(CalendarDay)
    };
    match until.or_else(by_itself) {
        Some(until) if until < from => Err(Error::field("valid_until", "before-start", "must not be before the first day")),
        until => Ok(until),
    }
}

/// The level: one of the competency's, or none where it has none.
pub fn level(sent: Option<i64>, levels: &[String]) -> Result<i64> {
    let most = i64::try_from(levels.len()).unwrap_or(i64::MAX);
    match sent {
        None if most == 0 => Ok(0),
        None => Err(Error::field("level", "missing", format!("must be 1 ({}) to {most}", levels.first().map_or("", String::as_str)))),
        Some(_) if most == 0 => Err(Error::field("level", "no-levels", "this competency has no levels")),
        Some(level) if (1..=most).contains(&level) => Ok(level),
        Some(_) => Err(Error::field("level", "out-of-bounds", format!("must be 1 to {most}"))),
    }
}

/// Refuses to vouch for oneself, twice, or for what was revoked.
pub fn check_verify(holder: MemberId, actor: Option<MemberId>, now: CertificateState) -> Result<()> {
    if actor == Some(holder) {
        return Err(Error::refused("oneself", "nobody vouches for themself: somebody else has to verify it"));
    }
    match now {
        CertificateState::Pending => Ok(()),
        CertificateState::Revoked => Err(Error::refused("certificate-revoked", "the certificate was revoked")),
        _ => Err(Error::refused("certificate-verified", "somebody has vouched for it already")),
    }
}

/// Refuses a change of the paper by the holder once somebody vouched for it, and by anybody once it was revoked.
pub fn check_evidence(holder: MemberId, actor: Option<MemberId>, now: CertificateState) -> Result<()> {
    match now {
        CertificateState::Revoked => Err(Error::refused("certificate-revoked", "the certificate was revoked")),
        CertificateState::Pending => Ok(()),
        _ if actor == Some(holder) => {
            Err(Error::refused("certificate-verified", "somebody has vouched for it: its paper is no longer yours to change"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        day(text).unwrap()
    }

    #[test]
    fn a_certificate_holds_through_its_last_day() {
        let today = date("2026-05-03");
        let of = |until: &str| state(true, false, CalendarDay::parse(until), today);
        assert_eq!(of("2026-05-02"), CertificateState::Expired);
        assert_eq!(of("2026-05-03"), CertificateState::Expiring);
        assert_eq!(of("2026-06-02"), CertificateState::Expiring);
        assert_eq!(of("2026-06-03"), CertificateState::Valid);
        assert_eq!(state(true, false, None, today), CertificateState::Valid);
        assert_eq!(state(false, false, CalendarDay::parse("2020-01-01"), today), CertificateState::Pending);
        assert_eq!(state(true, true, None, today), CertificateState::Revoked);
    }

    #[test]
    fn an_end_is_told_in_three_stages() {
        let of = |today: &str| stage(date("2026-05-31"), date(today));
        let told: Vec<_> =
            ["2026-04-30", "2026-05-01", "2026-05-23", "2026-05-24", "2026-05-31", "2026-06-01", "2027-01-01"].map(of).to_vec();
        assert_eq!(told, [None, Some(30), Some(30), Some(7), Some(7), Some(-1), Some(-1)]);
    }

    #[test]
    fn it_holds_as_long_as_said_or_as_its_kind_does() {
        let from = CalendarDay::parse("2026-01-31").unwrap();
        assert_eq!(last_day(from, None, None), Ok(None));
        assert_eq!(last_day(from, None, Some(1)), Ok(CalendarDay::parse("2026-02-27")));
        assert_eq!(last_day(from, None, Some(36)), Ok(CalendarDay::parse("2029-01-30")));
        assert_eq!(last_day(from, CalendarDay::parse("2026-01-31"), Some(36)), Ok(CalendarDay::parse("2026-01-31")));
        assert!(last_day(from, CalendarDay::parse("2026-01-30"), None).is_err());
    }

    #[test]
    fn a_level_is_one_of_the_competencys() {
        let levels = ["Basic".to_owned(), "Leader".to_owned()];
        assert_eq!((level(Some(2), &levels), level(None, &[])), (Ok(2), Ok(0)));
        assert!(level(None, &levels).is_err() && level(Some(0), &levels).is_err() && level(Some(3), &levels).is_err());
        assert!(level(Some(1), &[]).is_err());
    }

    #[test]
    fn nobody_vouches_for_themself() {
        use kernel::{SystemRng, Timestamp};
        let id = || MemberId::new(Timestamp::clamped(1), &SystemRng);
        let (me, other) = (id(), id());
        let code = |actor, now| check_verify(me, Some(actor), now).map_err(|error| error.code());
        assert_eq!(code(other, CertificateState::Pending), Ok(()));
        assert_eq!(code(me, CertificateState::Pending), Err("oneself"));
        assert_eq!(code(other, CertificateState::Valid), Err("certificate-verified"));
        assert_eq!(code(other, CertificateState::Revoked), Err("certificate-revoked"));
        let paper = |actor, now| check_evidence(me, Some(actor), now).is_ok();
        assert!(paper(me, CertificateState::Pending) && !paper(me, CertificateState::Valid) && paper(other, CertificateState::Expired));
        assert!(!paper(other, CertificateState::Revoked));
    }
}
