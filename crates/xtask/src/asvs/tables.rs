//! What the rows come to: counts for whoever ran the task, and the table of the page.

use super::row::{Row, Status};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Chapters by their number in the standard, named in our words.
const CHAPTERS: [(&str, &str); 6] = [
    ("V6", "Signing in"),
    ("V7", "Sessions"),
    ("V8", "Who may do what"),
    ("V9", "Tokens that speak for themselves"),
    ("V10", "Sign-on by a provider"),
    ("V16", "Security log and failures"),
];

type Counts = BTreeMap<(usize, i64), [usize; 5]>;

fn chapter(row: &Row) -> Option<usize> {
    CHAPTERS.iter().position(|(number, _)| *number == row.chapter())
}

fn counted(rows: &[Row]) -> Counts {
    let mut counts = Counts::new();
    for row in rows {
        if let (Some(chapter), Some(status)) = (chapter(row), Status::ALL.iter().position(|one| *one == row.status)) {
            counts.entry((chapter, row.level)).or_default()[status] += 1;
        }
    }
    counts
}

fn totals(counts: &Counts) -> [usize; 5] {
    counts.values().fold([0; 5], |sum, one| std::array::from_fn(|at| sum[at] + one[at]))
}

/// A line for each chapter and level.
pub(super) fn counts(rows: &[Row]) -> String {
    let counts = counted(rows);
    let line = |name: &str, numbers: [String; 5]| {
        let [met, partial, deviation, na, open] = numbers;
        format!("{name:<42}{met:>6}{partial:>9}{deviation:>11}{na:>5}{open:>6}\n")
    };
    let mut told = line("asvs 5.0", Status::ALL.map(|status| status.word().to_owned()));
    for ((chapter, level), numbers) in &counts {
        let (number, name) = CHAPTERS[*chapter];
        told.push_str(&line(&format!("{number} {name}, level {level}"), numbers.map(|number| number.to_string())));
    }
    told.push_str(&line(&format!("all {}", rows.len()), totals(&counts).map(|number| number.to_string())));
    told.trim_end().to_owned()
}

/// The counts, and then each chapter's requirements.
pub(super) fn page(rows: &[Row]) -> String {
    let counts = counted(rows);
    let mut page = String::from("| chapter | level | met | partial | deviation | not applicable | open |\n|---|---|---|---|---|---|---|\n");
    let cells = |numbers: [usize; 5]| numbers.map(|number| number.to_string()).join(" | ");
    for ((chapter, level), numbers) in &counts {
        let (number, name) = CHAPTERS[*chapter];
        let _ = writeln!(page, "| {number} {name} | {level} | {} |", cells(*numbers));
    }
    let _ = writeln!(page, "| all {} | | {} |", rows.len(), cells(totals(&counts)));
    for (at, (number, name)) in CHAPTERS.iter().enumerate() {
        let mut own = rows.iter().filter(|row| chapter(row) == Some(at)).peekable();
        if own.peek().is_none() {
            continue;
        }
        let _ = write!(
            page,
            "\n## {number} {name}\n\n| id | level | about | status | evidence, and what there is to say |\n|---|---|---|---|---|\n"
        );
        for row in own {
            let told: Vec<String> = row.evidence.iter().map(|evidence| shown(evidence)).chain(said(&row.note)).collect();
            let _ = writeln!(page, "| {} | {} | {} | {} | {} |", row.id, row.level, cell(&row.topic), row.status.word(), told.join("<br>"));
        }
    }
    page
}

/// A note with nothing in it is nothing to show.
fn said(note: &str) -> Option<String> {
    (!note.is_empty()).then(|| cell(note))
}

/// A page as a link from `docs/`, a test as it is named everywhere.
fn shown(evidence: &str) -> String {
    if evidence.contains("::") {
        return format!("`{}`", cell(evidence));
    }
    let target = evidence.strip_prefix("docs/").map_or_else(|| format!("../{evidence}"), str::to_owned);
    format!("[{}]({target})", target.trim_start_matches("../").replace('#', ", "))
}

fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}
