//! Opening what a command works on: the store, one organisation.

use crate::failure::Failure;
use crate::root_key;
use crate::settings::Settings;
use kernel::{Actor, Clock, Slug, SystemClock, SystemRng};
use std::os::unix::fs::DirBuilderExt as _;
use std::sync::Arc;
use store::Origin;
use store::door::{Authority, Config, Engine, Listing, Realm, Store};

/// Opens the store, making the data folder at the first start.
pub(crate) async fn open(settings: &Settings) -> Result<Arc<Store>, Failure> {
    open_by(settings, Arc::new(SystemClock)).await
}

/// The same by another clock than the machine's.
pub(crate) async fn open_by(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Arc<Store>, Failure> {
    let failed = |error: std::io::Error| Failure::failed(format!("{}: {error}", settings.data.display()));
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&settings.data).map_err(failed)?;
    let key = root_key::open(settings)?;
    let config = Config {
        engine: match &settings.postgres_url {
            Some(url) => Engine::Postgres { url: url.expose().to_owned(), connections: settings.postgres_connections.get() },
            None => Engine::Embedded,
        },
        data_dir: settings.data.clone(),
        host: settings.hosts.first().cloned().unwrap_or_else(|| "localhost".to_owned()),
        open_organisations: settings.open_organisations.get(),
        readers: settings.readers.get(),
    };
    let opened = tokio::task::spawn_blocking(move || Store::open(config, key.into(), clock, Arc::new(SystemRng))).await;
    Ok(opened.map_err(|_| Failure::failed("opening the store panicked"))??)
}

/// Whoever runs the server, at its command line.
pub(crate) fn operator() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

/// The organisation of this short name.
pub(crate) async fn organisation(store: &Arc<Store>, slug: &Slug) -> Result<(Listing, Arc<Realm>), Failure> {
    let listing = store.organisation_by_slug(slug.clone()).await?;
    let listing = listing.ok_or_else(|| Failure::failed(format!("there is no organisation {slug}")))?;
    let realm = store.realm(listing.id).await?;
    Ok((listing, realm))
}
