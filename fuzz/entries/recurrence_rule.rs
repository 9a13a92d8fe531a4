//! Rules from any text: no panic, no end of work; what is read is written and read again as the same.

use calendar::recurrence::{Kind, Recurrence, Rule, Start, Window};
use calendar::wall::zone;

pub(crate) fn run(bytes: &[u8]) {
    let Some(Ok(rule)) = str::from_utf8(bytes).ok().map(Rule::parse) else { return };
    assert_eq!(Rule::parse(&rule.to_string()).as_ref(), Ok(&rule));
    let Some(zone) = zone("Europe/London") else { return };
    let Ok(wall) = "2026-10-25T01:30:00".parse() else { return };
    let start = Start { wall, kind: Kind::Floating, zone };
    let found = Recurrence { start, rules: vec![rule], also: Vec::new(), except: Vec::new() }.expand(Window::whole(50)).occurrences;
    assert!(found.len() <= 50);
    assert!(found.windows(2).all(|two| two[0].instant < two[1].instant));
}
