//! Strings that break programs survive an import as they are, or are refused by name.

use crate::world::{World, figures, on_both_engines, sample};
use diesel::prelude::*;
use work::schema::job;

on_both_engines!(naughty_strings_survive);

const MAPPING: &str = r#"
name = "Naughty"
encoding = "utf-8"
separator = ","
zone = "UTC"
source = "naughty"
[fields]
reference = { column = "id" }
title = { value = "A string" }
description = { column = "text", trim = false }
"#;

async fn naughty_strings_survive(world: World) {
    let strings: Vec<String> = serde_json::from_str(&std::fs::read_to_string(sample("naughty-strings.json")).unwrap()).unwrap();
    let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let lines: Vec<String> = strings.iter().enumerate().map(|(id, text)| format!("{id},{}\n", quoted(text))).collect();
    let report = world.import_text(format!("id,text\n{}", lines.concat()), MAPPING, false).await.unwrap();
    let (rows, added, _, refused) = figures(&report);
    assert_eq!((rows, added + refused), (i64::try_from(strings.len()).unwrap(), rows));
    for (_, reason) in world.refusals(report.id).await {
        assert!(["must not contain control characters", "contains a NUL byte"].contains(&reason.as_str()), "{reason}");
    }
    let found: Vec<(Option<String>, String)> =
        world.read(|tx| Ok(job::table.select((job::source_reference, job::description)).load(tx.db())?)).await;
    assert!(added > 480, "{added}");
    for (id, description) in found {
        let sent = &strings[id.unwrap().parse::<usize>().unwrap()];
        let wanted = if sent.trim().is_empty() || sent.trim() == "NA" { "" } else { sent.trim_end() };
        assert_eq!(description, wanted.replace("\r\n", "\n").replace('\r', "\n"));
    }
}
