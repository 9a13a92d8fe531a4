//! Whatever is written on a sheet, it is printed, and opens.

use crate::read_back::{entry, jpeg, opened, picture, printed, sheet};
use press::{Body, Column, Entry};
use proptest::prelude::*;

/// Characters that turn text around, hide, stack, or are in no typeface, among ordinary ones.
fn text() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        4 => proptest::char::range(' ', '~'),
        2 => any::<char>(),
        2 => proptest::char::range('\u{590}', '\u{6ff}'),
        1 => proptest::char::range('\u{300}', '\u{36f}'),
        1 => proptest::sample::select(vec![
            '\n', '\t', '\r', '\0', '\u{1b}', '\u{85}', '\u{a0}', '\u{ad}', '\u{34f}', '\u{61c}', '\u{115f}', '\u{180e}', '\u{200b}', '\u{200c}', '\u{200d}',
            '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{20e3}', '\u{fe0f}', '\u{feff}',
            '\u{fffe}', '\u{ffff}', '\u{fffd}', '\u{e000}', '\u{e0001}', '\u{f0000}', '\u{10ffff}', 'ﷺ', 'ﬁ', '👩', '𝔘', 'ﾠ', '가', '\u{1160}', '\u{11a8}',
        ]),
    ];
    proptest::collection::vec(one, 0..60).prop_map(|parts| parts.into_iter().collect())
}

fn body() -> impl Strategy<Value = Body> {
    let columns = proptest::collection::vec((text(), any::<bool>()), 1..10);
    let table = (columns, proptest::collection::vec(proptest::collection::vec(text(), 0..10), 0..20)).prop_map(|(columns, rows)| {
        let columns = columns.into_iter().map(|(head, numbers)| Column { head, numbers }).collect();
        Body::Table { columns, rows }
    });
    let pictures = proptest::collection::vec((text(), 1_u32..300, 1_u32..300), 0..5).prop_map(|taken| {
        let each = |(caption, width, height): (String, u32, u32)| picture((width != height).then(|| jpeg(width, height)), &caption);
        Body::Pictures(taken.into_iter().map(each).collect())
    });
    prop_oneof![text().prop_map(Body::Text), text().prop_map(Body::Missing), table, pictures]
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (text(), proptest::option::of(text()), body());
    proptest::collection::vec(one.prop_map(|(label, hint, body)| Entry { hint, ..entry(&label, body) }), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn it_is_printed_and_opens(entries in entries(), title in text(), fact in text()) {
        let mut whole = sheet(entries);
        whole.title = title;
        whole.facts.push((fact.clone(), fact));
        opened(&printed(&whole));
    }
}
