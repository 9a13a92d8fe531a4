//! One row of `docs/asvs.toml`. Read strictly: a key that is none, a status that is none, a text that is no text are refused.

use toml::{Table, Value};

/// What we say of one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) level: i64,
    /// What it is about, in our own words.
    pub(super) topic: String,
    pub(super) status: Status,
    /// Tests (`path::name`), and pages (`docs/page.md#heading`) where a document is asked for; from the root.
    pub(super) evidence: Vec<String>,
    pub(super) note: String,
}

/// How far a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// Wholly, and proved.
    Met,
    /// In part; the note says what is missing.
    Partial,
    /// Decided otherwise; the note says why, and what is done instead.
    Deviation,
    /// What it is about is not in Muster.
    Na,
    /// Not yet.
    Open,
}

impl Status {
    pub(super) const ALL: [Self; 5] = [Self::Met, Self::Partial, Self::Deviation, Self::Na, Self::Open];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Deviation => "deviation",
            Self::Na => "na",
            Self::Open => "open",
        }
    }
}

impl Row {
    /// The chapter it stands in.
    pub(super) fn chapter(&self) -> &str {
        self.id.split('.').next().unwrap_or_default()
    }
}

/// All rows.
pub(super) fn read(text: &str) -> Result<Vec<Row>, String> {
    let page: Table = text.parse().map_err(|error| format!("cannot be read: {error}"))?;
    if let Some(other) = page.keys().find(|key| *key != "requirement") {
        return Err(format!("`{other}` is no `[[requirement]]`"));
    }
    let rows = page.get("requirement").and_then(Value::as_array).ok_or("holds no `[[requirement]]`")?;
    rows.iter().map(one).collect()
}

fn one(value: &Value) -> Result<Row, String> {
    let row = value.as_table().ok_or("a requirement is no table")?;
    let id = text(row, "id").and_then(|id| id.ok_or_else(|| "a requirement has no id".to_owned()))?;
    let told = |fault: String| format!("{id}: {fault}");
    if let Some(other) = row.keys().find(|key| !["id", "level", "topic", "status", "evidence", "note"].contains(&key.as_str())) {
        return Err(told(format!("`{other}` is no key of a requirement")));
    }
    let status = text(row, "status").map_err(told)?.unwrap_or_default();
    Ok(Row {
        level: row.get("level").and_then(Value::as_integer).ok_or_else(|| told("has no level".to_owned()))?,
        topic: text(row, "topic").map_err(told)?.unwrap_or_default(),
        status: Status::ALL.into_iter().find(|one| one.word() == status).ok_or_else(|| told(format!("`{status}` is no status")))?,
        evidence: evidence(row).map_err(told)?,
        note: text(row, "note").map_err(told)?.unwrap_or_default(),
        id: id.clone(),
    })
}

fn text(row: &Table, key: &str) -> Result<Option<String>, String> {
    let Some(value) = row.get(key) else { return Ok(None) };
    let text = value.as_str().ok_or_else(|| format!("`{key}` is no text"))?;
    Ok(Some(text.trim().to_owned()))
}

fn evidence(row: &Table) -> Result<Vec<String>, String> {
    let Some(value) = row.get("evidence") else { return Ok(Vec::new()) };
    let list = value.as_array().ok_or("`evidence` is no list")?;
    list.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(|| "evidence that is no text".to_owned())).collect()
}
