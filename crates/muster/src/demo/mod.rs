//! `muster demo`: two invented organisations to look around in.

mod cast;
mod jobs;
mod life;
mod recent;
mod roll;

use crate::cli::DemoArgs;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::say::Say;
use crate::settings::Settings;
use crate::{passwords, serve};
use cast::{CAST, Troupe};
use gate::Listener;
use kernel::{Clock as _, Email, Line, MemberId, Slug, SystemClock, Zone};
use life::Person;
use people::members::{self, NewMember};
use serde::Serialize;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use store::door::{NewOrganisation, Realm, Store};
use vault::Passwords;

/// Marks a folder that a demo made.
const MARK: &str = "made-by-demo";

/// How somebody of the demo signs in.
#[derive(Debug, Serialize)]
struct SignIn {
    organisation: &'static str,
    id: MemberId,
    name: &'static str,
    role: &'static str,
    email: String,
    password: String,
}

pub(crate) async fn run(mut settings: Settings, asked: DemoArgs, say: Say) -> Result<(), Failure> {
    if settings.data == std::path::Path::new("./data") {
        settings.data = "./data/demo".into();
    }
    if asked.fresh {
        forget(&settings)?;
    }
    let store = home::open(&settings).await?;
    let made = if store.organisations().await?.is_empty() { Some(set_up(&settings, &store, say).await?) } else { None };
    let (plain, encrypted) = (loopback(asked.port), loopback(asked.tls_port));
    say.answer(&made, |made| told(made.as_deref(), asked.port, asked.tls_port));
    if asked.setup_only {
        store.close().await;
        return Ok(());
    }
    let certificates = Arc::new(serve::self_signed(&settings)?);
    let listeners = vec![Listener::clear_text(plain).await?, Listener::encrypted(encrypted, certificates).await?];
    serve::until_told(&settings, store, listeners).await
}

fn loopback(port: u16) -> SocketAddr {
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)
}

/// Only what a demo made is thrown away: a folder that holds anything else is left alone.
fn forget(settings: &Settings) -> Result<(), Failure> {
    let mark = settings.data.join(MARK);
    if !settings.data.exists() {
        return Ok(());
    }
    if !mark.exists() {
        return Err(Failure::usage(format!("{} was not made by a demo: it is not thrown away", settings.data.display())));
    }
    Ok(std::fs::remove_dir_all(&settings.data)?)
}

async fn set_up(settings: &Settings, store: &Arc<Store>, say: Say) -> Result<Vec<SignIn>, Failure> {
    std::fs::write(settings.data.join(MARK), "This folder was made by `muster demo`; `muster demo --fresh` throws it away.\n")?;
    let workers = passwords::workers(settings, store)?;
    let access = serve::access(settings, store, serve::envoy(settings)?)?;
    let app = serve::app(settings, access);
    let mut made = Vec::new();
    for troupe in CAST {
        say.remark(&format!("Setting up {} …", troupe.name));
        let people = people(store, &workers, troupe).await?;
        let (realm, dispatcher) = (&people.realm, &people.sign_ins[DISPATCHER]);
        let zone = Zone::parse(troupe.zone).map_err(|error| Failure::failed(error.to_string()))?;
        let today = SystemClock.now().date_in(&zone.rules());
        let yesterday = today.yesterday().unwrap_or(today);
        let jobs = jobs::bring(realm, &settings.data, troupe.sample, yesterday, dispatcher.id).await?;
        say.remark(&format!("  {jobs} real jobs imported"));
        let (administrator, member) = (&people.sign_ins[ADMINISTRATOR], &people.sign_ins[MEMBER]);
        let administrator = Person::sign_in(&app, troupe.slug, &administrator.email, &administrator.password).await?;
        roll::call(&administrator, troupe, &people.sign_ins).await?;
        let dispatcher = Person::sign_in(&app, troupe.slug, &dispatcher.email, &dispatcher.password).await?;
        let member = Person::sign_in(&app, troupe.slug, &member.email, &member.password).await?;
        life::play(&dispatcher, &member, &troupe.scenery, troupe.zone, SystemClock.now()).await?;
        made.extend(people.sign_ins);
    }
    Ok(made)
}

/// Places in a troupe's list of members.
const ADMINISTRATOR: usize = 1;
const DISPATCHER: usize = 2;
const MEMBER: usize = 4;

struct People {
    realm: Arc<Realm>,
    sign_ins: Vec<SignIn>,
}

async fn people(store: &Arc<Store>, workers: &Passwords, troupe: &'static Troupe) -> Result<People, Failure> {
    let text = |error: kernel::TextError| Failure::failed(error.to_string());
    let new = NewOrganisation {
        slug: Slug::parse(troupe.slug).map_err(text)?,
        name: Line::parse(troupe.name).map_err(text)?,
        zone: Zone::parse(troupe.zone).map_err(text)?,
    };
    let listing = store.create_organisation(operator(), new).await?;
    let realm = store.realm(listing.id).await?;
    let mut sign_ins = Vec::new();
    for (name, role) in troupe.members {
        let first = name.split(' ').next().unwrap_or_default().to_lowercase();
        let email = format!("{first}@{}.example", troupe.slug);
        let password = passwords::choose(false, &[])?;
        let new = NewMember {
            name: Line::parse(name).map_err(text)?,
            email: Email::parse(&email).map_err(text)?,
            roles: vec![role.parse().map_err(|error: &str| Failure::failed(error))?],
            password_record: Some(passwords::record(workers, &password).await?),
        };
        let id = realm.write(operator(), move |tx| members::add(tx, &new)).await?.id;
        sign_ins.push(SignIn { organisation: troupe.slug, id, name, role, email, password: password.to_string() });
    }
    Ok(People { realm, sign_ins })
}

fn told(made: Option<&[SignIn]>, port: u16, tls_port: u16) -> String {
    let mut text = String::new();
    match made {
        None => {
            text.push_str("The demo is as you left it; its passwords were shown when it was made. `muster demo --fresh` begins anew.\n");
        }
        Some(made) => {
            text.push_str("Sign in with organisation, e-mail and password, shown this once:\n");
            let mut last = "";
            for one in made {
                if one.organisation != last {
                    let _ = writeln!(text, "\n  {}", one.organisation);
                    last = one.organisation;
                }
                let _ = writeln!(text, "    {:<32} {}   {} ({})", one.email, one.password, one.name, one.role);
            }
        }
    }
    let _ = write!(
        text,
        "\n  http://localhost:{port}      clear text, on this machine alone\n  https://localhost:{tls_port}     encrypted, with a certificate made here: the browser will warn\n  \
         http://localhost:{port}/api/docs   the API\n\nCtrl-C ends it."
    );
    text
}
