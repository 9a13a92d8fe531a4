//! Rows and queries of invitations.

use super::rules::{Times, state};
use super::wire::{InvitationId, InvitationKind, InvitationState, InvitationView, Named};
use crate::credentials;
use crate::giving::{self, role_name};
use courier::mail::MailId;
use diesel::prelude::*;
use kernel::{CustomerId, Email, Error, MemberId, Result, Timestamp, UnitId};
use std::collections::HashMap;
use store::schema::{invitation, mail, member, unit};
use store::{Tx, WriteTx};
use vault::TokenDigest;

/// The name of a customer is all that invitations want of one.
mod customers {
    diesel::table! {
        customer (id) {
            id -> Text,
            name -> Text,
        }
    }
}
use customers::customer;

/// Most invitations listed: the latest.
const LISTED: i64 = 1_000;
/// Most invitations that wait at one time in an organisation.
const MOST_PENDING: i64 = 2_000;

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Invitation {
    pub(super) id: InvitationId,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: Option<String>,
    pub(super) unit: Option<UnitId>,
    pub(super) customer: Option<CustomerId>,
    pub(super) member: Option<MemberId>,
    pub(super) invited_by: MemberId,
    pub(super) mail: Option<MailId>,
    pub(super) created_at: Timestamp,
    pub(super) times: Times,
}

impl Invitation {
    /// Refuses when whoever vouches for it may not give what it gives.
    pub(super) fn vouched(&self, tx: &mut Tx<'_>, by: MemberId) -> Result<()> {
        match (&self.role, self.member, self.customer) {
            (Some(role), ..) => giving::may_give(tx, by, role, self.unit),
            (None, Some(member), _) => giving::not_above(tx, by, member),
            (None, None, Some(_)) => giving::may_have_contacts(tx, by),
            (None, None, None) => Err(Error::internal("an invitation to nothing")),
        }
    }
}

type Who = (String, String, Option<String>, Option<UnitId>, Option<CustomerId>, Option<MemberId>);
type When = (Timestamp, Timestamp, Option<Timestamp>, Option<Timestamp>);
type Row = (InvitationId, i64, Who, MemberId, Option<MailId>, When);

macro_rules! columns {
    () => {
        (
            invitation::id,
            invitation::version,
            (invitation::name, invitation::email, invitation::role, invitation::unit_id, invitation::customer_id, invitation::member_id),
            invitation::invited_by,
            invitation::mail_id,
            (invitation::created_at, invitation::expires_at, invitation::accepted_at, invitation::revoked_at),
        )
    };
}

fn read(row: Row) -> Invitation {
    let (id, version, (name, email, role, unit, customer, member), invited_by, mail, times) = row;
    let (created_at, expires_at, accepted_at, revoked_at) = times;
    let times = Times { expires_at, accepted_at, revoked_at };
    Invitation { id, version, name, email, role, unit, customer, member, invited_by, mail, created_at, times }
}

/// The latest invitations, newest first.
pub(super) fn all(tx: &mut Tx<'_>, wanted: Option<InvitationState>) -> Result<Vec<InvitationView>> {
    let rows: Vec<Row> =
        invitation::table.order((invitation::created_at.desc(), invitation::id.desc())).limit(LISTED).select(columns!()).load(tx.db())?;
    let mut views = views(tx, rows.into_iter().map(read).collect())?;
    views.retain(|view| wanted.is_none_or(|wanted| view.state == wanted));
    Ok(views)
}

/// One invitation.
pub(super) fn find(tx: &mut Tx<'_>, id: InvitationId) -> Result<Invitation> {
    let row: Option<Row> = invitation::table.filter(invitation::id.eq(id)).select(columns!()).get_result(tx.db()).optional()?;
    row.map(read).ok_or_else(|| Error::not_found("invitation"))
}

/// One invitation as it is shown.
pub(super) fn view(tx: &mut Tx<'_>, id: InvitationId) -> Result<InvitationView> {
    let found = find(tx, id)?;
    views(tx, vec![found])?.pop().ok_or_else(|| Error::not_found("invitation"))
}

/// The pending invitation of this link.
pub(super) fn by_secret(tx: &mut Tx<'_>, digest: &TokenDigest) -> Result<Option<Invitation>> {
    let now = tx.now();
    let row: Option<Row> = invitation::table
        .filter(invitation::token_digest.eq(Some(&digest.as_bytes()[..])))
        .select(columns!())
        .get_result(tx.db())
        .optional()?;
    Ok(row.map(read).filter(|found| state(found.times, now) == InvitationState::Pending))
}

