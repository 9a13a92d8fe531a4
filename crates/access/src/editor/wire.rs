//! Permissions and roles on the wire.

use crate::edge::VersionedRow;
use crate::holdings::{RoleId, RoleName};
use crate::permission::{Registered, permission_named};
use crate::roles::Role;
use kernel::{Line, Scope, Text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use utoipa::ToSchema;

/// A permission by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PermissionName(pub &'static Registered);

impl Serialize for PermissionName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name)
    }
}

impl<'de> Deserialize<'de> for PermissionName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<'de, str>::deserialize(deserializer)?;
        permission_named(&name).map(Self).ok_or_else(|| serde::de::Error::custom("expected a permission such as jobs.read"))
    }
}

impl utoipa::PartialSchema for PermissionName {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .description(Some("The name of a permission."))
            .examples(["jobs.read"])
            .into()
    }
}

impl ToSchema for PermissionName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("PermissionName")
    }
}

/// A permission.
#[derive(Debug, Serialize, ToSchema)]
pub struct PermissionView {
    /// Its name.
    #[schema(example = "jobs.read")]
    name: &'static str,
    /// What it allows.
    #[schema(example = "See jobs.")]
    meaning: &'static str,
    /// What it is about.
    #[schema(example = "jobs")]
    area: &'static str,
    /// How far a role may grant it, narrowest first.
    scopes: Vec<Scope>,
    /// Whether a role that grants it is given by two people.
    guarded: bool,
}

impl PermissionView {
    pub(super) fn of(registered: &'static Registered) -> Self {
        Self {
            name: registered.name,
            meaning: registered.meaning,
            area: registered.area(),
            scopes: registered.scopes().collect(),
            guarded: crate::holdings::is_guarded(registered.name),
        }
    }
}

/// The permissions there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Permissions {
    pub(super) items: Vec<PermissionView>,
}

/// What a role grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleGrantView {
    /// Which permission.
    pub permission: PermissionName,
    /// How far.
    pub scope: Scope,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RoleView {
    /// A built-in role's word, or the id of one of the organisation's own.
    pub id: RoleName,
    /// Whether it is the same in every organisation, and cannot be changed.
    pub built_in: bool,
    /// Its version, for `If-Match`; null for a built-in one.
    pub version: Option<i64>,
    /// Its name.
    #[schema(example = "Shift leader")]
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What it grants.
    pub grants: Vec<RoleGrantView>,
    /// How many members hold it now.
    pub holders: i64,
}

impl RoleView {
    pub(super) fn built_in(role: Role, holders: i64) -> Self {
        let grant =
            |(name, scope)| permission_named(name).map(|permission| RoleGrantView { permission: PermissionName(permission), scope });
        Self {
            id: RoleName::BuiltIn(role),
            built_in: true,
            version: None,
            name: role.name().to_owned(),
            description: role.description().to_owned(),
            grants: role.granted().filter_map(grant).collect(),
            holders,
        }
    }
}

impl VersionedRow for RoleView {
    fn version(&self) -> i64 {
        self.version.unwrap_or(0)
    }
}

/// The roles there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Roles {
    /// Built-in ones first, then the organisation's own by name.
    pub items: Vec<RoleView>,
}

/// A new role.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// Its name; no two roles share one.
    #[schema(value_type = String, max_length = 60, example = "Shift leader")]
    pub name: Line<60>,
    /// What it is for.
    #[serde(default)]
    #[schema(value_type = String, max_length = 300)]
    pub description: Text<300>,
    /// Begin with what this role grants.
    #[serde(default)]
    pub copy_of: Option<RoleName>,
    /// What it grants; instead of what is copied, if both are given.
    #[serde(default)]
    pub grants: Option<Vec<RoleGrantView>>,
}

/// What changes of a role; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleChanges {
    /// Its name.
    #[schema(value_type = Option<String>, max_length = 60)]
    #[serde(default)]
    pub name: Option<Line<60>>,
    /// What it is for.
    #[schema(value_type = Option<String>, max_length = 300)]
    #[serde(default)]
    pub description: Option<Text<300>>,
    /// What it grants from now on, all of it.
    #[serde(default)]
    pub grants: Option<Vec<RoleGrantView>>,
}

/// A role of the organisation's own as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OwnRole {
    pub(super) id: RoleId,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) grants: Vec<RoleGrantView>,
}

impl OwnRole {
    pub(super) fn view(self, holders: i64) -> RoleView {
        let Self { id, version, name, description, grants } = self;
        RoleView { id: RoleName::Own(id), built_in: false, version: Some(version), name, description, grants, holders }
    }
}
