//! Deciding on a further fact to be kept.

use super::rows::{self, FieldRow};
use super::wire::{MemberField, NewMemberField};
use super::{CREATED, MemberFieldId, rules};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::Result;
use store::{Committed, Event, Subject, WriteTx};

/// Make a member field
#[utoipa::path(post, path = "/member-fields", tag = "Members", operation_id = "createMemberField", params(OnceHeader),
    request_body = NewMemberField, responses((status = 201, description = "The field.", body = MemberField)))]
pub async fn create_member_field(
    cx: Cx<permit::PeopleSetup>,
    once: OnceKey,
    Json(new): Json<NewMemberField>,
) -> Answer<Created<MemberField>> {
    let row = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, &new)).await?;
    Ok(Created { row, location: "/api/v1/member-fields".to_owned() })
}

fn carry_out(mut tx: WriteTx<'_>, new: &NewMemberField) -> Result<Committed<MemberField>> {
    rules::check_key(new.key.as_str())?;
    let field = FieldRow {
        id: MemberFieldId::new(tx.now(), tx.rng()),
        version: 1,
        key: new.key.as_str().to_owned(),
        label: new.label.as_str().to_owned(),
        kind: new.kind,
        choices: rules::check_choices(new.kind, &new.choices)?,
        required: new.required,
        retired: false,
    };
    rows::insert(&mut tx, &field)?;
    let event = Event::new(&CREATED, Subject::new("member_field", field.id))
        .label(field.label.as_str())
        .first("key", &field.key)
        .first("kind", &field.kind)
        .first("required", &field.required);
    tx.commit(event, MemberField::from(field))
}
