//! Inviting somebody.

use super::rows::{self, New};
use super::wire::{InvitationId, InvitationView, NewInvitation};
use super::{INVITATION_CREATED, rules};
use crate::carried::Carried;
use crate::cx::Cx;
use crate::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use crate::giving;
use crate::permission::all::InvitationsWrite;
use courier::mail::{self, Mail, MailId};
use courier::{House, Letter};
use kernel::{CustomerId, Email, Error, MemberId, OrganisationId, Result, Rng, Timestamp, UnitId};
use store::{Committed, Event, Subject, Tx, WriteTx};
use vault::{Token, TokenDigest};

/// Who invites, and in whose name.
#[derive(Debug, Clone)]
pub(super) struct Inviter {
    pub(super) id: MemberId,
    pub(super) name: String,
    pub(super) organisation: OrganisationId,
    pub(super) house: House,
}

impl Inviter {
    pub(super) fn of(cx: &Cx<InvitationsWrite>) -> Self {
        Self { id: cx.member(), name: cx.identity().member.name.clone(), organisation: cx.organisation(), house: cx.house() }
    }

    /// Writes the letter with a new link; tells the link's digest.
    pub(super) fn write(&self, tx: &mut WriteTx<'_>, to: &Invited, expires_at: Timestamp) -> Result<(TokenDigest, MailId)> {
        let rng: &dyn Rng = tx.rng();
        let token = Token::generate(&mut |bytes: &mut [u8]| rng.fill(bytes)).map_err(Error::internal)?;
        let link = Carried::Invitation.link(&self.house.site, self.organisation, &token);
        let letter = Letter::Invitation { by: self.name.clone(), link, expires_at };
        let mail = Mail { member: to.member, name: to.name.clone(), email: to.email.clone(), house: self.house.clone(), letter };
        Ok((token.digest(), mail::put(tx, mail)?))
    }
}

/// Who is invited, once it is seen that they may be.
pub(super) struct Invited {
    pub(super) name: String,
    pub(super) email: Email,
    pub(super) role: Option<String>,
    pub(super) unit: Option<UnitId>,
    pub(super) customer: Option<CustomerId>,
    pub(super) member: Option<MemberId>,
}

/// Invite somebody
///
/// A colleague, who will hold `role`; a contact of a customer, with `customer_id`; or, with `member_id`, somebody who is in the directory
/// and cannot sign in yet. A link goes to their address. Nobody is invited to more than you may do yourself.
#[utoipa::path(post, path = "/invitations", tag = "Invitations", operation_id = "createInvitation", params(OnceHeader),
    request_body = NewInvitation, responses((status = 201, description = "Invited; the mail waits in the outbox.", body = InvitationView)))]
pub async fn create_invitation(
    cx: Cx<InvitationsWrite>,
    once: OnceKey,
    Json(asked): Json<NewInvitation>,
) -> Answer<Created<InvitationView>> {
    let by = Inviter::of(&cx);
    let row = cx.write_once(once.of(&asked)?, move |tx| invite(tx, &by, &asked)).await?;
    let location = format!("/api/v1/invitations/{}", row.id);
    Ok(Created { row, location })
}

/// Invites in one write.
pub(super) fn invite(mut tx: WriteTx<'_>, by: &Inviter, asked: &NewInvitation) -> Result<Committed<InvitationView>> {
    let expires_at = rules::until(asked.days, tx.now())?;
    rows::room(&mut tx)?;
    let invited = invited(&mut tx, by.id, asked)?;
    let (digest, mail) = by.write(&mut tx, &invited, expires_at)?;
    let id = InvitationId::new(tx.now(), tx.rng());
    let new = New {
        id,
        digest: &digest,
        name: &invited.name,
        email: invited.email.as_str(),
        role: invited.role.as_deref(),
        unit: invited.unit,
        customer: invited.customer,
        member: invited.member,
        by: by.id,
        mail,
        expires_at,
    };
    rows::insert(&mut tx, &new)?;
    let event = Event::new(&INVITATION_CREATED, Subject::new("invitation", id))
        .label(invited.name.as_str())
        .first("email", &invited.email)
        .first("role", &invited.role)
        .first("unit", &invited.unit)
        .first("customer", &invited.customer)
        .first("expires_at", &expires_at);
    let event = if let Some(member) = invited.member { event.touching(Subject::new("member", member)) } else { event };
    let view = rows::view(&mut tx, id)?;
    tx.commit(event, view)
}

/// Whom the asker means, if they may be invited.
pub(super) fn invited(tx: &mut Tx<'_>, by: MemberId, asked: &NewInvitation) -> Result<Invited> {
    let invited = match asked.member_id {
        Some(id) => known(tx, by, asked, id)?,
        None => stranger(tx, by, asked)?,
    };
    if rows::waits_for(tx, &invited.email)? {
        let message = format!("an invitation to {} waits already: send that one again", invited.email);
        return Err(Error::Clash { code: "invited-already", message });
    }
    Ok(invited)
}

/// Somebody who is in the directory: their name, address and roles are what they are.
fn known(tx: &mut Tx<'_>, by: MemberId, asked: &NewInvitation, id: MemberId) -> Result<Invited> {
    let found = rows::in_directory(tx, id)?.ok_or_else(|| Error::field("member_id", "unknown", "there is no such member"))?;
    let given = [("role", asked.role.is_some()), ("unit_id", asked.unit_id.is_some()), ("customer_id", asked.customer_id.is_some())];
    if let Some((field, _)) = given.iter().find(|(_, given)| *given) {
        return Err(Error::field(*field, "not-with-member", "a member has roles already: leave this out"));
    }
    if found.can_sign_in {
        return Err(Error::refused("can-sign-in", format!("{} can sign in already", found.name)));
    }
    if found.status != "active" {
        return Err(Error::refused("not-active", format!("{} is not active", found.name)));
    }
    giving::not_above(tx, by, id)?;
    let email = Email::parse(&found.email).map_err(Error::internal)?;
    if asked.email.as_ref().is_some_and(|other| *other != email) {
        return Err(Error::field("email", "not-with-member", "the member has another address"));
    }
    Ok(Invited { name: found.name, email, role: None, unit: None, customer: found.customer, member: Some(found.id) })
}

fn stranger(tx: &mut Tx<'_>, by: MemberId, asked: &NewInvitation) -> Result<Invited> {
    let missing = |field: &str| Error::field(field, "missing", "is needed");
    let name = asked.name.as_ref().ok_or_else(|| missing("name"))?.as_str().to_owned();
    let email = asked.email.clone().ok_or_else(|| missing("email"))?;
    if rows::is_taken(tx, &email)? {
        let message = format!("somebody with the address {email} exists already: invite them by `member_id`");
        return Err(Error::Clash { code: "email-taken", message });
    }
    if let Some(customer) = asked.customer_id {
        if asked.role.is_some() || asked.unit_id.is_some() {
            return Err(Error::field("role", "not-for-contacts", "a contact holds no role and has no unit"));
        }
        rows::customer_name(tx, customer)?.ok_or_else(|| Error::field("customer_id", "unknown", "there is no such customer"))?;
        giving::may_have_contacts(tx, by)?;
        return Ok(Invited { name, email, role: None, unit: None, customer: Some(customer), member: None });
    }
    let role = asked.role.clone().unwrap_or_else(|| "member".to_owned());
    giving::may_give(tx, by, &role, asked.unit_id)?;
    Ok(Invited { name, email, role: Some(role), unit: asked.unit_id, customer: None, member: None })
}
