//! What a secret address or a link lends: a few of its member's rights, for as long as they have them.

use crate::factors::Factor;
use crate::holdings::Standing;
use crate::sessions::{Home, Identity, Person, SessionFacts};
use crate::tokens::rules;
use kernel::{Error, Result, Timestamp, Zone};
use store::door::Listing;

/// What the log names where it would name a session, and from when until when it lends.
pub(crate) struct Loan {
    pub(crate) id: String,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// The member with no more than the rights that are lent.
pub(crate) fn identity(listing: Listing, member: Person, standing: Standing, rights: &[&str], loan: Loan) -> Result<Identity> {
    let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
    let lent: Vec<String> = rights.iter().map(|name| (*name).to_owned()).collect();
    Ok(Identity {
        member,
        organisation: Home { id: listing.id, slug: listing.slug, name: listing.name, zone },
        rights: rules::narrowed(&standing.rights, &lent),
        roles: standing.roles,
        role_words: standing.words,
        session: SessionFacts {
            id: loan.id,
            created_at: loan.created_at,
            expires_at: loan.expires_at,
            idle_millis: i64::MAX,
            factor: Factor::Password,
            proved_at: loan.created_at,
        },
        must: Vec::new(),
        grace_until: None,
        token: None,
    })
}
