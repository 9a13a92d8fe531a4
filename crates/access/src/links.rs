//! Rows as others name them: an id, and a name to show.

use crate::holdings::RoleName;
use diesel::sql_types::Text;
use kernel::{MemberId, Result, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Statement, Tx};
use utoipa::ToSchema;

/// A member, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MemberLink {
    /// Id.
    pub id: MemberId,
    /// Name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
}

/// A unit, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitLink {
    /// Id.
    pub id: UnitId,
    /// Name.
    #[schema(example = "Station North")]
    pub name: String,
}

impl UnitLink {
    /// The unit of a row, if it has one that the asker may see.
    pub fn of(id: Option<UnitId>, name: Option<String>) -> Option<Self> {
        id.zip(name).map(|(id, name)| Self { id, name })
    }
}

/// A role, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RoleLink {
    /// A built-in role's word, or the id of one of the organisation's own.
    pub id: RoleName,
    /// Name.
    #[schema(example = "Dispatcher")]
    pub name: String,
}

/// The names of these members, in one question however many they are. Whoever is unknown has none.
pub fn names_of_members(tx: &mut Tx<'_>, ids: impl IntoIterator<Item = MemberId>) -> Result<BTreeMap<MemberId, String>> {
    let mut ids: Vec<MemberId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT member.id, member.name FROM member WHERE member.id").in_members(&ids);
    Ok(statement.load::<(MemberId, String)>(tx.db())?.into_iter().collect())
}

/// The names of these units, likewise.
pub fn names_of_units(tx: &mut Tx<'_>, ids: impl IntoIterator<Item = UnitId>) -> Result<BTreeMap<UnitId, String>> {
    let mut ids: Vec<UnitId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT unit.id, unit.name FROM unit WHERE unit.id").in_units(&ids);
    Ok(statement.load::<(UnitId, String)>(tx.db())?.into_iter().collect())
}
