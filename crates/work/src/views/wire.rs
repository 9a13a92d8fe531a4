//! Saved views on the wire.

use super::ViewId;
use super::rows::ViewRow;
use kernel::{Line, MemberId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

kernel::word! {
    /// A list that has views.
    ViewedList {
        /// Jobs.
        Jobs = "jobs",
        /// Customers.
        Customers = "customers",
        /// Sites.
        Sites = "sites",
        /// Members.
        Members = "members",
        /// The audit log.
        Audit = "audit",
    }
}

/// A saved view.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Which list.
    pub list: ViewedList,
    /// Its name.
    #[schema(example = "Late and pressing")]
    pub name: String,
    /// The query part of the list's address.
    #[schema(example = "overdue=true&priority=p1,p2")]
    pub query: String,
    /// Whether all see it.
    pub shared: bool,
    /// Whether it is the asker's.
    pub mine: bool,
}

impl View {
    /// As `member` sees it.
    pub(super) fn of(row: ViewRow, member: MemberId) -> Self {
        let mine = row.member_id == member;
        Self { id: row.id, list: row.list, name: row.name, query: row.query, shared: row.shared, mine }
    }
}

/// The views of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Views {
    /// One's own and the shared ones, by name.
    pub items: Vec<View>,
}

/// A new view.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewView {
    /// Which list.
    pub list: ViewedList,
    /// Its name.
    #[schema(value_type = String, max_length = 80, example = "Late and pressing")]
    pub name: Line<80>,
    /// The query part of the list's address.
    #[schema(value_type = String, max_length = 2_000, example = "overdue=true&priority=p1,p2")]
    pub query: kernel::Text<2_000>,
    /// Whether all see it.
    #[serde(default)]
    pub shared: bool,
}

/// Which views.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ViewQuery {
    /// Views of this list.
    #[param(inline)]
    pub list: Option<ViewedList>,
}
