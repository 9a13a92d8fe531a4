//! The binary: command line, configuration, wiring, the demo.
//!
//! Invariants: settings are read once, here, from one registry; secrets never stand on the command line; what is answered goes to
//! standard output, what is told goes to standard error; every command can answer in JSON.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod audit;
mod cli;
mod config;
mod demo;
mod doctor;
mod failure;
mod followers;
mod heads;
mod home;
mod import;
mod import_upkeep;
mod keys;
mod logs;
mod mail;
mod member;
mod migrate;
mod networks;
mod org;
mod passwords;
mod products;
mod root_key;
mod say;
mod serve;
mod settings;
mod streams;
mod support;
mod webhooks;
mod witnesses;

use clap::FromArgMatches as _;
use cli::{Cli, Command};
use failure::Failure;
use say::Say;
use settings::Settings;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Files are for the account that runs Muster alone, whatever it was started with.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    forbid_core_dumps();
    let matches = cli::command().get_matches();
    let say = Say::new(matches.get_flag("json"));
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    match settings::load(&matches).and_then(|settings| run(cli, settings, say)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say.failure(&failure);
            failure.code()
        }
    }
}

/// A core dump would write keys to disk. A host that does not let us is told of by `doctor`.
fn forbid_core_dumps() {
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
}

fn run(cli: Cli, mut settings: Settings, say: Say) -> Result<(), Failure> {
    // A line for each request, its own at first, would push the demo's sign-ins off the screen.
    if matches!(cli.command, Command::Demo(_)) && settings.log == "info" {
        "info,muster::request=warn".clone_into(&mut settings.log);
    }
    logs::start(&settings)?;
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.enable_all().max_blocking_threads(settings.blocking_threads.get());
    if let Some(threads) = settings.worker_threads {
        runtime.worker_threads(threads.get());
    }
    let runtime = runtime.build().map_err(|error| Failure::failed(format!("the runtime does not start: {error}")))?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::run(&settings).await,
            Command::Demo(asked) => demo::run(settings, asked, say).await,
            Command::Org(act) => org::run(&settings, act, say).await,
            Command::Member(act) => member::run(&settings, act, say).await,
            Command::Import(act) => import::run(&settings, act, say).await,
            Command::Audit(act) => audit::run(&settings, act, say).await,
            Command::Mail(act) => mail::run(&settings, act, say).await,
            Command::Support(act) => support::run(&settings, act, say).await,
            Command::Networks(act) => networks::run(&settings, act, say).await,
            Command::Keys(act) => keys::run(&settings, act, say).await,
            Command::Migrate => migrate::run(&settings, say).await,
            Command::Doctor => doctor::run(&settings, say).await,
            Command::Openapi => products::print_openapi(say),
            Command::Config { explain } => config::run(&settings, explain, say),
        }
    })
}
