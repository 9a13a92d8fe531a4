//! Who gets letters of alerts.

use super::rows;
use super::wire::AlertLetters;
use access::edge::{Answer, Versioned};
use access::{Cx, permit};

/// Show who gets a letter when an alert is raised
#[utoipa::path(get, path = "/alerts/letters", tag = "Alerts", operation_id = "showAlertLetters",
    responses((status = 200, description = "Whether letters are sent, and to whom.", body = AlertLetters)))]
pub async fn show_alert_letters(cx: Cx<permit::StreamsRead>) -> Answer<Versioned<AlertLetters>> {
    Ok(Versioned(cx.read(rows::read).await?))
}
