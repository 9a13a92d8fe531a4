//! The letters: each kind with what it has to say. Written for somebody who reads them on a telephone, in a hurry, and may have
//! cause to fear a forgery: what happened, when, and what to do if it was not them.

mod call_out;
mod duty;

pub use duty::{DutyFacts, DutyNews};

use crate::page::{Page, Part};
use kernel::{Timestamp, Zone};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The organisation a letter comes from, and where its people reach Muster.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct House {
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: Zone,
    /// Where Muster is reached, such as `https://muster.example.org`.
    pub site: String,
}

/// What happened to somebody's second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorChange {
    /// An authenticator app was set up.
    AppAdded,
    /// The authenticator app was removed.
    AppRemoved,
    /// A passkey of this name was added.
    PasskeyAdded(String),
    /// The passkey of this name was removed.
    PasskeyRemoved(String),
    /// New recovery codes were made; older ones are void.
    CodesMade,
    /// A recovery code was used; so many are left.
    CodeUsed(i64),
    /// Everything was removed by an administrator: it must be set up anew.
    AllRemoved,
    /// The account was linked with the one at the organisation's provider.
    AccountLinked,
    /// It is not linked any more.
    AccountUnlinked,
}

/// What a mail says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// Come and join.
    Invitation {
        /// Who invites.
        by: String,
        /// The link with its secret.
        link: String,
        /// Until when it holds.
        expires_at: Timestamp,
    },
    /// Choose a new password.
    PasswordReset {
        /// The administrator who asked for it, if it was not the member.
        by: Option<String>,
        /// The link with its secret.
        link: String,
        /// Until when it holds.
        expires_at: Timestamp,
    },
    /// The password was changed.
    PasswordChanged {
        /// When.
        at: Timestamp,
    },
    /// Somebody signed in from a device not seen before.
    NewDevice {
        /// When.
        at: Timestamp,
        /// Such as `Firefox on Windows`.
        device: String,
        /// The network address, as far as it is known.
        address: Option<String>,
    },
    /// A second factor was added or removed.
    FactorChanged {
        /// When.
        at: Timestamp,
        /// What.
        change: FactorChange,
    },
    /// There were many wrong passwords.
    ManyFailures {
        /// When.
        at: Timestamp,
        /// How many.
        failures: i64,
    },
    /// Access was taken away.
    AccessEnded {
        /// When.
        at: Timestamp,
    },
    /// The address of an account was changed: told to the old address, with the new one, and to the new one, without the old.
    AddressChanged {
        /// When.
        at: Timestamp,
        /// Who changed it.
        by: String,
        /// The new address, where the letter goes to the old one.
        now: Option<String>,
    },
    /// The watch over the log raised an alert. It says of what kind, and nobody's name.
    Alert {
        /// When.
        at: Timestamp,
        /// What kind of thing was found, as a sentence goes on.
        what: String,
    },
    /// A signed head of the log, for somebody who keeps it where the server cannot reach.
    LogHead {
        /// When it was signed.
        at: Timestamp,
        /// How many records it speaks for.
        size: u64,
        /// The signed note, to the letter.
        note: String,
        /// The key that checks it.
        key: String,
    },
    /// A certificate ends soon, or has ended.
    CertificateEnds {
        /// What it proves.
        competency: String,
        /// Whose it is, where that is not the reader.
        holder: Option<String>,
        /// Its last day, as people write it.
        last_day: String,
        /// Whether that day is over.
        is_over: bool,
        /// What it no longer covers, and when that begins.
        places: Vec<(String, Timestamp)>,
    },
    /// Something happened with a place on a duty.
    Duty {
        /// What.
        news: DutyNews,
        /// Which duty.
        duty: DutyFacts,
        /// A person's words.
        reason: Option<String>,
    },
    /// What stands in the app for the reader.
    Notice {
        /// In one line.
        title: String,
        /// In more words, or none.
        text: String,
        /// Where in the app it is looked at, such as `/my-work`.
        path: String,
        /// Whether the reader is asked to say there that they have seen it.
        acknowledge: bool,
    },
    /// People are called for, at once.
    CallOut {
        /// Who calls.
        by: String,
        /// What they say.
        text: String,
        /// The duty.
        duty: DutyFacts,
        /// The link with its secret, at which to answer.
        link: String,
        /// Until when an answer counts.
        until: Timestamp,
    },
    /// A mail to try out whether mail leaves.
    Trial {
        /// Who wanted to know.
        by: String,
    },
}

