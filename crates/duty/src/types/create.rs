//! Making a duty type.

use super::wire::{DutyType, NewDutyType};
use super::{CREATED, DutyTypeId, rows};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use store::{Event, Subject};

/// Make a duty type
#[utoipa::path(post, path = "/duty-types", tag = "Duty types", operation_id = "createDutyType", params(OnceHeader), request_body = NewDutyType,
    responses((status = 201, description = "The duty type.", body = DutyType)))]
pub async fn create_duty_type(cx: Cx<permit::DutyTypesWrite>, once: OnceKey, Json(new): Json<NewDutyType>) -> Answer<Created<DutyType>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let (id, name) = (DutyTypeId::new(tx.now(), tx.rng()), new.name.into_string());
            let row = DutyType { id, version: 1, name, counts_towards_minimum: new.counts_towards_minimum, retired: false };
            rows::insert(&mut tx, &row)?;
            let event = Event::new(&CREATED, Subject::new("duty_type", id)).label(row.name.as_str());
            tx.commit(event.first("counts_towards_minimum", &row.counts_towards_minimum), row)
        })
        .await?;
    Ok(Created { row, location: "/api/v1/duty-types".to_owned() })
}
