//! Expenses on the wire.

use super::ExpenseId;
use super::rows::{self, ExpenseRow, Named};
use super::rules::{ExpenseAct, ExpenseKind, ExpenseState};
use crate::Day;
use crate::rates::rules::DistanceUnit;
use crate::rates::wire::MoneyAmount;
use access::edge::VersionedRow;
use access::links::{MemberLink, UnitLink};
use kernel::{Cursor, Limit, Line, MemberId, Result, Text, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};

/// An expense.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExpenseView {
    /// Id.
    pub id: ExpenseId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// How people call it.
    #[schema(example = "X-000042")]
    pub number: String,
    /// Whose it is.
    pub member: MemberLink,
    /// The unit in which the member served when they claimed it.
    pub unit: Option<UnitLink>,
    /// What was spent on.
    pub kind: ExpenseKind,
    /// When.
    pub day: Day,
    /// What for.
    #[schema(example = "Train to the carnival and back")]
    pub description: String,
    /// How far, of a mileage.
    pub distance: Option<Distance>,
    /// What one kilometre or mile is worth.
    pub rate: Option<MoneyAmount>,
    /// What it comes to.
    pub amount: Option<MoneyAmount>,
    /// The same for people.
    #[schema(example = "8.50 GBP")]
    pub amount_told: String,
    /// Where it stands.
    pub state: ExpenseState,
    /// When it was submitted.
    pub submitted_at: Option<Timestamp>,
    /// Who decided on it.
    pub decided_by: Option<MemberLink>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// Its receipt, if there is one.
    pub receipt: Option<ExpenseReceipt>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// What you may do with it now.
    pub allowed: Vec<ExpenseAct>,
}

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExpenseDistance)]
pub struct Distance {
    /// In tenths of the unit: 125 is 12.5.
    #[schema(minimum = 1, maximum = 1_000_000, example = 125)]
    pub tenths: i64,
    /// Of what.
    #[schema(example = "mile")]
    pub unit: DistanceUnit,
}

/// A receipt, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExpenseReceipt {
    /// Its media type.
    #[serde(rename = "type")]
    #[schema(example = "application/pdf")]
    pub kind: String,
    /// How large it is.
    #[schema(example = 81920)]
    pub bytes: i64,
}

impl ExpenseView {
    pub(super) fn of(tx: &Tx<'_>, (row, member, unit, decider, receipt, bytes): Named) -> Self {
        let decides = tx.right("expenses.approve").is_some_and(|reach| reach.holds(None, row.unit_id, None, None));
        let may = |act: &ExpenseAct| match act {
            ExpenseAct::Change | ExpenseAct::Submit => tx.right("expenses.claim").is_some(),
            _ => decides,
        };
        let legal = |act: &ExpenseAct| row.claim().after(*act, tx.actor().member()).is_ok();
        let allowed = ExpenseAct::ALL.iter().copied().filter(|act| may(act) && legal(act)).collect();
        let amount = row.amount();
        let money = |minor: Option<i64>| minor.zip(amount).map(|(minor, whole)| MoneyAmount { minor, currency: whole.currency });
        Self {
            id: row.id,
            version: row.version,
            number: row.label(),
            member: MemberLink { id: row.member_id, name: member },
            unit: UnitLink::of(row.unit_id, unit),
            kind: row.kind,
            day: row.day,
            distance: row.distance_tenths.zip(row.distance_unit).map(|(tenths, unit)| Distance { tenths, unit }),
            rate: money(row.rate_minor),
            amount: amount.map(Into::into),
            amount_told: amount.map(|amount| amount.to_string()).unwrap_or_default(),
            state: row.state,
            submitted_at: row.submitted_at,
            decided_by: row.decided_by.zip(decider).map(|(id, name)| MemberLink { id, name }),
            decided_at: row.decided_at,
            reason: row.reason,
            paid_at: row.paid_at,
            receipt: receipt.zip(bytes).map(|(kind, bytes)| ExpenseReceipt { kind, bytes }),
            created_at: row.created_at,
            allowed,
            description: row.description,
        }
    }

    /// The expense as it stands now.
    pub(super) fn now(tx: &mut Tx<'_>, row: &ExpenseRow) -> Result<Self> {
        let named = rows::find(tx, row.id)?;
        Ok(Self::of(tx, named))
    }
}

impl VersionedRow for ExpenseView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Which expenses.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ExpenseQuery {
    /// Of this member.
    #[param(value_type = Option<MemberId>)]
    pub member_id: Option<MemberId>,
    /// Of those who served in this unit or one below it.
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
    /// Standing so.
    pub state: Option<ExpenseState>,
    /// Of this day or later.
    pub from: Option<Day>,
    /// Of this day or earlier.
    pub until: Option<Day>,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// 1 to 200; 50 unless said otherwise.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// What an expense is to be, whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExpense {
    /// What was spent on.
    pub kind: ExpenseKind,
    /// When; no day to come.
    pub day: Day,
    /// What for.
    #[schema(value_type = String, max_length = 200, example = "Train to the carnival and back")]
    pub description: Line<200>,
    /// How far; of a mileage alone, which needs it.
    #[serde(default)]
    pub distance: Option<Distance>,
    /// What one kilometre or mile is worth, in minor units; of a mileage alone, and where the organisation has a rate, that one.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100_000_000, example = 45)]
    pub rate_minor: Option<i64>,
    /// What it cost, in minor units; of a mileage it is worked out.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100_000_000, example = 850)]
    pub amount_minor: Option<i64>,
    /// The currency.
    #[schema(value_type = String, max_length = 3, example = "GBP")]
    pub currency: Line<3>,
}

/// Why an expense is refused.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpenseRefusal {
    /// Told to the claimant.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "The receipt is of another day")]
    pub reason: Text<500>,
}