/// Links hold secrets: only the kind is shown.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({})", self.kind())
    }
}

/// A letter ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// The subject, one line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Written")
    }
}

const HOUR: i64 = 60 * 60 * 1000;

impl Letter {
    /// Its kind, a word for tables and the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "invitation",
            Self::PasswordReset { .. } => "password_reset",
            Self::PasswordChanged { .. } => "password_changed",
            Self::NewDevice { .. } => "new_device",
            Self::FactorChanged { .. } => "factor_changed",
            Self::ManyFailures { .. } => "many_failures",
            Self::AccessEnded { .. } => "access_ended",
            Self::AddressChanged { .. } => "address_changed",
            Self::Alert { .. } => "alert",
            Self::LogHead { .. } => "log_head",
            Self::CertificateEnds { .. } => "certificate_ends",
            Self::Duty { .. } => "duty",
            Self::Notice { .. } => "notice",
            Self::CallOut { .. } => "call_out",
            Self::Trial { .. } => "trial",
        }
    }

    /// The kinds that let somebody in, or answer in somebody's name.
    pub(crate) const KEYS: [&'static str; 3] = ["invitation", "password_reset", "call_out"];

    /// After this nobody has any use for it.
    pub(crate) fn useless_from(&self, now: Timestamp) -> Timestamp {
        match self {
            Self::Invitation { expires_at, .. } | Self::PasswordReset { expires_at, .. } => *expires_at,
            Self::Duty { news: DutyNews::Offered(until), .. } | Self::CallOut { until, .. } => *until,
            // Of no use once it is over; and what waits for weeks is told all the same.
            Self::Duty { duty, .. } => duty.end.max(now.plus_millis(72 * HOUR)),
            Self::Trial { .. } => now.plus_millis(HOUR),
            _ => now.plus_millis(72 * HOUR),
        }
    }

    /// Writes it.
    pub fn write(&self, name: &str, house: &House) -> Written {
        let (subject, mut parts) = self.page(house);
        parts.insert(0, Part::Say(format!("Hello {name},")));
        Page { house: &house.name, subject: &subject, parts: &parts }.write()
    }

    fn page(&self, house: &House) -> (String, Vec<Part>) {
        let (rules, organisation) = (house.zone.rules(), house.name.as_str());
        let when = |at: &Timestamp| at.told_in(&rules);
        match self {
            Self::Invitation { by, link, expires_at } => (
                format!("{by} invites you to {organisation}"),
                vec![
                    Part::Say(format!("{by} invites you to work with {organisation} in Muster.")),
                    Part::Button("Accept the invitation", link.clone()),
                    Part::Facts(vec![("Valid until", when(expires_at))]),
                    Part::Aside("The link works once and is for you alone: do not pass it on. If you do not know what this is about, do nothing; without the link nobody can join in your name.".into()),
                ],
            ),
            Self::PasswordReset { by, link, expires_at } => {
                let why = by.as_ref().map_or_else(
                    || format!("Somebody, probably you, asked to choose a new password for {organisation}."),
                    |by| format!("{by} asks you to choose a new password for {organisation}."),
                );
                let parts = vec![
                    Part::Say(why),
                    Part::Button("Choose a new password", link.clone()),
                    Part::Facts(vec![("Valid until", when(expires_at))]),
                    Part::Aside("The link works once. A new password ends all your sessions. If you did not ask for this, do nothing: your password stays as it is.".into()),
                ];
                (format!("A new password for {organisation}"), parts)
            }
            Self::PasswordChanged { at } => (
                format!("Your password for {organisation} was changed"),
                vec![Part::Say("Your password was changed. All other sessions have ended.".into()), Part::Facts(vec![("When", when(at))]), not_you(house)],
            ),
            Self::NewDevice { at, device, address } => {
                let mut facts = vec![("When", when(at)), ("Device", device.clone())];
                facts.extend(address.clone().map(|address| ("Address", address)));
                let said = Part::Say("There was a sign-in with your account from a device that was not seen before.".into());
                (format!("A new sign-in to {organisation}"), vec![said, Part::Facts(facts), not_you(house)])
            }
            Self::FactorChanged { at, change } => {
                let said = Part::Say(factor(change));
                (format!("Your sign-in to {organisation} was changed"), vec![said, Part::Facts(vec![("When", when(at))]), not_you(house)])
            }
            Self::ManyFailures { at, failures } => {
                let said = Part::Say(format!("There were {failures} sign-ins with a wrong password to your account. None of them got in, and you are not locked out."));
                (format!("Wrong passwords for your account at {organisation}"), vec![said, Part::Facts(vec![("When", when(at))]), not_you(house)])
            }
            Self::AccessEnded { at } => (
                format!("Your access to {organisation} has ended"),
                vec![
                    Part::Say(format!("Your access to {organisation} in Muster has ended. You are signed out everywhere.")),
                    Part::Facts(vec![("When", when(at))]),
                    Part::Aside(format!("If you think this is a mistake, ask an administrator of {organisation}.")),
                ],
            ),
            Self::AddressChanged { at, by, now } => {
                let mut facts = vec![("When", when(at)), ("Changed by", by.clone())];
                facts.extend(now.clone().map(|now| ("The address now", now)));
                let said = if now.is_some() {
                    "The address of your account was changed. You sign in with the new one from now on, and nothing more goes to this one; links that were sent here do not work any more."
                } else {
                    "This is the address of your account from now on: you sign in with it, and letters go to it."
                };
                let subject = format!("The address of your account at {organisation} was changed");
                let ask = format!("If you did not expect this, tell an administrator of {organisation} at once, and not by answering this letter.");
                (subject, vec![Part::Say(said.into()), Part::Facts(facts), Part::Aside(ask)])
            }
            Self::Alert { at, what } => alert(house, when(at), what),
            Self::LogHead { at, size, note, key } => log_head(house, when(at), *size, note, key),
            Self::CertificateEnds { competency, holder, last_day, is_over, places } => {
                let places: Vec<(&str, String)> = places.iter().map(|(title, start)| (title.as_str(), when(start))).collect();
                certificate_ends(house, competency, (holder.as_deref(), last_day, *is_over), &places)
            }
            Self::Duty { news, duty, reason } => duty::page(house, news, duty, reason.as_deref()),
            Self::Notice { title, text, path, acknowledge } => notice(house, title, text, path, *acknowledge),
            Self::CallOut { by, text, duty, link, until } => call_out::page(house, by, text, duty, (link, *until)),
            Self::Trial { by } => (
                format!("A test mail from {organisation}"),
                vec![Part::Say(format!("{by} asked Muster for a mail, and this is it: mail leaves, and arrives.")), Part::Facts(vec![("From", house.site.clone())])],
            ),
        }
    }
}

