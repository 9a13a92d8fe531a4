//! The hours of work and what is promised.

use super::wire::ServiceHours;
use super::{Targets, rows};
use access::edge::{Answer, Versioned};
use access::{Cx, permit};
use std::collections::BTreeSet;

/// Read when the organisation works, and how soon it promises what.
#[utoipa::path(get, path = "/service-hours", operation_id = "getServiceHours", tag = "Service",
    responses((status = 200, body = ServiceHours, description = "Hours, days off and promises")))]
pub async fn get_service_hours(cx: Cx<permit::OrganisationRead>) -> Answer<Versioned<ServiceHours>> {
    let zone = cx.zone().into_string();
    let found = cx.read(rows::settings).await?;
    let nothing = || ServiceHours { version: 0, zone, weekly: Vec::new(), holidays: BTreeSet::new(), targets: Targets::default() };
    Ok(Versioned(found.unwrap_or_else(nothing)))
}
