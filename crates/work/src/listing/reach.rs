//! Narrowing a statement to what the asker may see: of the rows a list is about, and of the rows whose names it shows beside them.
//!
//! No right reaches further than the right to see does: what is asked for is what the right in use and the reading right of the
//! kind both reach.

use super::Statement;
use kernel::{CustomerId, MemberId, Reach, UnitId};
use store::Tx;

/// A kind of row, with the columns that tell whose it is.
#[derive(Debug)]
pub struct Kind {
    reading: &'static str,
    unit: &'static str,
    customer: Option<&'static str>,
    maker: Option<&'static str>,
    /// What a customer sees of its own.
    shown: &'static str,
}

/// Jobs. A draft is nobody's agreement yet: customers see none.
pub const JOB: Kind = Kind {
    reading: "jobs.read",
    unit: "job.unit_id",
    customer: Some("job.customer_id"),
    maker: Some("job.created_by"),
    shown: " AND job.status <> 'draft'",
};

/// Customers.
pub const CUSTOMER: Kind =
    Kind { reading: "customers.read", unit: "customer.unit_id", customer: Some("customer.id"), maker: None, shown: "" };

/// Sites.
pub const SITE: Kind = Kind { reading: "sites.read", unit: "site.unit_id", customer: Some("site.customer_id"), maker: None, shown: "" };

/// Assets: they belong to whom the site belongs where they stand, which statements call `place`.
pub const ASSET: Kind = Kind { reading: "assets.read", unit: "place.unit_id", customer: Some("place.customer_id"), maker: None, shown: "" };

/// Plans of maintenance.
pub const PLAN: Kind = Kind { reading: "maintenance.read", unit: "maintenance_plan.unit_id", customer: None, maker: None, shown: "" };

/// Units.
pub const UNIT: Kind = Kind { reading: "units.read", unit: "unit.id", customer: None, maker: None, shown: "" };

/// What somebody sees of a kind.
#[derive(Debug, Clone)]
pub struct Seen {
    kind: &'static Kind,
    reach: Option<Reach>,
    asker: Option<MemberId>,
}

impl Kind {
    /// The permission to see it.
    pub fn reading(&self) -> &'static str {
        self.reading
    }

    /// What the right in use reaches.
    pub fn reached(&'static self, tx: &Tx<'_>) -> Seen {
        Seen { kind: self, reach: tx.within(self.reading), asker: tx.actor().member() }
    }

    /// What the asker may see, whichever right is in use: for names beside other rows.
    pub fn seen(&'static self, tx: &Tx<'_>) -> Seen {
        Seen { kind: self, reach: tx.right(self.reading), asker: tx.actor().member() }
    }
}

impl Seen {
    /// Whether nothing is kept from the asker.
    pub fn is_whole(&self) -> bool {
        self.reach.as_ref().is_some_and(Reach::is_whole)
    }

    /// The same, as far as another right reaches too.
    #[must_use]
    pub fn narrowed(mut self, by: Option<&Reach>) -> Self {
        self.reach = self.reach.zip(by).and_then(|(reach, by)| reach.narrowed(by));
        self
    }

    /// The customer whose contact asks, if one does.
    pub fn customer(&self) -> Option<CustomerId> {
        match &self.reach {
            Some(Reach::Customer(id)) => Some(*id),
            _ => None,
        }
    }

    /// Whether a row of this unit, maker and customer is among it.
    pub fn holds(&self, unit: Option<UnitId>, maker: Option<MemberId>, customer: Option<CustomerId>) -> bool {
        self.reach.as_ref().is_some_and(|reach| reach.holds(self.asker, unit, maker, customer))
    }

    /// Narrows a statement to it, after other conditions. `aside` keeps the embedded engine from entering an index by it.
    pub fn hold<ST>(&self, statement: &mut Statement<ST>, aside: bool) {
        let beside = |statement: &mut Statement<ST>| {
            if aside {
                statement.aside();
            }
        };
        let Kind { unit, customer, maker, shown, .. } = *self.kind;
        match &self.reach {
            Some(Reach::Organisation) => {}
            Some(Reach::Customer(id)) if customer.is_some() => {
                statement.sql(" AND ");
                beside(statement);
                statement.sql(customer.unwrap_or_default()).sql(" = ").text(id.as_str()).sql(shown);
            }
            Some(Reach::Own) if maker.is_some() => {
                statement.sql(" AND ");
                beside(statement);
                statement.sql(maker.unwrap_or_default()).sql(" = ").text(self.name());
            }
            Some(Reach::Units(units)) => {
                statement.sql(" AND (");
                beside(statement);
                statement.sql(unit).in_units(units);
                if let Some(maker) = maker {
                    statement.sql(" OR ");
                    beside(statement);
                    statement.sql(maker).sql(" = ").text(self.name());
                }
                statement.sql(")");
            }
            _ => {
                statement.sql(" AND 1 = 0");
            }
        }
    }

    fn name(&self) -> String {
        self.asker.map(|id| id.to_string()).unwrap_or_default()
    }
}
