//! Content lines: unfolded, cut into name, parameters and value.

/// One line of a calendar, its folds undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Its name, in capitals.
    pub name: String,
    /// What is said about its value.
    pub parameters: Vec<Parameter>,
    /// Its value, as it stands there.
    pub value: String,
}

/// A parameter of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, in capitals.
    pub name: String,
    /// Its values, quotes and RFC 6868 marks undone.
    pub values: Vec<String>,
}

impl Property {
    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|parameter| parameter.name == name).and_then(|parameter| parameter.values.first()).map(String::as_str)
    }
}

/// Lines with their numbers, folds undone. Folds may cut a character in two, so that bytes are joined before they become text.
pub(super) fn unfolded(bytes: &[u8]) -> impl Iterator<Item = (usize, String)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // An empty line is none, also in the middle of a fold: old programs wrote CR CR LF.
    let mut raw = raw_lines(bytes).enumerate().filter(|(_, line)| !line.is_empty()).peekable();
    std::iter::from_fn(move || {
        let (at, first) = raw.next()?;
        let mut joined = first.to_vec();
        while let Some((_, next)) = raw.next_if(|(_, next)| matches!(next.first(), Some(b' ' | b'\t'))) {
            joined.extend_from_slice(&next[1..]);
        }
        Some((at + 1, String::from_utf8_lossy(&joined).into_owned()))
    })
}

/// Lines end with CR LF, LF, or CR alone.
fn raw_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let all = rest?;
        let Some(at) = all.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            rest = None;
            return Some(all);
        };
        let (line, ending) = all.split_at(at);
        rest = Some(if ending.starts_with(b"\r\n") { &ending[2..] } else { &ending[1..] });
        Some(line)
    })
}

const MOST_PARAMETERS: usize = 100;

/// Cuts a line; the reason, where it is none.
pub(super) fn property(line: usize, text: &str) -> Result<Property, &'static str> {
    let name_ends = text.find([':', ';']).ok_or("is not a line such as NAME:value")?;
    let name = known_name(&text[..name_ends]).ok_or("begins with what is no name")?;
    let mut rest = &text[name_ends..];
    let mut parameters = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        if parameters.len() == MOST_PARAMETERS {
            return Err("has more than 100 parameters");
        }
        let equals = after.find(['=', ':', ';']).ok_or("has a parameter without a value")?;
        if after.as_bytes()[equals] != b'=' {
            return Err("has a parameter without a value");
        }
        let name = known_name(&after[..equals]).ok_or("has a parameter without a name")?;
        let (values, left) = values(&after[equals + 1..])?;
        parameters.push(Parameter { name, values });
        rest = left;
    }
    let value = rest.strip_prefix(':').ok_or("has no value")?;
    Ok(Property { line, name, parameters, value: value.to_owned() })
}

fn known_name(text: &str) -> Option<String> {
    let text = text.trim();
    let good = !text.is_empty()
        && text.len() <= 100
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    good.then(|| text.to_ascii_uppercase())
}

/// The values of one parameter, and what follows them.
fn values(mut rest: &str) -> Result<(Vec<String>, &str), &'static str> {
    let mut values = Vec::new();
    loop {
        let (value, left) = if let Some(quoted) = rest.trim_start().strip_prefix('"') {
            quoted.split_once('"').ok_or("has a quote that does not end")?
        } else {
            rest.split_at(rest.find([',', ';', ':']).ok_or("has no value")?)
        };
        if values.len() < MOST_PARAMETERS {
            values.push(unmarked(value.trim()));
        }
        match left.trim_start().strip_prefix(',') {
            Some(more) => rest = more,
            None => return Ok((values, left.trim_start())),
        }
    }
}

/// RFC 6868.
fn unmarked(text: &str) -> String {
    if text.contains('^') { text.replace("^n", "\n").replace("^'", "\"").replace("^^", "^") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(usize, String)> {
        unfolded(text).filter(|(_, line)| !line.is_empty()).collect()
    }

    #[test]
    fn folds_are_undone_even_within_a_character() {
        let text = b"A:caf\xC3\r\n \xA9 b\r\n\tc\nB:2\rC:3";
        assert_eq!(lines(text), [(1, "A:café bc".into()), (4, "B:2".into()), (5, "C:3".into())]);
        assert_eq!(lines(b"\xEF\xBB\xBFA:1"), [(1, "A:1".into())]);
        assert_eq!(lines(b"A\r\r\n :1\n"), [(1, "A:1".into())]);
    }

    #[test]
    fn a_line_is_cut_at_the_colon_outside_quotes() {
        let cut = property(7, "attendee;CN=\"Smith; J: x\",b;ROLE=CHAIR:mailto:a@example.org").unwrap();
        assert_eq!((cut.name.as_str(), cut.value.as_str(), cut.line), ("ATTENDEE", "mailto:a@example.org", 7));
        assert_eq!(cut.parameters[0].values, ["Smith; J: x", "b"]);
        assert_eq!(cut.parameter("ROLE"), Some("CHAIR"));
    }

    #[test]
    fn what_is_no_line_says_why() {
        for (text, why) in [
            ("hello", "is not a line such as NAME:value"),
            (":x", "begins with what is no name"),
            ("A;B:x", "has a parameter without a value"),
            ("A;B=\"x:y", "has a quote that does not end"),
            ("A;B=x", "has no value"),
            ("A;=x:y", "has a parameter without a name"),
        ] {
            assert_eq!(property(1, text), Err(why), "{text}");
        }
    }
}
