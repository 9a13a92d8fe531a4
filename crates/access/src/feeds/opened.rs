//! Whose calendar a secret address opens. Nothing is remembered between requests: calendars ask once in a while, and what is shut must
//! be shut at once.

use super::rows::{self, LiveFeed};
use crate::cx::{Cx, RequestFacts};
use crate::edge::{Path, Problem};
use crate::lent::{self, Loan};
use crate::networks;
use crate::permission::all::FeedsUse;
use crate::sessions::{Identity, Person, nobody};
use crate::state::Access;
use crate::tokens::text;
use axum::extract::FromRequestParts;
use http::request::Parts;
use kernel::{Error, Result, UnitId};
use store::Origin;
use store::door::{Listing, Standing};

/// What a feed may do: read a calendar.
const LENT: &[&str] = &["feeds.use", "assignments.read"];

/// A request by the secret address of a feed that counts, from where its maker may come.
pub struct Opened {
    /// The key to what its maker may see of the calendar.
    pub cx: Cx<FeedsUse>,
    /// The unit whose calendar it is; the maker's own where there is none.
    pub unit: Option<UnitId>,
}

impl FromRequestParts<Access> for Opened {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, access: &Access) -> std::result::Result<Self, Problem> {
        let facts = RequestFacts::of(parts);
        let Path(secret) = Path::<String>::from_request_parts(parts, access).await?;
        let found = look(access, secret.strip_suffix(".ics").unwrap_or(&secret)).await?;
        let (identity, unit) = found.ok_or_else(|| Error::not_found("feed"))?;
        networks::admit(access, &identity, &facts).await?;
        let cx = Cx::of_link(access, identity, facts).await?.ok_or_else(|| Error::not_found("feed"))?;
        Ok(Self { cx, unit })
    }
}

async fn look(access: &Access, secret: &str) -> Result<Option<(Identity, Option<UnitId>)>> {
    let Some((home, digest)) = text::read_beginning(text::FEED, secret) else { return Ok(None) };
    for listing in access.0.store.organisations_by_start(home).await? {
        if listing.standing != Standing::Active {
            continue;
        }
        let realm = access.0.store.realm(listing.id).await?;
        if let Some(live) = realm.read(nobody(Origin::default()), move |tx| rows::live(tx, &digest)).await? {
            let unit = live.feed.unit_id;
            return Ok(Some((identity(live, listing)?, unit)));
        }
    }
    Ok(None)
}

fn identity(live: LiveFeed, listing: Listing) -> Result<Identity> {
    let LiveFeed { feed, member_name, email, standing } = live;
    let member = Person { id: feed.member_id, name: member_name, email };
    let loan = Loan { id: feed.id.to_string(), created_at: feed.created_at, expires_at: kernel::Timestamp::MAX };
    lent::identity(listing, member, standing, LENT, loan)
}
