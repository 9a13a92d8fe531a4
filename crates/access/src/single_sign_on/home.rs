//! The organisation somebody signs in to by single sign-on: open, and what it decided.

use super::rows;
use super::rules::{Mode, Settings};
use crate::sessions::nobody;
use crate::state::Access;
use kernel::{Error, OrganisationId, Result, Slug};
use openidconnect::RedirectUrl;
use std::sync::Arc;
use store::Origin;
use store::door::{Listing, Realm, Standing};

/// An organisation that offers single sign-on.
pub(super) struct Offering {
    pub(super) listing: Listing,
    pub(super) realm: Arc<Realm>,
    pub(super) settings: Settings,
}

impl Offering {
    /// The one with this short name. There is one answer for a name that is none, an organisation that is not open, and one that
    /// does not offer it.
    pub(super) async fn named(access: &Access, slug: &str) -> Result<Self> {
        let slug = Slug::parse(slug).map_err(|_| not_offered())?;
        let listing = access.0.store.organisation_by_slug(slug).await?;
        Self::open(access, listing).await?.ok_or_else(not_offered)
    }

    /// The one with this id.
    pub(super) async fn of(access: &Access, id: OrganisationId) -> Result<Option<Self>> {
        let listing = access.0.store.organisation(id).await?;
        Self::open(access, listing).await
    }

    async fn open(access: &Access, listing: Option<Listing>) -> Result<Option<Self>> {
        let Some(listing) = listing.filter(|listing| listing.standing == Standing::Active) else { return Ok(None) };
        let realm = access.0.store.realm(listing.id).await?;
        let settings = realm.read(nobody(Origin::default()), rows::settings).await?;
        Ok((settings.mode != Mode::Off).then_some(Self { listing, realm, settings }))
    }

    /// Its issuer.
    pub(super) fn issuer(&self) -> &str {
        self.settings.issuer.as_deref().unwrap_or_default()
    }

    /// Where its provider sends people back to.
    pub(super) fn redirect(&self, access: &Access) -> Result<RedirectUrl> {
        RedirectUrl::new(redirect_uri(access, self.listing.id)).map_err(Error::internal)
    }
}

/// Where an organisation's provider sends people back to: a place of its own for each organisation, so that what was meant for one is not
/// brought to another.
pub(super) fn redirect_uri(access: &Access, organisation: OrganisationId) -> String {
    format!("{}/api/v1/session/single-sign-on/return/{organisation}", access.0.outside.site)
}

/// What is told where single sign-on is not offered, whyever.
pub(super) fn not_offered() -> Error {
    Error::Void { code: "single-sign-on-not-offered", message: "There is no single sign-on here." }
}
