//! `muster org`.

use crate::cli::OrgCommand;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::say::{Say, table};
use crate::settings::Settings;
use access::deletion;
use kernel::{Line, Slug};
use serde_json::json;
use std::io::{BufRead as _, IsTerminal as _};
use std::sync::Arc;
use store::door::{Listing, NewOrganisation, Standing, Store, Tombstone};

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
        OrgCommand::Delete { slug, reason, yes_i_mean } => delete(store, &slug, reason, yes_i_mean, say).await?,
        OrgCommand::Keep { slug } => keep(store, &slug, say).await?,
        OrgCommand::Erased => say.answer(&store.tombstones().await?, |all| erased(all)),
    }
    Ok(())
}

/// The organisation owns its data: whoever could take the deletion back has the days for it, and must be able to get in.
async fn delete(store: &Arc<Store>, slug: &Slug, reason: Line<200>, given: Option<Slug>, say: Say) -> Result<(), Failure> {
    let (listing, realm) = home::organisation(store, slug).await?;
    let is_owned = realm.read(operator(), deletion::could_be_taken_back).await?;
    if is_owned && listing.standing == Standing::Suspended {
        return Err(Failure::failed(format!("{slug} is suspended: resume it, so that its owners can take their data away, or this back")));
    }
    let what = if is_owned {
        "Everything in it is erased in seven days, unless an owner takes it back."
    } else {
        "It has no owner: everything in it is erased now, and nobody brings it back."
    };
    confirm(slug.as_str(), given.as_ref().map(Slug::as_str), what)?;
    let erase_at = realm.write(operator(), move |tx| deletion::decide_as_operator(tx, reason.as_str())).await?;
    let erased = muster::keep_to_deletion(store, &realm, &operator()).await?;
    let answer = json!({"organisation": listing.slug, "erase_at": erase_at, "erased": erased});
    say.answer(&answer, |_| match &erased {
        Some(stone) => format!("{slug} is erased; its log had {} records.", stone.log_size),
        None => format!("{slug} is erased at {erase_at}, unless an owner takes it back. Its people see the day."),
    });
    Ok(())
}

async fn keep(store: &Arc<Store>, slug: &Slug, say: Say) -> Result<(), Failure> {
    let (listing, realm) = home::organisation(store, slug).await?;
    realm.write(operator(), deletion::take_back_as_operator).await?;
    muster::keep_to_deletion(store, &realm, &operator()).await?;
    say.answer(&json!({"organisation": listing.slug, "erase_at": null}), |_| format!("{slug} stays."));
    Ok(())
}

fn erased(all: &[Tombstone]) -> String {
    let row = |one: &Tombstone| {
        [
            one.slug.clone(),
            one.created_at.to_string(),
            one.erased_at.to_string(),
            one.log_size.to_string(),
            one.name.clone(),
            one.id.to_string(),
        ]
    };
    table(["SLUG", "CREATED", "ERASED", "RECORDS", "NAME", "ID"], &all.iter().map(row).collect::<Vec<_>>())
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
        let standing =
            one.erase_at.map_or_else(|| one.standing.as_str().to_owned(), |at| format!("{}, erased {at}", one.standing.as_str()));
        [one.slug.clone(), standing, one.zone.clone(), one.created_at.to_string(), one.name.clone(), one.id.to_string()]
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
