//! Changing the root key: what the old one wrapped is wrapped again by the new one.

use super::wrap::{unwrap, wrap};
use super::{InstanceId, WrapContext, WrappedKey};
use crate::error::SealError;
use crate::root::RootKeys;

/// Wraps again with the active root key what any of `roots` wrapped.
///
/// What the active key wrapped already comes back as it is, so that an interrupted rotation is simply run again; it is
/// unwrapped all the same, so that a rotation also proves every key readable.
pub fn rewrap(roots: &RootKeys, instance: &InstanceId, context: WrapContext<'_>, wrapped: &WrappedKey) -> Result<WrappedKey, SealError> {
    let key = unwrap(roots, instance, context, wrapped)?;
    if wrapped.root_key_id() == roots.active().id() {
        return Ok(wrapped.clone());
    }
    wrap(roots.active(), instance, context, wrapped.version(), &key)
}