/// Whether an invitation to this address waits already.
pub(super) fn waits_for(tx: &mut Tx<'_>, email: &Email) -> Result<bool> {
    let pending = pending(tx.now());
    let count: i64 = invitation::table.filter(pending.and(invitation::email.eq(email.as_str()))).count().get_result(tx.db())?;
    Ok(count > 0)
}

/// Refuses one more when too many wait.
pub(super) fn room(tx: &mut Tx<'_>) -> Result<()> {
    let pending = pending(tx.now());
    let count: i64 = invitation::table.filter(pending).count().get_result(tx.db())?;
    if count < MOST_PENDING {
        return Ok(());
    }
    Err(Error::refused("too-many-invitations", format!("{MOST_PENDING} invitations wait already: take some back first")))
}

type Pending = diesel::dsl::And<
    diesel::dsl::And<diesel::dsl::IsNull<invitation::accepted_at>, diesel::dsl::IsNull<invitation::revoked_at>>,
    diesel::dsl::Gt<invitation::expires_at, Timestamp>,
>;

fn pending(now: Timestamp) -> Pending {
    invitation::accepted_at.is_null().and(invitation::revoked_at.is_null()).and(invitation::expires_at.gt(now))
}

/// What is written of a new invitation.
pub(super) struct New<'a> {
    pub(super) id: InvitationId,
    pub(super) digest: &'a TokenDigest,
    pub(super) name: &'a str,
    pub(super) email: &'a str,
    pub(super) role: Option<&'a str>,
    pub(super) unit: Option<UnitId>,
    pub(super) customer: Option<CustomerId>,
    pub(super) member: Option<MemberId>,
    pub(super) by: MemberId,
    pub(super) mail: MailId,
    pub(super) expires_at: Timestamp,
}

