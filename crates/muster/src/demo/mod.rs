//! `muster demo`: two invented organisations to look around in.

mod abilities;
mod cast;
mod claims;
mod company;
mod hands;
mod jobs;
mod life;
mod person;
mod programme;
mod recent;
mod roll;
mod rota;
mod rounds;
mod stage;
mod upkeep;
mod weekend;

use crate::cli::DemoArgs;
use crate::failure::Failure;
use crate::home;
use crate::say::Say;
use crate::settings::Settings;
use crate::{passwords, serve};
use cast::CAST;
use company::{Company, SignIn};
use gate::Listener;
use kernel::{Clock, SystemClock};
use stage::Stage;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use store::door::Store;

/// Marks a folder that a demo made.
const MARK: &str = "made-by-demo";

pub(crate) async fn run(mut settings: Settings, asked: DemoArgs, say: Say) -> Result<(), Failure> {
    if settings.data == std::path::Path::new("./data") {
        settings.data = "./data/demo".into();
    }
    if asked.fresh {
        forget(&settings)?;
    }
    let stage = Arc::new(Stage::default());
    let store = home::open_by(&settings, Arc::clone(&stage) as Arc<dyn Clock>).await?;
    let made = if store.organisations().await?.is_empty() { Some(set_up(&settings, &store, &stage, say).await?) } else { None };
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

/// How far back the demo begins: so many days.
const BEFORE: i64 = 22;

/// Everybody comes together three weeks ago, and what they did since then is lived through.
async fn set_up(settings: &Settings, store: &Arc<Store>, stage: &Stage, say: Say) -> Result<Vec<SignIn>, Failure> {
    std::fs::write(settings.data.join(MARK), "This folder was made by `muster demo`; `muster demo --fresh` throws it away.\n")?;
    let workers = passwords::workers(settings, store)?;
    let app = serve::app(settings, serve::access(settings, store, serve::envoy(settings)?)?);
    let now = SystemClock.now();
    stage.begin_at(now.plus_millis(-BEFORE * 24 * 60 * 60 * 1_000));
    let mut companies = Vec::new();
    for troupe in CAST {
        say.remark(&format!("Setting up {} …", troupe.name));
        companies.push(Company::gather(store, &workers, &app, troupe, now).await?);
    }
    stage.come_home();
    let mut made = Vec::new();
    for mut company in companies {
        say.remark(&format!("{} at work …", company.troupe.name));
        for remark in company.work(settings, &app).await? {
            say.remark(&format!("  {remark}"));
        }
        made.extend(company.sign_ins);
    }
    Ok(made)
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
