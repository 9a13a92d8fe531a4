//! What members of the demo ask for: money they spent, a certificate that waits, leave.

use super::abilities::RARE;
use super::cast::Troupe;
use super::person::{Person, id};
use crate::failure::Failure;
use http::Method;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value, json};

/// A small page that says what was paid.
const RECEIPT: &str = "%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 73>>stream
BT /F 14 Tf 30 150 Td (Return fare, paid) Tj 0 -24 Td (with thanks) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
";

/// One expense is approved, one waits for somebody to look at it, and so does a certificate.
pub(super) async fn make(
    member: &Person,
    administrator: &Person,
    troupe: &Troupe,
    competencies: &[Value],
    today: Date,
) -> Result<(), Failure> {
    for (at, ((what, amount), days)) in troupe.spent.into_iter().zip([6, 2]).enumerate() {
        let kind = if at == 0 { "travel" } else { "other" };
        let day = today.saturating_sub(days.days());
        let body = json!({"kind": kind, "day": day, "description": what, "amount_minor": amount, "currency": "USD"});
        let expense = member.post("/expenses", body).await?;
        let path = format!("/expenses/{}", id(&expense));
        if at == 0 {
            member.hand_in(Method::PUT, &format!("{path}/receipt"), "application/pdf", RECEIPT.into()).await?;
        }
        let submitted = member.act("expenses", &member.get(&path).await?, "submission", None).await?;
        if at == 0 {
            administrator.act("expenses", &submitted, "approval", None).await?;
        }
    }
    let claimed = json!({"competency_id": competencies[RARE]["id"], "valid_from": today.saturating_sub(3.days()), "reference": "C-2291",
        "note": "Passed last week; the card comes by post."});
    member.post("/me/certificates", claimed).await?;
    let from = today.saturating_add(20_i64.days());
    let leave =
        json!({"start": format!("{from}T08:00:00Z"), "end": format!("{}T08:00:00Z", from.saturating_add(7.days())), "kind": "annual"});
    member.post("/leave", leave).await.map(drop)
}
