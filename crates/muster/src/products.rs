//! The description of the API that is served.

use crate::failure::Failure;
use crate::say::{Say, line};

/// Prints the description; it is JSON in any case.
pub(crate) fn print_openapi(_: Say) -> Result<(), Failure> {
    let text = gate::openapi(muster::api()).to_pretty_json().map_err(|error| Failure::failed(error.to_string()))?;
    line(&text);
    Ok(())
}
