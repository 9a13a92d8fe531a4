//! To whom signed heads go.

use super::rows;
use super::wire::Publication;
use access::edge::{Answer, Versioned};
use access::{Cx, permit};

/// Show to whom signed heads of the log go
#[utoipa::path(get, path = "/audit/publication", tag = "Audit", operation_id = "showPublication",
    responses((status = 200, description = "How often, to whom, and how far that has come.", body = Publication)))]
pub async fn show_publication(cx: Cx<permit::StreamsRead>) -> Answer<Versioned<Publication>> {
    let whole = cx.also::<permit::StreamsWrite>().is_some();
    let row = cx.read(rows::read).await?;
    Ok(Versioned(Publication::of(&row, whole)))
}
