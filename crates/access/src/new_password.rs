//! A new password: judged by the one set of rules, wherever it is set, and made into its record.

use crate::sessions::hash;
use crate::state::Access;
use kernel::{Error, Result};
use vault::check_password;

/// Whose password it will be: what a guesser would try first.
pub(crate) struct Whose<'a> {
    pub(crate) slug: &'a str,
    pub(crate) organisation: &'a str,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
}

/// Refuses a password that is guessed first; `field` is where it stood in the request.
pub(crate) fn acceptable(field: &str, password: &str, whose: &Whose<'_>) -> Result<()> {
    let known = [whose.slug, whose.organisation, whose.name, whose.email];
    check_password(password, &known).map_err(|refusal| Error::field(field, refusal.code(), refusal.to_string()))
}

/// The record of a new password that is acceptable.
pub(crate) async fn record(access: &Access, field: &str, password: &str, whose: &Whose<'_>) -> Result<String> {
    acceptable(field, password, whose)?;
    hash(access, password).await
}
