//! Setting up organisations and changing their standing.

use super::open::{Store, system};
use crate::Connection;
use crate::directory::{self, Listing, NewOrganisation, SignedHead, Standing};
use crate::embedded::{self, Mode};
use crate::migrations::{self, Tables};
use crate::realm::Realm;
use crate::schema::meta;
use crate::tx::Authority;
use diesel::prelude::*;
use kernel::{Error, OrganisationId, Result, Slug};
use std::sync::Arc;
use vault::{LogSeed, MasterKey, OsRandom, WrapContext};

impl Store {
    /// Sets up an organisation: its key, its database, its place in the directory, in this order, so that the directory never
    /// names one that cannot be opened.
    pub async fn create_organisation(self: &Arc<Self>, authority: Authority, new: NewOrganisation) -> Result<Listing> {
        if self.organisation_by_slug(new.slug.clone()).await?.is_some() {
            return Err(Error::Clash { code: "slug-taken", message: format!("an organisation called {} exists already", new.slug) });
        }
        let id = OrganisationId::new(self.clock().now(), &**self.rng());
        let store = Arc::clone(self);
        let wrapped = tokio::task::spawn_blocking(move || store.make_home(id))
            .await
            .map_err(|_| Error::internal("setting up an organisation panicked"))??;
        self.directory
            .write(authority, move |tx| directory::enter(tx, id, &new, &[("master", wrapped.0.clone()), ("log", wrapped.1.clone())]))
            .await
    }

    fn make_home(&self, id: OrganisationId) -> Result<(String, String)> {
        let random = &mut OsRandom;
        let master = MasterKey::generate(id.as_str(), random).map_err(Error::internal)?;
        let log = LogSeed::generate(random).map_err(Error::internal)?;
        if self.is_embedded() {
            let key = master.database_key().map_err(Error::internal)?;
            let mut file = embedded::open(&self.organisation_path(id), &key, Mode::New)?;
            migrations::bring_up(&mut file, Tables::Organisation)?;
            diesel::insert_into(meta::table).values((meta::name.eq("realm"), meta::value.eq(id.as_str()))).execute(&mut file)?;
        } else {
            let realm: Realm = self.realm_with(id, &master, &log)?;
            realm.housekeep(|connection: &mut Connection| {
                diesel::insert_into(meta::table).values((meta::name.eq("realm"), meta::value.eq(id.as_str()))).execute(connection)?;
                Ok(())
            })?;
        }
        let master = master.wrap(&self.roots, &self.keys.id).map_err(Error::internal)?;
        let log = log.wrap(&self.roots, &self.keys.id, WrapContext::OrganisationLog(id.as_str())).map_err(Error::internal)?;
        Ok((master.to_string(), log.to_string()))
    }

    /// Every organisation, by short name.
    pub async fn organisations(self: &Arc<Self>) -> Result<Vec<Listing>> {
        self.directory.read(system(), directory::all).await
    }

    /// One organisation.
    ///
    /// One that is none any more is let go here, wherever it was erased.
    pub async fn organisation(self: &Arc<Self>, id: OrganisationId) -> Result<Option<Listing>> {
        let found = self.directory.read(system(), move |tx| directory::by_id(tx, id)).await?;
        if found.is_none() {
            self.forget(id);
        }
        Ok(found)
    }

    /// The organisations whose id begins like this, four at most: mostly one.
    pub async fn organisations_by_start(self: &Arc<Self>, start: String) -> Result<Vec<Listing>> {
        self.directory.read(system(), move |tx| directory::by_start(tx, &start)).await
    }

    /// One organisation, on a thread that may block.
    pub fn organisation_here(&self, id: OrganisationId) -> Result<Option<Listing>> {
        self.directory.read_here(&system(), |tx| directory::by_id(tx, id))
    }

    /// The organisation with this short name.
    pub async fn organisation_by_slug(self: &Arc<Self>, slug: Slug) -> Result<Option<Listing>> {
        self.directory.read(system(), move |tx| directory::by_slug(tx, &slug)).await
    }

    /// Suspends an organisation or lets it in again. Recorded in the instance's log.
    pub async fn set_standing(self: &Arc<Self>, authority: Authority, id: OrganisationId, standing: Standing) -> Result<Listing> {
        self.directory.write(authority, move |tx| directory::set_standing(tx, id, standing)).await
    }

    /// The latest signed head of a log (`instance`, or an organisation's id).
    pub async fn latest_head(self: &Arc<Self>, log: &str) -> Result<Option<SignedHead>> {
        let log = log.to_owned();
        self.directory.read(system(), move |tx| directory::latest_head(tx, &log)).await
    }

    /// Every signed head of a log, oldest first.
    pub async fn heads(self: &Arc<Self>, log: &str) -> Result<Vec<SignedHead>> {
        let log = log.to_owned();
        self.directory.read(system(), move |tx| directory::heads(tx, &log)).await
    }
}
