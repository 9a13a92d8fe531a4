//! Inviting everybody in a file. Each row is a write of its own: one that is refused leaves the others as they are.

use super::create::{Inviter, invite, invited};
use super::sheet::{Fault, Row, Units, read};
use crate::cx::Cx;
use crate::edge::{Answer, Query};
use crate::permission::all::InvitationsWrite;
use axum::Json;
use axum::body::Bytes;
use http::{HeaderMap, header};
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};

/// What became of a file, row by row.
#[derive(Debug, Default, Serialize, utoipa::ToSchema)]
pub struct BulkReport {
    /// Invited.
    added: usize,
    /// Always none: an invitation is not changed by a file.
    changed: usize,
    /// Invited before, and not yet there.
    unchanged: usize,
    /// Not invited; why, is in the row.
    refused: usize,
    rows: Vec<BulkRow>,
}

/// How the file is taken.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Manner {
    /// Tell what would become of each row, and invite nobody.
    #[serde(default)]
    #[param(example = true)]
    dry_run: bool,
}

/// What became of a row.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct BulkRow {
    /// Its line in the file.
    #[schema(example = 2)]
    line: u64,
    outcome: BulkOutcome,
    /// Whom it names.
    #[schema(example = "Ana Okafor")]
    name: String,
    /// The column that was not accepted.
    #[schema(value_type = Option<String>, example = "email")]
    field: Option<&'static str>,
    /// Why it was not.
    reason: Option<String>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BulkOutcome {
    /// Invited.
    Added,
    /// Invited before.
    Unchanged,
    /// Not invited.
    Refused,
}

/// Invite many
///
/// A CSV file, UTF-8, at most 1 MiB and 1 000 rows, with the columns `name,email` and, where wanted, `role,unit`.
#[utoipa::path(post, path = "/invitations/bulk", tag = "Invitations", operation_id = "inviteMany", params(Manner),
    request_body(content = String, content_type = "text/csv", example = "name,email,role,unit\r\nAna Okafor,ana@example.org,member,North / Station 4\r\n"),
    responses((status = 200, description = "What became of each row.", body = BulkReport)))]
pub async fn invite_many(
    cx: Cx<InvitationsWrite>,
    Query(manner): Query<Manner>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer<Json<BulkReport>> {
    if !headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/csv")) {
        return Err(Error::UnsupportedMediaType { wanted: "text/csv" }.into());
    }
    let by = Inviter::of(&cx);
    let rows = cx.read(move |tx| read(&body, &Units::of(tx)?)).await?;
    let mut report = BulkReport::default();
    for row in rows {
        report.enter(one(&cx, &by, row, manner).await?);
    }
    Ok(Json(report))
}

async fn one(cx: &Cx<InvitationsWrite>, by: &Inviter, row: Row, manner: Manner) -> Result<BulkRow> {
    let told = |outcome, fault: Option<Fault>| {
        let (field, reason) = fault.map_or((None, None), |fault| (fault.field, Some(fault.reason)));
        BulkRow { line: row.line, outcome, name: row.name.clone(), field, reason }
    };
    let asked = match row.read {
        Ok(asked) => asked,
        Err(fault) => return Ok(told(BulkOutcome::Refused, Some(fault))),
    };
    let by = by.clone();
    let done = if manner.dry_run {
        cx.read(move |tx| invited(tx, by.id, &asked).map(drop)).await
    } else {
        cx.write(move |tx| invite(tx, &by, &asked)).await.map(drop)
    };
    Ok(match done {
        Ok(()) => told(BulkOutcome::Added, None),
        Err(Error::Clash { code: "invited-already", message }) => told(BulkOutcome::Unchanged, Some(Fault::new(Some("email"), message))),
        Err(Error::Clash { message, .. }) => told(BulkOutcome::Refused, Some(Fault::new(Some("email"), message))),
        Err(Error::Refused { message, .. }) => told(BulkOutcome::Refused, Some(Fault::new(Some("role"), message))),
        Err(Error::Invalid(faults)) => {
            let reason = faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ");
            told(BulkOutcome::Refused, Some(Fault::new(Some("role"), reason)))
        }
        Err(other) => return Err(other),
    })
}

impl BulkReport {
    fn enter(&mut self, row: BulkRow) {
        match row.outcome {
            BulkOutcome::Added => self.added += 1,
            BulkOutcome::Unchanged => self.unchanged += 1,
            BulkOutcome::Refused => self.refused += 1,
        }
        self.rows.push(row);
    }
}
