//! The log of the process: one line an event to standard error, for people on a terminal and JSON elsewhere.

use crate::failure::Failure;
use crate::settings::{LogFormat, Settings};
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

pub(crate) fn start(settings: &Settings) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|error| Failure::usage(format!("setting log: {error}")))?;
    let people = match settings.log_format {
        LogFormat::Auto => std::io::stderr().is_terminal(),
        LogFormat::Human => true,
        LogFormat::Json => false,
    };
    let writer = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = if people {
        writer.with_target(false).with_ansi(std::io::stderr().is_terminal()).try_init()
    } else {
        writer.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
    };
    started.map_err(|error| Failure::failed(format!("the log does not start: {error}")))
}
