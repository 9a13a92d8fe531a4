//! Text within calendars: escaped when written, cut to what a phone shows, folded at 75 bytes.

/// A text's characters, `\` before what has a meaning of its own; control characters other than line ends are left out.
pub(super) fn escaped(text: &str, most: usize) -> String {
    let cut: String =
        if text.chars().count() > most { text.chars().take(most.saturating_sub(1)).chain(['…']).collect() } else { text.to_owned() };
    let mut written = String::with_capacity(cut.len());
    for character in cut.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => written.extend(['\\', character]),
            '\n' | '\r' => written.push_str("\\n"),
            '\t' => written.push(' '),
            control if control.is_control() => {}
            other => written.push(other),
        }
    }
    written
}

/// What [`escaped`] wrote. A `\` before anything else is left out, as readers do.
pub(super) fn unescaped(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => read.push('\n'),
                Some(other) => read.push(other),
                None => {}
            },
            other => read.push(other),
        }
    }
    read
}

/// The texts of a list, cut at commas that are not escaped.
pub(super) fn texts(value: &str) -> Vec<String> {
    let (mut found, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in value.bytes().enumerate() {
        if byte == b',' && !escaped {
            found.push(unescaped(&value[from..at]));
            from = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    found.push(unescaped(&value[from..]));
    found.retain(|text| !text.trim().is_empty());
    found
}

/// Writes one line, in pieces of at most 75 bytes that cut no character.
pub(super) fn fold(line: &str, into: &mut String) {
    let mut rest = line;
    let mut room = 75;
    while rest.len() > room {
        let mut at = room;
        while !rest.is_char_boundary(at) {
            at -= 1;
        }
        let (piece, after) = rest.split_at(at);
        into.push_str(piece);
        into.push_str("\r\n ");
        (rest, room) = (after, 74);
    }
    into.push_str(rest);
    into.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaping_comes_back() {
        let text = "a\\b; c, d\ne \u{1f600}";
        assert_eq!(escaped(text, 99), "a\\\\b\\; c\\, d\\ne \u{1f600}");
        assert_eq!(unescaped(&escaped(text, 99)), text);
        assert_eq!(escaped("a\u{0}b\u{7f}\tc", 99), "ab c");
        assert_eq!(escaped("abcdef", 4), "abc…");
        assert_eq!(texts("a\\,b,c,,d\\\\,e"), ["a,b", "c", "d\\", "e"]);
    }

    #[test]
    fn folded_lines_are_short_and_whole() {
        let line = "é".repeat(200);
        let mut folded = String::new();
        fold(&line, &mut folded);
        assert!(folded.split("\r\n").all(|piece| piece.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }
}