pub(super) fn insert(tx: &mut WriteTx<'_>, new: &New<'_>) -> Result<()> {
    let now = tx.now();
    diesel::insert_into(invitation::table)
        .values((
            invitation::id.eq(new.id),
            invitation::version.eq(1),
            invitation::token_digest.eq(Some(&new.digest.as_bytes()[..])),
            invitation::name.eq(new.name),
            invitation::email.eq(new.email),
            invitation::role.eq(new.role),
            invitation::unit_id.eq(new.unit),
            invitation::customer_id.eq(new.customer),
            invitation::member_id.eq(new.member),
            invitation::invited_by.eq(new.by),
            invitation::mail_id.eq(Some(new.mail)),
            invitation::created_at.eq(now),
            invitation::expires_at.eq(new.expires_at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Gives it another link; the older one is void.
pub(super) fn renew(tx: &mut WriteTx<'_>, id: InvitationId, digest: &TokenDigest, mail: MailId, expires_at: Timestamp) -> Result<()> {
    diesel::update(invitation::table.find(id))
        .set((
            invitation::token_digest.eq(Some(&digest.as_bytes()[..])),
            invitation::mail_id.eq(Some(mail)),
            invitation::expires_at.eq(expires_at),
            invitation::version.eq(invitation::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// It was accepted by this member: its link is void.
pub(super) fn accepted(tx: &mut WriteTx<'_>, id: InvitationId, member: MemberId) -> Result<()> {
    let now = tx.now();
    diesel::update(invitation::table.find(id))
        .set((
            invitation::token_digest.eq(None::<Vec<u8>>),
            invitation::member_id.eq(Some(member)),
            invitation::accepted_at.eq(Some(now)),
            invitation::version.eq(invitation::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// It is taken back: its link is void, and its mail does not leave any more.
pub(super) fn revoked(tx: &mut WriteTx<'_>, found: &Invitation) -> Result<()> {
    let now = tx.now();
    diesel::update(invitation::table.find(found.id))
        .set((
            invitation::token_digest.eq(None::<Vec<u8>>),
            invitation::revoked_at.eq(Some(now)),
            invitation::version.eq(invitation::version + 1),
        ))
        .execute(tx.db())?;
    found.mail.map_or(Ok(()), |mail| courier::mail::take_back(tx, mail))
}

/// Ends what waits for a member, by id or address.
pub(crate) fn end_of(tx: &mut WriteTx<'_>, id: MemberId, email: &str) -> Result<usize> {
    let whose = invitation::member_id.eq(Some(id)).or(invitation::email.eq(email.to_owned()));
    let open = invitation::accepted_at.is_null().and(invitation::revoked_at.is_null());
    let rows: Vec<Row> = invitation::table.filter(whose.and(open)).select(columns!()).load(tx.db())?;
    end(tx, rows)
}

/// Ends what waits because this member invited: nobody comes in on the word of somebody who was shut out.
pub(crate) fn ended_by(tx: &mut WriteTx<'_>, id: MemberId) -> Result<usize> {
    let open = invitation::accepted_at.is_null().and(invitation::revoked_at.is_null());
    let rows: Vec<Row> = invitation::table.filter(invitation::invited_by.eq(id).and(open)).select(columns!()).load(tx.db())?;
    end(tx, rows)
}

fn end(tx: &mut WriteTx<'_>, rows: Vec<Row>) -> Result<usize> {
    let count = rows.len();
    for found in rows.into_iter().map(read) {
        revoked(tx, &found)?;
    }
    Ok(count)
}

/// The name of a customer, if there is one of this id.
pub(super) fn customer_name(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<String>> {
    Ok(customer::table.filter(customer::id.eq(id)).select(customer::name).get_result(tx.db()).optional()?)
}

/// A member as far as inviting them is concerned.
pub(super) struct Directory {
    pub(super) id: MemberId,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) status: String,
    pub(super) can_sign_in: bool,
    pub(super) customer: Option<CustomerId>,
}

type DirectoryRow = (MemberId, String, String, String, Option<CustomerId>);

/// The member or contact of this id.
pub(super) fn in_directory(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<Directory>> {
    let columns = (member::id, member::name, member::email, member::status, member::customer_id);
    let row: Option<DirectoryRow> = member::table.filter(member::id.eq(id)).select(columns).get_result(tx.db()).optional()?;
    let Some((id, name, email, status, customer)) = row else { return Ok(None) };
    Ok(Some(Directory { id, name, email, status, can_sign_in: credentials::has_way_in(tx, id)?, customer }))
}

/// Whether somebody has this address.
pub(super) fn is_taken(tx: &mut Tx<'_>, email: &Email) -> Result<bool> {
    let count: i64 = member::table.filter(member::email.eq(email.as_str())).count().get_result(tx.db())?;
    Ok(count > 0)
}

fn views(tx: &mut Tx<'_>, rows: Vec<Invitation>) -> Result<Vec<InvitationView>> {
    let now = tx.now();
    let names = Names::of(tx)?;
    rows.into_iter()
        .map(|row| {
            let kind = if row.customer.is_some() { InvitationKind::Contact } else { InvitationKind::Member };
            let named = |id: String, name: Option<&String>| Named { name: name.cloned().unwrap_or_else(|| id.clone()), id };
            let role = row.role.map(|role| role_name(tx, &role).map(|name| Named { id: role, name })).transpose()?;
            Ok(InvitationView {
                id: row.id,
                version: row.version,
                kind,
                name: row.name,
                email: row.email,
                role,
                unit: row.unit.map(|id| named(id.to_string(), names.units.get(&id))),
                customer: row.customer.map(|id| named(id.to_string(), names.customers.get(&id))),
                member_id: row.member,
                invited_by: named(row.invited_by.to_string(), names.inviters.get(&row.invited_by)),
                created_at: row.created_at,
                expires_at: row.times.expires_at,
                sent_at: row.mail.and_then(|mail| names.sent.get(&mail).copied().flatten()),
                state: state(row.times, now),
            })
        })
        .collect()
}

/// What rows name by id alone.
struct Names {
    units: HashMap<UnitId, String>,
    customers: HashMap<CustomerId, String>,
    inviters: HashMap<MemberId, String>,
    sent: HashMap<MailId, Option<Timestamp>>,
}

impl Names {
    fn of(tx: &mut Tx<'_>) -> Result<Self> {
        let units = invitation::table.filter(invitation::unit_id.is_not_null()).select(invitation::unit_id.assume_not_null());
        let units: Vec<(UnitId, String)> = unit::table.filter(unit::id.eq_any(units)).select((unit::id, unit::name)).load(tx.db())?;
        let customers = invitation::table.filter(invitation::customer_id.is_not_null()).select(invitation::customer_id.assume_not_null());
        let asked: Vec<CustomerId> = customers.distinct().load(tx.db())?;
        let mut customers = HashMap::new();
        for id in asked {
            customers.extend(customer_name(tx, id)?.map(|name| (id, name)));
        }
        let inviters = invitation::table.select(invitation::invited_by);
        let inviters: Vec<(MemberId, String)> =
            member::table.filter(member::id.eq_any(inviters)).select((member::id, member::name)).load(tx.db())?;
        let mails = mail::table.filter(mail::kind.eq("invitation")).select((mail::id, mail::sent_at));
        let sent: Vec<(MailId, Option<Timestamp>)> = mails.load(tx.db())?;
        Ok(Self {
            units: units.into_iter().collect(),
            customers,
            inviters: inviters.into_iter().collect(),
            sent: sent.into_iter().collect(),
        })
    }
}
