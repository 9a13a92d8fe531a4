//! Whose answer a link carries. Nothing is remembered between requests: what is shut must be shut at once.

use super::rows::{self, LiveLink};
use super::void;
use crate::carried::Carried;
use crate::cx::{Cx, RequestFacts};
use crate::factors::Factor;
use crate::networks;
use crate::permission::all::NoticesUse;
use crate::sessions::{Home, Identity, Person, SessionFacts, nobody};
use crate::state::Access;
use crate::tokens::rules;
use kernel::{Error, Result, Zone};
use store::Origin;
use store::door::{Listing, Standing};
use vault::TokenDigest;

/// What a link may do: answer what its member was told of.
const LENT: &[&str] = &["notices.use"];

/// A link that counts, used from where its member may come.
#[derive(Debug)]
pub struct Answering {
    /// The key to answering as the link's member.
    pub cx: Cx<NoticesUse>,
    /// What is asked.
    pub about: String,
    /// What the link is kept as, to be used up by the answer.
    pub digest: TokenDigest,
}

impl Answering {
    /// Finds whose link this is; one answer for every link that does not work.
    pub async fn by(access: &Access, facts: RequestFacts, token: &str) -> Result<Self> {
        let from = access.link_used_from(&facts)?;
        let (organisation, digest) = Carried::CallOut.read(token).ok_or_else(void)?;
        let listing = access.0.store.organisation(organisation).await?.ok_or_else(void)?;
        if listing.standing != Standing::Active {
            return Err(void());
        }
        let realm = access.0.store.realm(organisation).await?;
        let live = realm.read(nobody(Origin::default()), move |tx| rows::live(tx, &digest)).await?.ok_or_else(void)?;
        access.0.links_by_network.give_back(&from);
        let about = live.about.clone();
        let identity = identity(live, listing)?;
        networks::admit(access, &identity, &facts).await?;
        let cx = Cx::of_link(access, identity, facts).await?.ok_or_else(void)?;
        Ok(Self { cx, about, digest })
    }
}

fn identity(live: LiveLink, listing: Listing) -> Result<Identity> {
    let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
    let lent: Vec<String> = LENT.iter().map(|name| (*name).to_owned()).collect();
    Ok(Identity {
        member: Person { id: live.member, name: live.name, email: live.email },
        organisation: Home { id: listing.id, slug: listing.slug, name: listing.name, zone },
        rights: rules::narrowed(&live.standing.rights, &lent),
        roles: live.standing.roles,
        role_words: live.standing.words,
        // The log names what was asked where it would name a session.
        session: SessionFacts {
            id: live.about,
            created_at: live.created_at,
            expires_at: live.expires_at,
            idle_millis: i64::MAX,
            factor: Factor::Password,
            proved_at: live.created_at,
        },
        must: Vec::new(),
        grace_until: None,
        token: None,
    })
}
