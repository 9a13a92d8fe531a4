//! Brings the dates of a sample up to these days: lists, charts and lateness then look as in an organisation at work.

use jiff::civil::Date;

/// How dates are written in the samples: digits and the marks between them.
const FORMS: [(&str, &str); 2] = [("0000-00-00", "%Y-%m-%d"), ("00/00/0000", "%m/%d/%Y")];

/// The same text with every date moved by as many days, so that the newest is `newest`.
pub(super) fn brought_up_to(text: &str, newest: Date) -> String {
    let found = dates(text);
    let Some(last) = found.iter().map(|found| found.date).max() else { return text.to_owned() };
    let away = newest - last;
    let mut moved = String::with_capacity(text.len());
    let mut rest = 0;
    for Found { at, date, form } in found {
        moved.push_str(&text[rest..at]);
        moved.push_str(&(date + away).strftime(FORMS[form].1).to_string());
        rest = at + FORMS[form].0.len();
    }
    moved.push_str(&text[rest..]);
    moved
}

struct Found {
    at: usize,
    date: Date,
    form: usize,
}

fn dates(text: &str) -> Vec<Found> {
    let starts = text.char_indices().filter(|(at, first)| first.is_ascii_digit() && !ends_in_digit(&text[..*at]));
    starts.filter_map(|(at, _)| date_at(text, at)).collect()
}

fn ends_in_digit(before: &str) -> bool {
    before.ends_with(|last: char| last.is_ascii_digit())
}

fn date_at(text: &str, at: usize) -> Option<Found> {
    (0..FORMS.len()).find_map(|form| {
        let (shape, written) = FORMS[form];
        let end = at + shape.len();
        let candidate = text.get(at..end)?;
        let fits = candidate.chars().zip(shape.chars()).all(|(is, shape)| if shape == '0' { is.is_ascii_digit() } else { is == shape });
        let alone = !text[end..].starts_with(|next: char| next.is_ascii_digit());
        let date = if fits && alone { Date::strptime(written, candidate).ok()? } else { return None };
        Some(Found { at, date, form })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_between_stay_and_the_newest_is_as_asked() {
        let moved = brought_up_to("2014-12-30,Open\n2015-01-01,14-01540101,\"02/05/2014 12:29:00 PM\"\n", date(2026, 11, 20));
        assert_eq!(moved, "2026-11-18,Open\n2026-11-20,14-01540101,\"12/25/2025 12:29:00 PM\"\n");
    }

    #[test]
    fn what_is_no_date_stays() {
        let text = "12015-01-01 2015-13-40 2015-01-011 99/99/2015 é 5";
        assert_eq!(brought_up_to(text, date(2026, 11, 20)), text);
    }
}
