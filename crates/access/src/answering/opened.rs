//! Whose answer a link carries. Nothing is remembered between requests: what is shut must be shut at once.

use super::rows;
use super::void;
use crate::carried::Carried;
use crate::cx::{Cx, RequestFacts};
use crate::lent::{self, Loan};
use crate::networks;
use crate::permission::all::NoticesUse;
use crate::sessions::{Person, nobody};
use crate::state::Access;
use kernel::Result;
use store::Origin;
use store::door::Standing;
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
        let about = live.about;
        let member = Person { id: live.member, name: live.name, email: live.email };
        let loan = Loan { id: about.clone(), created_at: live.created_at, expires_at: live.expires_at };
        let identity = lent::identity(listing, member, live.standing, LENT, loan)?;
        networks::admit(access, &identity, &facts).await?;
        let cx = Cx::of_link(access, identity, facts).await?.ok_or_else(void)?;
        Ok(Self { cx, about, digest })
    }
}
