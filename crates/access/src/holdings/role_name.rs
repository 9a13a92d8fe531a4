//! How a role is named: a built-in one by its word, one of the organisation's own by its id.

use super::RoleId;
use crate::roles::Role;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A role: a built-in one by its word, one of the organisation's own by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleName {
    /// The same in every organisation.
    BuiltIn(Role),
    /// A row.
    Own(RoleId),
}

impl RoleName {
    /// Reads a word or an id; the role of contacts is no role to be named.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().map(Self::BuiltIn).ok().or_else(|| RoleId::parse(text).map(Self::Own).ok())
    }
}

impl fmt::Display for RoleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(role) => f.write_str(role.as_str()),
            Self::Own(id) => f.write_str(id.as_str()),
        }
    }
}

/// What is told of a text that names no role.
const EXPECTED: &str = "expected owner, administrator, dispatcher, member, auditor or an id such as rol_01j9…";

impl std::str::FromStr for RoleName {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or(EXPECTED)
    }
}

impl Serialize for RoleName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RoleName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(EXPECTED))
    }
}

impl utoipa::PartialSchema for RoleName {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .description(Some("A built-in role's word, or the id of one of the organisation's own roles."))
            .examples(["dispatcher"])
            .into()
    }
}

impl utoipa::ToSchema for RoleName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("RoleName")
    }
}
