//! `muster mail`, and the mail server that the settings name.

use crate::cli::MailCommand;
use crate::failure::Failure;
use crate::say::Say;
use crate::settings::Settings;
use access::Outside;
use courier::{House, Post, PostSettings};
use envoy::{Envoy, Hosts};
use kernel::{Clock as _, SystemClock, Zone};
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Tried {
    from: String,
    to: String,
}

pub(crate) async fn run(settings: &Settings, act: MailCommand, say: Say) -> Result<(), Failure> {
    let MailCommand::Test { to } = act;
    let post = post(settings)?.ok_or_else(|| Failure::usage("no mail server is set: smtp-url and mail-from"))?;
    let zone = Zone::parse("UTC").map_err(|error| Failure::failed(error.to_string()))?;
    let house = House { name: "Muster".into(), zone, site: site(settings) };
    let tried = Tried { from: post.from(), to: to.to_string() };
    let handing = tokio::task::spawn_blocking(move || post.try_out(&to, &house, SystemClock.now()));
    handing.await.map_err(|_| Failure::failed("sending panicked"))?.map_err(Failure::failed)?;
    say.answer(&tried, |tried| format!("The mail server took a mail from {} to {}.", tried.from, tried.to));
    Ok(())
}

/// The mail server of the settings; none when none is set.
pub(crate) fn post(settings: &Settings) -> Result<Option<Arc<Post>>, Failure> {
    let (url, from) = match (&settings.smtp_url, &settings.mail_from) {
        (None, None) => return Ok(None),
        (Some(url), Some(from)) => (url.expose().to_owned(), from.clone()),
        _ => return Err(Failure::usage("smtp-url and mail-from belong together")),
    };
    let host = settings.hosts.first().cloned().unwrap_or_else(|| "localhost".to_owned());
    let made = Post::new(&PostSettings { url, from, authority: settings.smtp_authority.clone(), host });
    made.map(|post| Some(Arc::new(post))).map_err(|error| Failure::usage(Failure::from(error).to_string()))
}

/// What people outside see of this server.
pub(crate) fn outside(settings: &Settings, envoy: Envoy) -> Result<Outside, Failure> {
    let mail_from = settings.mail_from.clone().filter(|_| settings.smtp_url.is_some());
    let push_hosts = Hosts::parse(&settings.push_hosts).map_err(|error| Failure::usage(format!("push-hosts: {error}")))?;
    Ok(Outside { site: site(settings), mail_from, envoy: Some(envoy), push_hosts })
}

fn site(settings: &Settings) -> String {
    let port = settings.listen.port();
    match (&settings.site, settings.hosts.first()) {
        (Some(site), _) => site.trim_end_matches('/').to_owned(),
        (None, Some(host)) => format!("https://{host}"),
        (None, None) if settings.plain_http => format!("http://localhost:{port}"),
        (None, None) => format!("https://localhost:{port}"),
    }
}