fn notice(house: &House, title: &str, text: &str, path: &str, acknowledge: bool) -> (String, Vec<Part>) {
    let said = if text.is_empty() { title } else { text };
    let mut parts: Vec<Part> = said.split('\n').filter(|line| !line.trim().is_empty()).map(|line| Part::Say(line.to_owned())).collect();
    let label = if acknowledge { "Look at it and acknowledge it" } else { "Look at it" };
    parts.push(Part::Button(label, format!("{}{path}", house.site.trim_end_matches('/'))));
    parts.push(Part::Aside(format!("You decide in Muster of what {} writes to you, and at which hours.", house.name)));
    (title.to_owned(), parts)
}

fn factor(change: &FactorChange) -> String {
    match change {
        FactorChange::AppAdded => "An authenticator app was set up for your account.".into(),
        FactorChange::AppRemoved => "The authenticator app was removed from your account.".into(),
        FactorChange::PasskeyAdded(name) => format!("The passkey “{name}” was added to your account."),
        FactorChange::PasskeyRemoved(name) => format!("The passkey “{name}” was removed from your account, and its sessions have ended."),
        FactorChange::CodesMade => "New recovery codes were made for your account. The older ones are void.".into(),
        FactorChange::CodeUsed(left) => format!("A recovery code of your account was used. {left} are left."),
        FactorChange::AllRemoved => {
            "An administrator removed the second factor of your account. Set it up anew at your next sign-in.".into()
        }
        FactorChange::AccountLinked => {
            "Your account was linked with the one that you have at your organisation: you can sign in with that.".into()
        }
        FactorChange::AccountUnlinked => "Your account is no longer linked with the one that you have at your organisation.".into(),
    }
}

