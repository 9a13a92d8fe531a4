//! `muster serve`: everything wired together, from the first byte to an orderly end.

use crate::failure::Failure;
use crate::followers::Followers;
use crate::import_upkeep::ImportUpkeep;
use crate::settings::Settings;
use crate::witnesses::Witnesses;
use crate::{home, mail, passwords};
use access::{Access, AccessConfig};
use envoy::Envoy;
use gate::{Certificates, ConnectionLimits, Hosts, Limits, Listener, Metering, Parts, Proxies, SelfSigned};
use kernel::{Clock as _, SystemClock};
use muster::{Care, Everywhere};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::door::Store;
use tokio::signal::unix::{SignalKind, signal};

const NO_WAY: &str = "Muster serves HTTPS, and was told of no certificate. Give it one of:
  --tls-cert FILE --tls-key FILE   a certificate, from your authority or ACME client
  --self-signed                    a certificate made here: encrypted, but browsers will warn
  --plain-http                     clear text on loopback alone, behind a proxy on this machine that ends TLS";

/// How the server is reached.
pub(crate) enum Way {
    Encrypted(Arc<Certificates>),
    ClearText,
}

pub(crate) async fn run(settings: &Settings) -> Result<(), Failure> {
    let way = way(settings)?;
    if !settings.listen.ip().is_loopback() && settings.hosts.is_empty() {
        return Err(Failure::usage("beyond loopback, name the hosts people use: --hosts '[muster.example.org]'"));
    }
    if settings.proxy_protocol && settings.trusted_proxies.is_empty() {
        return Err(Failure::usage("proxy-protocol is read from trusted-proxies alone: name them"));
    }
    let listener = match &way {
        Way::Encrypted(certificates) => Listener::encrypted(settings.listen, Arc::clone(certificates)).await?,
        Way::ClearText => Listener::clear_text(settings.listen).await?,
    };
    let store = home::open(settings).await?;
    if let Way::Encrypted(certificates) = way {
        reload_on_hangup(certificates)?;
    }
    tracing::info!(address = %listener.address(), "serving");
    until_told(settings, store, vec![listener.behind(proxies(settings))]).await
}

/// HTTPS with the certificate named or made, or clear text; never clear text by default.
pub(crate) fn way(settings: &Settings) -> Result<Way, Failure> {
    match (&settings.tls_cert, &settings.tls_key, settings.self_signed, settings.plain_http) {
        (Some(chain), Some(key), false, false) => Ok(Way::Encrypted(Arc::new(Certificates::open(chain, key)?))),
        (None, None, true, false) => Ok(Way::Encrypted(Arc::new(self_signed(settings)?))),
        (None, None, false, true) => Ok(Way::ClearText),
        (None, None, false, false) => Err(Failure::usage(NO_WAY)),
        (Some(_), None, ..) | (None, Some(_), ..) => Err(Failure::usage("tls-cert and tls-key belong together")),
        _ => Err(Failure::usage("choose one of tls-cert with tls-key, self-signed, plain-http")),
    }
}

pub(crate) fn self_signed(settings: &Settings) -> Result<Certificates, Failure> {
    std::fs::create_dir_all(&settings.data)?;
    tracing::warn!("the certificate is made here: traffic is encrypted, but nobody vouches for who answers");
    let made = SelfSigned { folder: settings.data.clone(), names: settings.hosts.clone() };
    Ok(made.open_or_make(SystemClock.now())?)
}

