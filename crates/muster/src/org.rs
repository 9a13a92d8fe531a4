//! `muster org`.

use crate::cli::OrgCommand;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::say::{Say, table};
use crate::settings::Settings;
use kernel::Slug;
use std::io::{BufRead as _, IsTerminal as _};
use std::sync::Arc;
use store::door::{Listing, NewOrganisation, Standing, Store};

pub(crate) async fn run(settings: &Settings, act: OrgCommand, say: Say) -> Result<(), Failure> {
    let store = home::open(settings).await?;
    let done = act_on(&store, act, say).await;
    store.close().await;
    done
}

async fn act_on(store: &Arc<Store>, act: OrgCommand, say: Say) -> Result<(), Failure> {
    match act {
        OrgCommand::Create { slug, name, zone } => {
            let made = store.create_organisation(operator(), NewOrganisation { slug, name, zone }).await?;
            say.answer(&made, |made| format!("Set up {} ({}), {}.", made.slug, made.name, made.id));
        }
        OrgCommand::List => {
            let all = store.organisations().await?;
            say.answer(&all, |all| listed(all));
        }
        OrgCommand::Show { slug } => {
            let (listing, _) = home::organisation(store, &slug).await?;
            say.answer(&listing, |listing| listed(std::slice::from_ref(listing)));
        }
        OrgCommand::Suspend { slug, yes_i_mean } => {
            confirm(slug.as_str(), yes_i_mean.as_ref().map(Slug::as_str), "Its people are shut out at once.")?;
            set(store, &slug, Standing::Suspended, say).await?;
        }
        OrgCommand::Resume { slug } => set(store, &slug, Standing::Active, say).await?,
    }
    Ok(())
}

async fn set(store: &Arc<Store>, slug: &Slug, standing: Standing, say: Say) -> Result<(), Failure> {
    let listing = store.organisation_by_slug(slug.clone()).await?;
    let listing = listing.ok_or_else(|| Failure::failed(format!("there is no organisation {slug}")))?;
    let changed = store.set_standing(operator(), listing.id, standing).await?;
    say.answer(&changed, |changed| format!("{} is {} now.", changed.slug, changed.standing.as_str()));
    Ok(())
}

fn listed(all: &[Listing]) -> String {
    let row = |one: &Listing| {
        [one.slug.clone(), one.standing.as_str().into(), one.zone.clone(), one.created_at.to_string(), one.name.clone(), one.id.to_string()]
    };
    table(["SLUG", "STANDING", "ZONE", "CREATED", "NAME", "ID"], &all.iter().map(row).collect::<Vec<_>>())
}

/// A destructive act is confirmed by naming what it is done to: typed at a terminal, or given as a flag.
pub(crate) fn confirm(name: &str, given: Option<&str>, what: &str) -> Result<(), Failure> {
    let typed = match given {
        Some(given) => given.to_owned(),
        None if !std::io::stdin().is_terminal() => return Err(Failure::usage(format!("{what} Say so with --yes-i-mean {name}"))),
        None => {
            crate::say::warn(&format!("{what} Type {name} to go on:"));
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            line.trim().to_owned()
        }
    };
    if typed == name { Ok(()) } else { Err(Failure::usage(format!("{typed:?} is not {name:?}: nothing was done"))) }
}
