//! The door to databases: for `access` and the binary. Products never pass it; they are handed a transaction.

mod erasures;
mod keyring;
mod keys;
mod open;
mod organisations;
mod upkeep;
mod visits;
mod witnesses;

pub use crate::bell::Bell;
pub use crate::cosignatures::WitnessStanding;
pub use crate::directory::{
    ACTIONS, LOG_DISPUTED, Listing, NewOrganisation, ORGANISATION_CREATED, ORGANISATION_ERASED, ORGANISATION_ERASURE_ANNOUNCED,
    ORGANISATION_STATUS_CHANGED, ROOT_KEY_ROTATED, SignedHead, Standing,
};
pub use crate::erasures::Tombstone;
pub use crate::idempotency::Once;
pub use crate::pulse::Following;
pub use crate::realm::Realm;
pub use crate::tx::Authority;
pub use keys::{KeyStatus, KeysReport};
pub(crate) use open::system as muster_itself;
pub use open::{Config, Engine, Store};
pub use upkeep::UpkeepReport;
pub use visits::Visit;

/// Makes and changes PostgreSQL's tables as their owner, lays policies, grants the app role its rights. Tells what it ran.
pub fn migrate_postgres(owner_url: &str, app_role: &str) -> kernel::Result<Vec<String>> {
    crate::migrations::bring_up_postgres(owner_url, app_role)
}