/// Serves until the process is told to end; then finishes, signs the logs' heads and closes.
pub(crate) async fn until_told(settings: &Settings, store: Arc<Store>, listeners: Vec<Listener>) -> Result<(), Failure> {
    let imports = ImportUpkeep::at_start(settings, &store).await?;
    if let Some(address) = settings.metrics {
        serve_metrics(address).await?;
    }
    let post = mail::post(settings)?;
    let envoy = envoy(settings)?;
    let access = access(settings, &store, envoy.clone())?;
    let app = app(settings, access.clone());
    let sending = post.map(|post| tokio::spawn(courier::Sender::new(Arc::clone(&store), post).run()));
    let care = Arc::new(Care::new(access.clone()));
    let everywhere = tokio::spawn(look_everywhere(Arc::clone(&care)));
    let upkeep = tokio::spawn(look_after(Arc::clone(&store), care, imports));
    let witnesses = tokio::spawn(Witnesses::new(&store, envoy.clone(), settings.witnesses.clone()).run());
    let followers = tokio::spawn(Followers::at_start(access, envoy).await?.run());
    let connections = ConnectionLimits { connections: settings.connections.get(), ..ConnectionLimits::default() };
    gate::serve(listeners, app, connections, told_to_end()?).await;
    upkeep.abort();
    everywhere.abort();
    followers.abort();
    witnesses.abort();
    if let Some(sending) = sending {
        sending.abort();
        // What was being handed over is finished; its record is written at the next start.
        let _ = sending.await;
    }
    store.close().await;
    tracing::info!("ended");
    Ok(())
}

/// Who carries what leaves this house for the receivers that organisations and the operator name.
pub(crate) fn envoy(settings: &Settings) -> Result<Envoy, Failure> {
    let envoy = Envoy::new(settings.outbound_authority.as_deref(), settings.outbound_networks.clone());
    envoy.map_err(|error| Failure::usage(format!("outbound-authority: {error}")))
}

/// Sessions and passwords over the store.
pub(crate) fn access(settings: &Settings, store: &Arc<Store>, envoy: Envoy) -> Result<Access, Failure> {
    let config = AccessConfig { password_params: passwords::params(settings)?, password_threads: settings.password_threads };
    Ok(Access::start_at(Arc::clone(store), config, mail::outside(settings, envoy)?)?)
}

/// The application.
pub(crate) fn app(settings: &Settings, access: Access) -> axum::Router {
    let limits = Limits { at_once: settings.requests_at_once.get(), ..Limits::default() };
    let hosts = Hosts::new(settings.hosts.iter().cloned());
    gate::app(Parts { access, api: muster::api(), hosts, proxies: proxies(settings), limits, measured: settings.metrics.is_some() })
}

/// The proxies in front of this server.
fn proxies(settings: &Settings) -> Proxies {
    Proxies { trusted: settings.trusted_proxies.clone(), protocol: settings.proxy_protocol }
}

/// Signs heads that grew, does what is due where somebody is at work, and tidies: every minute.
async fn look_after(store: Arc<Store>, care: Arc<Care>, mut imports: ImportUpkeep) {
    let mut every = tokio::time::interval(Duration::from_secs(60));
    loop {
        every.tick().await;
        store.upkeep().await;
        imports.minute().await;
        care.of_those_in_use().await;
        // What is left on this server of organisations that were erased, by whichever server.
        if let Err(error) = store.clear_erased().await {
            tracing::error!(%error, "what is left of organisations that were erased cannot be cleared away");
        }
    }
}

/// Does what is due where nobody is at work, a few organisations in a second.
async fn look_everywhere(care: Arc<Care>) {
    let (mut everywhere, mut every) = (Everywhere::new(care), tokio::time::interval(Duration::from_secs(1)));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        everywhere.second().await;
    }
}

fn told_to_end() -> Result<impl Future<Output = ()>, Failure> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("ending: requests being worked on are finished");
    })
}

fn reload_on_hangup(certificates: Arc<Certificates>) -> Result<(), Failure> {
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            match certificates.reload() {
                Ok(()) => tracing::info!("the certificate was read again"),
                Err(error) => tracing::error!(%error, "the certificate could not be read again: the old one stays in use"),
            }
        }
    });
    Ok(())
}

/// Metrics are for the machine's own collector: in clear text, wherever the operator says.
async fn serve_metrics(address: SocketAddr) -> Result<(), Failure> {
    let app = Metering::start().map_err(Failure::failed)?.app();
    let socket = tokio::net::TcpListener::bind(address).await.map_err(|error| Failure::failed(format!("metrics on {address}: {error}")))?;
    tokio::spawn(async move {
        if let Err(error) = axum::serve(socket, app).await {
            tracing::error!(%error, "metrics are not served any more");
        }
    });
    Ok(())
}
