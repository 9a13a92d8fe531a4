//! Opening a session for somebody who has just joined.

use crate::state::Access;
use http::HeaderMap;
use kernel::{Error, Result};

/// A link is used by somebody who is nobody here yet: who is signed in as somebody else signs out first, so that nobody goes on as
/// another than they think.
pub(crate) async fn refuse_signed_in(access: &Access, headers: &HeaderMap) -> Result<()> {
    match super::identify(access, headers).await {
        Ok(_) => Err(Error::refused("signed-in-already", "somebody is signed in here: sign out first")),
        Err(Error::NotSignedIn) => Ok(()),
        Err(other) => Err(other),
    }
}
