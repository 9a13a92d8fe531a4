//! Enough understanding of Rust source for the rules: the code without comments and text, and the paths that it names.
//! Not a parser: macros are read as the code they look like, which for rules about names is what is wanted.

/// The source with comments and the contents of literals blanked; lines keep their places.
pub(crate) fn code(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while !rest.is_empty() {
        let blank = opaque(rest);
        // Whole words at a time: the `r` and `b` that open a literal only do so at a word's start.
        let (taken, after) = rest.split_at(if blank > 0 { blank } else { word_or_sign(rest) });
        if blank > 0 {
            code.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            code.push_str(taken);
        }
        rest = after;
    }
    code
}

/// How many bytes the word at the start of `rest` takes, or the one sign.
fn word_or_sign(rest: &str) -> usize {
    match rest.find(|c: char| !c.is_alphanumeric() && c != '_') {
        Some(0) => rest.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
        None => rest.len(),
    }
}

/// The code of the product: everything before the tests at the file's end.
pub(crate) fn product_code(source: &str) -> String {
    let code = code(source);
    let mut before = 0;
    let mut lines = code.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" && lines.peek().is_some_and(|next| next.trim_start().starts_with("mod ")) {
            return code[..before].to_owned();
        }
        before += line.len();
    }
    code
}

/// How many bytes of comment or literal stand at the start of `rest`.
fn opaque(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment(rest);
    }
    let bare = rest.strip_prefix('b').or_else(|| rest.strip_prefix('c')).unwrap_or(rest);
    let prefix = rest.len() - bare.len();
    if let Some(raw) = bare.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let inside = &raw[hashes + 1..];
            let end = inside.find(&close).map_or(inside.len(), |at| at + close.len());
            return prefix + 1 + hashes + 1 + end;
        }
    }
    if bare.starts_with('"') {
        return prefix + quoted(bare, '"');
    }
    if bare.starts_with('\'') && is_character(bare) {
        return prefix + quoted(bare, '\'');
    }
    0
}

/// Whether a quote opens a character rather than a lifetime.
fn is_character(text: &str) -> bool {
    let mut after = text.chars().skip(1);
    match after.next() {
        Some('\\') => true,
        Some(_) => after.next() == Some('\''),
        None => false,
    }
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The paths of two or more names in `code` (see [`code`]) with their line; `use a::{b, c::d}` gives `a::b` and `a::c::d`.
pub(crate) fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut reader = Reader { rest: code, line: 1 };
    while !reader.rest.is_empty() {
        if reader.at_name() { reader.path(String::new(), &mut found) } else { reader.step() }
    }
    found
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl Reader<'_> {
    fn at_name(&self) -> bool {
        self.rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    }

    fn step(&mut self) {
        let mut characters = self.rest.chars();
        if characters.next() == Some('\n') {
            self.line += 1;
        }
        self.rest = characters.as_str();
    }

    fn space(&mut self) {
        while self.rest.starts_with(char::is_whitespace) {
            self.step();
        }
    }

    fn name(&mut self) -> String {
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (name, after) = self.rest.split_at(end);
        self.rest = after;
        name.to_owned()
    }

    /// Reads one path, or one branch of a tree of them, that continues `prefix`.
    fn path(&mut self, prefix: String, found: &mut Vec<(usize, String)>) {
        let line = self.line;
        let mut path = prefix;
        loop {
            if !path.is_empty() {
                path.push_str("::");
            }
            path.push_str(&self.name());
            match self.rest.strip_prefix("::") {
                Some(after) if after.starts_with(|c: char| c.is_alphanumeric() || c == '_') => self.rest = after,
                Some(after) if after.starts_with('{') => {
                    self.rest = after;
                    return self.tree(&path, found);
                }
                _ => break,
            }
        }
        if path.contains("::") {
            found.push((line, path));
        }
    }

    /// Reads `{…}` behind a prefix.
    fn tree(&mut self, prefix: &str, found: &mut Vec<(usize, String)>) {
        self.step();
        while !self.rest.is_empty() {
            self.space();
            if self.rest.starts_with('}') {
                return self.step();
            }
            if self.at_name() {
                self.path(prefix.to_owned(), found);
            } else {
                self.step();
            }
            self.space();
            if let Some(after) = self.rest.strip_prefix("as ") {
                self.rest = after;
                self.space();
                self.name();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<String> {
        paths(&code(source)).into_iter().map(|(_, path)| path).collect()
    }

    #[test]
    fn comments_and_text_are_not_code() {
        let source = "a /* b /* c */ d */ e // f\n\"g \\\" h\" i r#\"j \" k\"# 'l' b\"m\" '\\'' fn n<'o>(p: &'o str)";
        let code = code(source);
        for gone in ["b", "c", "d", "f", "g", "h", "j", "k", "l", "m"] {
            assert!(!code.split_whitespace().any(|word| word == gone), "{gone} in {code}");
        }
        for kept in ["a ", " e ", " i ", "fn n<'o>(p: &'o str)"] {
            assert!(code.contains(kept), "{kept} not in {code}");
        }
        assert_eq!(code.lines().count(), source.lines().count());
    }

    #[test]
    fn words_that_end_like_prefixes_stay_whole() {
        assert_eq!(code("for b in number { attr(\"x\") }"), "for b in number { attr(   ) }");
        assert_eq!(code("crate::r#type"), "crate::r#type");
    }

    #[test]
    fn trees_are_unfolded() {
        assert_eq!(names("use a::{b, c::{d, e as f}, *};"), ["a::b", "a::c::d", "a::c::e"]);
        assert_eq!(names("use a::b as c;\nlet x = store::door::open::<T>(y);"), ["a::b", "store::door::open"]);
        assert_eq!(names("use a::{self, b};"), ["a::self", "a::b"]);
        assert_eq!(names("match x { A::B { c } => d::e(), }"), ["A::B", "d::e"]);
    }

    #[test]
    fn paths_know_their_line() {
        assert_eq!(paths("x\n\na::b"), [(3, "a::b".to_owned())]);
        assert_eq!(paths("use a::{\n    b,\n    c,\n};"), [(2, "a::b".to_owned()), (3, "a::c".to_owned())]);
    }

    #[test]
    fn tests_are_not_product() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\n";
        assert_eq!(product_code(source).trim(), "fn a() {}");
        assert!(product_code("#[cfg(test)]\nfn helper() {}\nfn c() {}").contains("fn c"));
    }
}
