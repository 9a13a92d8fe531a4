//! `muster member`.

use crate::cli::MemberCommand;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::passwords;
use crate::say::{Say, table};
use crate::settings::Settings;
use crate::support::Reading;
use kernel::{Email, Slug};
use people::members::{self, Filter, MemberView, NewMember};
use serde::Serialize;
use std::sync::Arc;
use store::door::{Realm, Store};
use trust::support;

/// A member and, when it was made here, the password: shown this once.
#[derive(Serialize)]
struct WithPassword {
    #[serde(flatten)]
    member: MemberView,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
}

pub(crate) async fn run(settings: &Settings, act: MemberCommand, say: Say) -> Result<(), Failure> {
    let store = home::open(settings).await?;
    let done = act_on(settings, &store, act, say).await;
    store.close().await;
    done
}

async fn act_on(settings: &Settings, store: &Arc<Store>, act: MemberCommand, say: Say) -> Result<(), Failure> {
    match act {
        MemberCommand::Add { org, name, email, roles, password_stdin } => {
            let (listing, realm) = home::organisation(store, &org).await?;
            if realm.read(operator(), support::has_begun).await? {
                // Whoever adds a member can sign in as them: that is reading, too.
                Reading::begin(store, Arc::clone(&realm), "member add").await?;
            }
            let password = passwords::choose(password_stdin, &[org.as_str(), &listing.name, email.as_str(), name.as_str()])?;
            let record = passwords::record(&passwords::workers(settings, store)?, &password).await?;
            let new = NewMember { name, email, roles, password_record: Some(record) };
            let member = realm.write(operator(), move |tx| members::add(tx, &new)).await?;
            show(member, (!password_stdin).then(|| password.to_string()), say);
        }
        MemberCommand::List { org } => {
            let (_, realm) = home::organisation(store, &org).await?;
            let all = Reading::begin(store, realm, "member list").await?.read(every).await?;
            say.answer(&all, |all| listed(all));
        }
        MemberCommand::ResetPassword { org, email, password_stdin } => reset(settings, store, &org, email, password_stdin, say).await?,
    }
    Ok(())
}

async fn reset(settings: &Settings, store: &Arc<Store>, org: &Slug, email: Email, from_stdin: bool, say: Say) -> Result<(), Failure> {
    let (listing, realm) = home::organisation(store, org).await?;
    let wanted = email.clone();
    let member = realm.read(operator(), move |tx| members::by_email(tx, &wanted)).await?;
    let member = member.ok_or_else(|| Failure::failed(format!("there is no member with the address {email}")))?;
    may_reset(store, &realm, member.id).await?;
    let password = passwords::choose(from_stdin, &[org.as_str(), &listing.name, email.as_str(), &member.name])?;
    let record = passwords::record(&passwords::workers(settings, store)?, &password).await?;
    let member = realm.write(operator(), move |tx| members::reset_password(tx, member.id, &record)).await?;
    show(member, (!from_stdin).then(|| password.to_string()), say);
    Ok(())
}

/// With a new password the operator could sign in as the member, so an owner must have allowed it. Where nobody can: before an owner has
/// ever signed in, and for the only owner, who is the one to be let back in.
async fn may_reset(store: &Arc<Store>, realm: &Arc<Realm>, member: kernel::MemberId) -> Result<(), Failure> {
    let open = move |tx: &mut store::Tx<'_>| Ok(!support::has_begun(tx)? || support::alone_as_owner(tx, member)?);
    if !realm.read(operator(), open).await? {
        Reading::begin(store, Arc::clone(realm), "member reset-password").await?;
    }
    Ok(())
}

fn show(member: MemberView, password: Option<String>, say: Say) {
    say.answer(&WithPassword { member, password }, |shown| {
        let who = format!("{} <{}>, {}", shown.member.name, address(&shown.member), shown.member.id);
        match &shown.password {
            Some(password) => format!("{who}\nPassword, shown this once: {password}"),
            None => who,
        }
    });
}

fn every(tx: &mut store::Tx<'_>) -> kernel::Result<Vec<MemberView>> {
    let (mut all, mut filter) = (Vec::new(), Filter::default());
    loop {
        let page = members::page(tx, &filter)?;
        all.extend(page.items);
        filter.cursor = page.next;
        if filter.cursor.is_none() {
            return Ok(all);
        }
    }
}

/// The operator is told every address, hidden or not.
fn address(member: &MemberView) -> &str {
    member.email.as_deref().unwrap_or_default()
}

fn listed(all: &[MemberView]) -> String {
    let row = |one: &MemberView| {
        let roles: Vec<_> = one.roles.iter().map(|held| held.name.to_lowercase()).collect();
        let last = one.last_sign_in_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
        [
            one.name.clone(),
            address(one).to_owned(),
            roles.join(" "),
            if one.can_sign_in { "yes" } else { "no" }.into(),
            last,
            one.id.to_string(),
        ]
    };
    table(["NAME", "EMAIL", "ROLES", "CAN SIGN IN", "LAST SIGN-IN", "ID"], &all.iter().map(row).collect::<Vec<_>>())
}
