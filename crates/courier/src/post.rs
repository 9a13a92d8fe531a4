//! The mail server that letters are handed to: always over TLS, always one whose certificate was checked.

use crate::letter::{House, Letter, Written};
use crate::mail::{Content, MailId};
use kernel::{Email, Error, Result, SystemRng, Timestamp};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Message, SmtpTransport, Transport as _};
use percent_encoding::percent_decode_str;
use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// How long the mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(20);

/// How mail leaves.
#[derive(Clone)]
pub struct PostSettings {
    /// `smtps://user:password@host:port`, or `smtp+starttls://…`.
    pub url: String,
    /// The sender, such as `Muster <muster@example.org>`.
    pub from: String,
    /// The authority that vouches for the mail server, PEM; the system's unless given.
    pub authority: Option<PathBuf>,
    /// The name of this server, by which it introduces itself.
    pub host: String,
}

/// Hides the address, which holds a password.
impl fmt::Debug for PostSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostSettings").field("from", &self.from).finish_non_exhaustive()
    }
}

/// A mail server, ready to be handed letters.
pub struct Post {
    transport: SmtpTransport,
    from: Mailbox,
    host: String,
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Post").field("from", &self.from.email).finish_non_exhaustive()
    }
}

/// Why a letter was not taken.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is worth another try.
    ForNow(String),
    /// It will not be taken however often it is tried.
    ForGood(String),
}

impl Post {
    /// Reads the settings; nothing is connected yet. Refuses what would leave in clear text.
    pub fn new(settings: &PostSettings) -> Result<Self> {
        let from = settings.from.parse().map_err(|error| Error::internal(format!("mail-from: {error}")))?;
        Ok(Self { transport: transport(settings)?, from, host: settings.host.clone() })
    }

    /// The sender's address.
    pub fn from(&self) -> String {
        self.from.to_string()
    }

    /// Hands over a mail that stands in no outbox, and tells what the mail server said: for the command line. Blocks.
    pub fn try_out(&self, to: &Email, house: &House, now: Timestamp) -> std::result::Result<(), String> {
        let letter = Letter::Trial { by: "Whoever runs this server".into() };
        let written = letter.write(to.as_str(), house);
        let content = Content { name: to.to_string(), email: to.to_string(), house: house.clone(), letter };
        let taken = self.hand_over(MailId::new(now, &SystemRng), &content, written, now);
        taken.map_err(|fault| match fault {
            Fault::ForNow(told) | Fault::ForGood(told) => told,
        })
    }

    /// Hands a letter over and waits until it was taken. Blocks.
    pub(crate) fn hand_over(&self, id: MailId, content: &Content, written: Written, at: Timestamp) -> std::result::Result<(), Fault> {
        let message = self.message(id, content, written, at).map_err(Fault::ForGood)?;
        self.transport.send(&message).map(drop).map_err(|error| judged(&error))
    }

    fn message(&self, id: MailId, content: &Content, written: Written, at: Timestamp) -> std::result::Result<Message, String> {
        let to = content.email.parse().map_err(|error| format!("the address is not one: {error}"))?;
        let since = Duration::from_millis(u64::try_from(at.millis()).unwrap_or(0));
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(Mailbox::new(Some(content.house.name.clone()), self.from.email.clone()))
            .to(Mailbox::new(Some(content.name.clone()), to))
            .subject(written.subject)
            .date(SystemTime::UNIX_EPOCH + since)
            // The same at every try: a mail sent twice is seen to be one.
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .multipart(MultiPart::alternative_plain_html(written.text, written.html))
            .map_err(|error| format!("the mail cannot be put together: {error}"))
    }
}

fn transport(settings: &PostSettings) -> Result<SmtpTransport> {
    let wrong = |what: &str| Error::internal(format!("smtp-url: {what}"));
    let url = url::Url::parse(&settings.url).map_err(|_| wrong("not an address such as smtps://user:password@mail.example.org"))?;
    let implicit = match url.scheme() {
        "smtps" => true,
        "smtp+starttls" => false,
        _ => return Err(wrong("mail leaves over TLS alone: begin with smtps:// or smtp+starttls://")),
    };
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| wrong("names no host"))?.to_owned();
    let mut tls = TlsParameters::builder(host.clone());
    if let Some(path) = &settings.authority {
        let pem = std::fs::read(path).map_err(|error| Error::internal(format!("smtp-authority {}: {error}", path.display())))?;
        let authority = Certificate::from_pem(&pem).map_err(|error| Error::internal(format!("smtp-authority: {error}")))?;
        tls = tls.certificate_store(CertificateStore::None).add_root_certificate(authority);
    }
    let tls = tls.build_rustls().map_err(|error| Error::internal(format!("TLS for mail: {error}")))?;
    let tls = if implicit { Tls::Wrapper(tls) } else { Tls::Required(tls) };
    // "Dangerous" is what it is without the line about TLS; both kinds above refuse to go on in clear text.
    let mut builder = SmtpTransport::builder_dangerous(host).tls(tls).port(url.port().unwrap_or(if implicit { 465 } else { 587 }));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| wrong("is not UTF-8"));
    if !url.username().is_empty() {
        builder = builder.credentials(Credentials::new(decoded(url.username())?, decoded(url.password().unwrap_or_default())?));
    }
    Ok(builder.hello_name(ClientId::Domain(settings.host.clone())).timeout(Some(PATIENCE)).build())
}

/// A refusal of the letter is for good, a refusal of ourselves is not: the operator will mend the password.
fn judged(error: &lettre::transport::smtp::Error) -> Fault {
    let code = error.status().map(|code| code.to_string());
    let of_ourselves = code.as_deref().is_some_and(|code| ["530", "534", "535", "538"].contains(&code));
    let told = told(error);
    if error.is_permanent() && !of_ourselves { Fault::ForGood(told) } else { Fault::ForNow(told) }
}

/// The error with its causes, in one line.
fn told(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if !told.contains(&text) {
            told = format!("{told}: {text}");
        }
        cause = inner.source();
    }
    told.chars().filter(|c| !c.is_control()).take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(url: &str) -> Result<Post> {
        Post::new(&PostSettings { url: url.into(), from: "Muster <muster@example.org>".into(), authority: None, host: "m.example".into() })
    }

    #[test]
    fn clear_text_is_refused_before_anything_is_sent() {
        for bad in ["smtp://a:b@mail.example.org", "mail.example.org", "http://mail.example.org", "smtps://", "smtp+plain://x"] {
            assert!(made(bad).is_err(), "{bad}");
        }
        for good in ["smtps://mail.example.org", "smtp+starttls://a%40b:p%3Aw@mail.example.org:2525"] {
            assert!(made(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn the_password_is_not_shown() {
        let settings =
            PostSettings { url: "smtps://a:needle-1@x".into(), from: "m@example.org".into(), authority: None, host: "m.example".into() };
        let told = format!("{settings:?} {:?}", Post::new(&settings).unwrap());
        assert!(!told.contains("needle-1"), "{told}");
    }
}
