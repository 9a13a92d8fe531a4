//! Lists as CSV files that spreadsheets open without running anything in them.
//!
//! Text goes through [`csv_safe`], numbers keep their sign, every cell is quoted so that no program reads a second cell out of one.
//! Read in pages and streamed: memory stays flat however long the list is.

use super::csv_safe::csv_safe;
use super::reply::Csv;
use axum::body::Body;
use axum::body::Bytes;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use kernel::{Error, Result};
use std::borrow::Cow;
use std::future::Future;

fn cell(text: &str) -> Cow<'_, str> {
    if is_number(text) { Cow::Borrowed(text) } else { csv_safe(text) }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.len() <= 30 && text.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

/// The lines of a sheet.
fn lines<C: AsRef<str>>(rows: &[Vec<C>]) -> Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|text| cell(text.as_ref()).into_owned())).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|_| Error::internal("a CSV line could not be written"))
}

impl Csv {
    /// A file of `header` and the pages that `next` gives, until it gives none. It begins with a byte order mark, without which
    /// spreadsheets take UTF-8 for something else.
    pub fn streamed<S, F, N>(filename: &'static str, header: &[&'static str], start: S, next: F) -> Result<Self>
    where
        S: Send + 'static,
        F: Fn(S) -> N + Send + 'static,
        N: Future<Output = Result<Option<(Vec<Vec<String>>, S)>>> + Send + 'static,
    {
        let mut head = "\u{feff}".as_bytes().to_vec();
        head.extend(lines(&[header.to_vec()])?);
        let stream = futures_util::stream::try_unfold((Some(head), Some(start), next), |(head, state, next)| async move {
            if let Some(head) = head {
                return Ok(Some((Bytes::from(head), (None, state, next))));
            }
            let Some(state) = state else { return Ok(None) };
            match next(state).await? {
                Some((rows, state)) => Ok::<_, Error>(Some((Bytes::from(lines(&rows)?), (None, Some(state), next)))),
                None => Ok(None),
            }
        });
        Ok(Self { filename, body: Body::from_stream(stream) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers_and_formulas_become_text() {
        for number in ["-12.50", "+3", "17"] {
            assert_eq!(cell(number), number);
        }
        for formula in ["-2+3+cmd", "-", "+44 20 7946 0000", "=1", "-1e5"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
    }

    #[test]
    fn a_cell_stays_one_cell() {
        let written = String::from_utf8(lines(&[vec!["a;=1+1", "say \"no\"", "two\nlines"]]).unwrap()).unwrap();
        assert_eq!(written, "\"a;=1+1\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }
}
