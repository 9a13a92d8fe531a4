//! A letter's parts as plain text and as HTML. The HTML holds no picture and fetches nothing; its colours are told for light and for
//! dark, and where a mail program turns them by itself they stay readable, for nothing depends on them.

use crate::letter::Written;
use std::fmt::Write as _;

/// A part of a letter.
pub(crate) enum Part {
    /// A paragraph.
    Say(String),
    /// What to press, and where it leads.
    Button(&'static str, String),
    /// Names and values.
    Facts(Vec<(&'static str, String)>),
    /// What matters less, or to few.
    Aside(String),
    /// Lines that are kept to the letter: they are signed.
    Verbatim(String),
}

pub(crate) struct Page<'a> {
    pub(crate) house: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) parts: &'a [Part],
}

/// Longest line of plain text.
const WIDTH: usize = 72;

const STYLE: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}\
body{margin:0;padding:24px;background:#f6f7f9;color:#16181d;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}\
main{max-width:520px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #d9dde3;border-radius:12px}\
h1{margin:0 0 20px;font-size:14px;font-weight:600;color:#565d69}\
p{margin:0 0 16px}\
a.button{display:inline-block;padding:12px 20px;background:#1d4ed8;color:#ffffff;border-radius:8px;text-decoration:none;font-weight:600}\
.link{font-size:13px;word-break:break-all;color:#565d69}\
table{margin:0 0 16px;border-collapse:collapse}\
th{padding:2px 16px 2px 0;text-align:left;font-weight:400;color:#565d69;vertical-align:top}\
td{padding:2px 0}\
.aside{font-size:14px;color:#565d69}\
@media (prefers-color-scheme:dark){\
body{background:#101216;color:#e8eaee}\
main{background:#181b21;border-color:#2e343d}\
h1,th,.link,.aside{color:#a4acb8}\
a.button{background:#8fb4ff;color:#0b1530}\
}";

impl Page<'_> {
    pub(crate) fn write(&self) -> Written {
        Written { subject: self.subject.to_owned(), text: self.text(), html: self.html() }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for part in self.parts {
            match part {
                Part::Say(said) | Part::Aside(said) => text.push_str(&wrapped(said)),
                Part::Button(label, link) => {
                    // Alone on its line, so that every mail program finds where it ends.
                    let _ = writeln!(text, "{label}:\n{link}");
                }
                Part::Facts(facts) => facts.iter().for_each(|(name, value)| {
                    let _ = writeln!(text, "{name}: {value}");
                }),
                Part::Verbatim(lines) => text.push_str(lines),
            }
            text.push('\n');
        }
        let _ = writeln!(text, "-- \n{}, by Muster", self.house);
        text
    }

    fn html(&self) -> String {
        let mut html = String::new();
        let _ = write!(
            html,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
            escaped(self.subject),
            escaped(self.house)
        );
        for part in self.parts {
            html.push_str(&written(part));
        }
        html.push_str("</main>\n</body>\n</html>\n");
        html
    }
}

fn written(part: &Part) -> String {
    match part {
        Part::Say(said) => format!("<p>{}</p>\n", escaped(said)),
        Part::Aside(said) => format!("<p class=\"aside\">{}</p>\n", escaped(said)),
        Part::Verbatim(lines) => {
            format!("<pre style=\"white-space:pre-wrap;word-break:break-all;font-size:13px\">{}</pre>\n", escaped(lines))
        }
        Part::Button(label, link) => {
            let link = escaped(link);
            format!("<p><a class=\"button\" href=\"{link}\">{label}</a></p>\n<p class=\"link\">{link}</p>\n")
        }
        Part::Facts(facts) => {
            let row = |(name, value): &(&str, String)| format!("<tr><th>{name}</th><td>{}</td></tr>\n", escaped(value));
            let rows = facts.iter().map(row).collect::<Vec<_>>().concat();
            format!("<table>\n{rows}</table>\n")
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

fn wrapped(text: &str) -> String {
    let (mut out, mut length) = (String::new(), 0);
    for word in text.split(' ') {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > WIDTH {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += letters;
    }
    out.push('\n');
    out
}
