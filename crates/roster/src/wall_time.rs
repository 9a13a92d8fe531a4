//! Times of day as people write them: `HH:MM`, from `00:00` to `24:00`, kept as minutes.

/// The minute of the day; `24:00` is the end of it.
pub(crate) fn minute(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<i64>().ok())?;
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
}

/// As it is written.
pub(crate) fn told(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        for minute_of_day in [0, 1, 59, 60, 23 * 60 + 59, 24 * 60] {
            assert_eq!(minute(&told(minute_of_day)), Some(minute_of_day));
        }
        for bad in ["", "9:00", "09:60", "24:01", "25:00", "09-00", "+9:00", "09:0", "009:00", "0 :00"] {
            assert_eq!(minute(bad), None, "{bad}");
        }
    }
}
