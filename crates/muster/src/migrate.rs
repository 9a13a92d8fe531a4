//! `muster migrate`: every database brought up to date.

use crate::failure::Failure;
use crate::home;
use crate::say::Say;
use crate::settings::Settings;
use serde_json::json;

pub(crate) async fn run(settings: &Settings, say: Say) -> Result<(), Failure> {
    let done = match (&settings.postgres_owner_url, &settings.postgres_url) {
        (Some(owner), _) => {
            let (owner, role) = (owner.clone(), settings.postgres_app_role.clone());
            let run = tokio::task::spawn_blocking(move || store::door::migrate_postgres(owner.expose(), &role)).await;
            run.map_err(|_| Failure::failed("the migration panicked"))??
        }
        (None, Some(_)) => return Err(Failure::usage("PostgreSQL is migrated as the owner of its tables: set MUSTER_POSTGRES_OWNER_URL")),
        (None, None) => every_file(settings).await?,
    };
    say.answer(&json!({"done": done}), |_| if done.is_empty() { "Everything is up to date.".into() } else { done.join("\n") });
    Ok(())
}

/// A file is brought up to date by opening it.
async fn every_file(settings: &Settings) -> Result<Vec<String>, Failure> {
    let store = home::open(settings).await?;
    let mut done = Vec::new();
    for listing in store.organisations().await? {
        store.realm(listing.id).await?;
        done.push(format!("{} is up to date", listing.slug));
    }
    store.close().await;
    Ok(done)
}
