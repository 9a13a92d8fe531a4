//! Changing a field.

use super::rows;
use super::wire::{MemberField, MemberFieldChanges};
use super::{MemberFieldId, UPDATED, rules};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Change a member field
///
/// Its key and its kind stay what they are.
#[utoipa::path(patch, path = "/member-fields/{id}", tag = "Members", operation_id = "updateMemberField",
    params(("id" = MemberFieldId, Path, description = "The field."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = MemberFieldChanges, responses((status = 200, description = "The field as it stands now.", body = MemberField)))]
pub async fn update_member_field(
    cx: Cx<permit::PeopleSetup>,
    Path(id): Path<MemberFieldId>,
    if_match: IfMatch,
    Json(changes): Json<MemberFieldChanges>,
) -> Answer<Versioned<MemberField>> {
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match, changes)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: MemberFieldId, if_match: IfMatch, changes: MemberFieldChanges) -> Result<Committed<MemberField>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || Ok(MemberField::from(before.clone())))?;
    let mut after = before.clone();
    after.label = changes.label.map_or(after.label, Line::into_string);
    after.retired = changes.retired.unwrap_or(after.retired);
    if let Some(choices) = changes.choices {
        after.choices = rules::check_choices(after.kind, &choices)?;
    }
    rows::save(&mut tx, &mut after)?;
    let event = Event::new(&UPDATED, Subject::new("member_field", id))
        .label(after.label.as_str())
        .change("label", &before.label, &after.label)
        .change("choices", &before.choices, &after.choices)
        .change("retired", &before.retired, &after.retired);
    tx.commit(event, MemberField::from(after))
}
