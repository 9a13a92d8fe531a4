//! Which roles a member holds, from when to when and for which unit, and what they may do through them.
//!
//! Invariants: nobody hands out, takes away or takes over more than they have themselves, or for longer; nobody widens what they
//! themselves hold; there is always an owner; a role that lets somebody decide about rights is given by two people.

mod end;
mod give;
mod grant;
mod list;
mod rights;
mod role_name;
mod rows;
mod rules;
mod wire;

pub(crate) use end::{end_row, may_end};
pub(crate) use give::{Wanted, check, check_of, insert, lasting, lasting_of, needs_second};
pub use give::{give, may_give};
pub(crate) use rights::told;
pub use rights::{Source, contact_rights, granted, sources, together};
pub use role_name::RoleName;
pub use rows::{Person, all_of, is_last_owner, person, role_names, who_holds};
pub(crate) use rows::{Which, find, is_role, name_of, views, who_may_decide};
pub(crate) use rules::{is_guarded, needed, within};
pub use wire::HoldingView;

use crate::roles::Role;
use crate::state::Access;
use diesel::prelude::*;
use kernel::{CustomerId, Error, MemberId, Result, Rights, Timestamp, UnitId, typed_id};
use store::schema::{holding, member};
use store::{Action, Tx, WriteTx};
use utoipa_axum::router::OpenApiRouter;

typed_id!(
    /// A role held by a member.
    HoldingId, "hld"
);

typed_id!(
    /// A role of the organisation's own.
    RoleId, "rol"
);

/// A role was given.
pub const GRANTED: Action = Action::new("holding.granted", "A member was given a role");
/// A role was taken away.
pub const ENDED: Action = Action::new("holding.ended", "A role that a member held was ended");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[GRANTED, ENDED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(list::list_holdings))
        .routes(crate::route!(grant::grant_role))
        .routes(crate::route!(end::end_holding))
}

/// A role that is held now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The holding.
    pub id: HoldingId,
    /// The role.
    pub role: RoleName,
    /// For which unit, and those below it.
    pub unit: Option<UnitId>,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// Who somebody is, as far as rights are concerned.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Built-in roles; a contact has that one alone.
    pub roles: Vec<Role>,
    /// Every role, by its word or its id.
    pub words: Vec<String>,
    /// What they may do.
    pub rights: Rights,
}

/// What `id` holds now.
pub fn held(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<Held>> {
    let now = tx.now();
    type Row = (HoldingId, String, Option<UnitId>, Option<Timestamp>);
    let rows: Vec<Row> = holding::table
        .filter(holding::member_id.eq(id).and(holding::from_at.le(now)))
        .filter(holding::until_at.is_null().or(holding::until_at.gt(now)))
        .order(holding::id)
        .select((holding::id, holding::role, holding::unit_id, holding::until_at))
        .load(tx.db())?;
    let read = |(id, role, unit, until): Row| Some(Held { id, role: RoleName::parse(&role)?, unit, until });
    Ok(rows.into_iter().filter_map(read).collect())
}

/// What somebody may do now: a contact of `customer`, or a member by what they hold.
pub fn standing(tx: &mut Tx<'_>, id: MemberId, customer: Option<CustomerId>) -> Result<Standing> {
    if let Some(customer) = customer {
        return Ok(Standing {
            roles: vec![Role::Contact],
            words: vec![Role::Contact.as_str().to_owned()],
            rights: contact_rights(customer),
        });
    }
    let held = held(tx, id)?;
    let sources = sources(tx, id, &held)?;
    let words = held.iter().map(|held| held.role.to_string()).collect();
    Ok(Standing { roles: built_in(&held), words, rights: together(&sources) })
}

/// The built-in roles that a member holds now.
pub fn roles_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<Role>> {
    Ok(built_in(&held(tx, id)?))
}

fn built_in(held: &[Held]) -> Vec<Role> {
    let of = |held: &Held| if let RoleName::BuiltIn(role) = held.role { Some(role) } else { None };
    let mut roles: Vec<Role> = held.iter().filter_map(of).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// The customer that somebody belongs to, if they are a contact; nobody of this id is not found.
pub fn customer_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<CustomerId>> {
    let found: Option<Option<CustomerId>> = member::table.find(id).select(member::customer_id).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("member"))
}

/// Refuses when `id` may do something that the actor may not. To be asked before anything is changed by which somebody signs in:
/// whoever can set an address, a password or a factor of another can become that other.
pub fn not_above(tx: &mut Tx<'_>, id: MemberId) -> Result<()> {
    let customer = customer_of(tx, id)?;
    if tx.actor().member() == Some(id) {
        return Ok(());
    }
    let Rights::These(theirs) = standing(tx, id, customer)?.rights else { return Ok(()) };
    // A contact's reach is nobody else's; that somebody sees as much of every customer is enough.
    let beyond = theirs.iter().find(|(permission, reach)| match tx.right(permission) {
        Some(own) => customer.is_none() && !own.covers(reach),
        None => true,
    });
    match beyond {
        Some((permission, _)) => Err(beyond_own(permission)),
        None => Ok(()),
    }
}

/// Whether a member decides about rights, or about what keeps others out. Whoever became them could confirm, as a second person, what
/// they asked for as the first.
pub fn decides(tx: &mut Tx<'_>, id: MemberId) -> Result<bool> {
    let customer = customer_of(tx, id)?;
    Ok(match standing(tx, id, customer)?.rights {
        Rights::All => true,
        Rights::These(theirs) => theirs.iter().any(|(permission, _)| is_guarded(permission)),
    })
}

/// The refusal to hand out, or to take over, a right that the actor has not.
pub(crate) fn beyond_own(permission: &str) -> Error {
    Error::refused("beyond-own-rights", format!("this reaches further than your own rights do: {permission}"))
}

/// Lets a member hold a built-in role from now on, without end and for no unit in particular, and asks nobody: for the operator and
/// for what sets an organisation up. Whoever acts for a member uses [`give`].
pub fn hold(tx: &mut WriteTx<'_>, member: MemberId, role: Role) -> Result<HoldingId> {
    if role == Role::Contact || customer_of(tx, member)?.is_some() {
        return Err(Error::refused("contact-holds-no-role", "a contact's rights come from their customer; no role is given for them"));
    }
    let (id, now) = (HoldingId::new(tx.now(), tx.rng()), tx.now());
    let by = tx.actor().member();
    diesel::insert_into(holding::table)
        .values((
            holding::id.eq(id),
            holding::version.eq(1),
            holding::member_id.eq(member),
            holding::role.eq(role.as_str()),
            holding::from_at.eq(now),
            holding::granted_by.eq(by),
            holding::granted_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Lets a member hold a role from now on because somebody gave it who is not the one acting: who invited them.
pub(crate) fn hold_as(
    tx: &mut WriteTx<'_>,
    member: MemberId,
    role: RoleName,
    unit: Option<UnitId>,
    given_by: MemberId,
) -> Result<HoldingId> {
    let (id, now) = (HoldingId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(holding::table)
        .values((
            holding::id.eq(id),
            holding::version.eq(1),
            holding::member_id.eq(member),
            holding::role.eq(role.to_string()),
            holding::unit_id.eq(unit),
            holding::from_at.eq(now),
            holding::granted_by.eq(Some(given_by)),
            holding::granted_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}
