//! Every setting there is.

use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// One setting, for the explanation and the parser alike.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Key {
    /// In the file as is; as a flag with `--`; in the environment in capitals after `MUSTER_`.
    pub(crate) name: &'static str,
    /// What a value looks like.
    pub(crate) value: &'static str,
    /// Used when nothing else is given; empty for none.
    pub(crate) default: &'static str,
    /// What it means.
    pub(crate) meaning: &'static str,
}

macro_rules! settings {
    ($($name:literal $field:ident: $type:ty = $default:literal, $value:literal, $meaning:literal;)*) => {
        /// The settings in use.
        #[derive(Debug, Clone, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Settings {
            $(#[serde(rename = $name)] pub(crate) $field: $type,)*
        }

        /// Every setting.
        pub(crate) const KEYS: &[Key] = &[$(Key { name: $name, value: $value, default: $default, meaning: $meaning },)*];
    };
}

settings! {
    "data" data: PathBuf = "./data", "FOLDER", "Where databases, keys and files are kept.";
    "listen" listen: SocketAddr = "127.0.0.1:8443", "ADDRESS:PORT", "Where the web app and the API are served.";
    "hosts" hosts: Vec<String> = "[]", "[NAME, …]", "The host names people use for this server, the chief one first: the logs are named after it, for good, from the first start. Needed beyond loopback: requests for other names are refused.";
    "tls-cert" tls_cert: Option<PathBuf> = "", "FILE", "The certificate chain, PEM, the server's own first. Read again on SIGHUP.";
    "tls-key" tls_key: Option<PathBuf> = "", "FILE", "The certificate's private key, PEM.";
    "self-signed" self_signed: bool = "false", "true|false", "Make a certificate for oneself. It encrypts, but proves to nobody who answers.";
    "plain-http" plain_http: bool = "false", "true|false", "Speak clear text. Possible on loopback alone, for a proxy on this machine that ends TLS.";
    "site" site: Option<String> = "", "https://NAME", "Where people reach this server, for the links in mails; https and the first of the hosts unless given.";
    "smtp-url" smtp_url: Option<Secret> = "", "URL", "The mail server, as smtps://USER:PASSWORD@HOST or smtp+starttls://…; mail leaves over TLS alone. Without it no mail leaves.";
    "smtp-authority" smtp_authority: Option<PathBuf> = "", "FILE", "The authority that vouches for the mail server, PEM; those that this machine trusts unless given.";
    "mail-from" mail_from: Option<String> = "", "ADDRESS", "The sender of mails, such as 'Muster <muster@example.org>'.";
    "trusted-proxies" trusted_proxies: Vec<kernel::Network> = "[]", "[RANGE, …]", "Addresses of the proxies in front of this server. What they say of a client's address is believed, and nobody else.";
    "proxy-protocol" proxy_protocol: bool = "false", "true|false", "The proxies say it by the PROXY protocol, 1 or 2, at the start of each connection; unless set, by X-Forwarded-For.";
    "outbound-networks" outbound_networks: Vec<kernel::Network> = "[]", "[RANGE, …]", "Private ranges that webhooks, push messages, streams of the audit log, signed heads and single sign-on may reach all the same; none unless given.";
    "outbound-authority" outbound_authority: Option<PathBuf> = "", "FILE", "Certificate authorities, PEM, that are believed about receivers of webhooks, push messages, streams and signed heads, and providers of single sign-on, beside the host's own.";
    "push-hosts" push_hosts: Vec<String> = "[]", "[HOST, …]", "Push services that messages to browsers may leave for, each by its host or as *.example.net; none unless given, and members cannot turn push messages on.";
    "witnesses" witnesses: Vec<super::witness::Witness> = "[]", "['KEY https://NAME', …]", "Witnesses run by others, each by its key and its address: the logs' signed heads are sent to them, and carry what they sign. A private address must lie within outbound-networks.";
    "metrics" metrics: Option<SocketAddr> = "", "ADDRESS:PORT", "Where Prometheus reads metrics; off unless given.";
    "root-key" root_key: String = "file", "file|file:PATH|systemd:NAME|env:VARIABLE", "Where the root key comes from. `file` is root.key in the data folder, made at the first start.";
    "postgres-url" postgres_url: Option<Secret> = "", "URL", "Keep data in this PostgreSQL database, as its app role, instead of encrypted files.";
    "postgres-connections" postgres_connections: NonZeroUsize = "16", "NUMBER", "Most connections to PostgreSQL.";
    "postgres-owner-url" postgres_owner_url: Option<Secret> = "", "URL", "The same database as the owner of its tables; for `muster migrate` alone.";
    "postgres-app-role" postgres_app_role: String = "muster_app", "ROLE", "The role that serves; `muster migrate` grants it its rights.";
    "open-organisations" open_organisations: NonZeroUsize = "128", "NUMBER", "Most organisations whose databases are open at once.";
    "readers" readers: NonZeroUsize = "4", "NUMBER", "Most connections that read one organisation's file at once.";
    "password-memory-kib" password_memory_kib: u32 = "65536", "KIB", "Memory of one password hash (Argon2id), at least 19456.";
    "password-passes" password_passes: u32 = "3", "NUMBER", "Passes over that memory, at least 2.";
    "password-threads" password_threads: NonZeroUsize = "2", "NUMBER", "Passwords hashed at once; each takes the memory above.";
    "requests-at-once" requests_at_once: NonZeroUsize = "512", "NUMBER", "Requests being worked on at one moment; more are told to come back.";
    "connections" connections: NonZeroUsize = "4096", "NUMBER", "Open connections; more wait.";
    "worker-threads" worker_threads: Option<NonZeroUsize> = "", "NUMBER", "Threads that answer requests; as many as there are cores unless given.";
    "blocking-threads" blocking_threads: NonZeroUsize = "64", "NUMBER", "Most threads that wait for databases.";
    "log" log: String = "info", "FILTER", "What is logged: error, warn, info, debug, or parts of the program such as muster::request=warn.";
    "log-format" log_format: LogFormat = "auto", "auto|human|json", "`auto` writes for people on a terminal and JSON elsewhere.";
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    Auto,
    Human,
    Json,
}

/// A setting that may hold a password: used, never shown.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(hidden)")
    }
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("(hidden)")
    }
}