fn alert(house: &House, when: String, what: &str) -> (String, Vec<Part>) {
    let parts = vec![
        Part::Say(format!("The watch over the log of {} found something that somebody should look at: {what}.", house.name)),
        Part::Facts(vec![("When", when), ("Where to look", format!("{}/security/alerts", house.site))]),
        Part::Aside("Type that address yourself. Whom it is about is told there, and not in a letter. You get this because an administrator chose you for it.".into()),
    ];
    (format!("An alert at {}", house.name), parts)
}

fn log_head(house: &House, when: String, size: u64, note: &str, key: &str) -> (String, Vec<Part>) {
    let parts = vec![
        Part::Say(format!(
            "This is what the log of {} said of itself at {size} records, signed. Keep it where whoever runs the server cannot reach it: a log that was cut or rewritten later does not agree with it.",
            house.name
        )),
        Part::Verbatim(note.to_owned()),
        Part::Facts(vec![("Signed", when), ("Records", size.to_string()), ("Key", key.to_owned())]),
        Part::Aside("To hold the log against it, put the lines above, from the first to the last that begins with a dash, into a file, and give it to muster-verify with an export of the log.".into()),
    ];
    (format!("The log of {} at {size} records", house.name), parts)
}

fn certificate_ends(
    house: &House,
    competency: &str,
    (holder, last_day, is_over): (Option<&str>, &str, bool),
    places: &[(&str, String)],
) -> (String, Vec<Part>) {
    let which = match holder {
        Some(holder) => format!("The certificate of {competency} held by {holder}"),
        None => format!("Your certificate of {competency}"),
    };
    let ends = if is_over { "has ended" } else { "ends soon" };
    let mut parts = vec![Part::Say(format!("{which} {ends}.")), Part::Facts(vec![("Last day", last_day.to_owned())])];
    if !places.is_empty() {
        let listed: Vec<String> = places.iter().map(|(title, start)| format!("{title}, {start}")).collect();
        parts.push(Part::Say(format!("It no longer covers: {}. Nobody has lost a place by that yet.", listed.join("; "))));
    }
    let renew = if holder.is_some() { "Ask them to renew it" } else { "Renew it" };
    parts.push(Part::Aside(format!("{renew}, and have the new one recorded at {}.", house.site)));
    (format!("{which} {ends}"), parts)
}

fn not_you(house: &House) -> Part {
    Part::Aside(format!(
        "If it was not you: sign in at {} by typing that address, change your password, end the other sessions on your account page, and tell an administrator of {}.",
        house.site, house.name
    ))
}

#[cfg(test)]
mod tests;
