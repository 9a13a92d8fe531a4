//! Tying a route's permission in the OpenAPI document to the `Cx<P>` in its handler's signature.

use crate::cx::Cx;
use crate::permission::Permission;
use crate::state::Access;
use axum::handler::Handler;
use utoipa::openapi::extensions::ExtensionsBuilder;
use utoipa::openapi::path::{Operation, PathItem};

/// Implemented for the extractor lists that begin with a [`Cx`]: tells the permission it needs.
pub trait PermissionOf {
    /// The permission's name.
    const PERMISSION: &'static str;
}

macro_rules! permission_of {
    ($($rest:ident),*) => {
        impl<M, P: Permission, $($rest),*> PermissionOf for (M, Cx<P>, $($rest,)*) {
            const PERMISSION: &'static str = P::NAME;
        }
    };
}

permission_of!();
permission_of!(A);
permission_of!(A, B);
permission_of!(A, B, C);
permission_of!(A, B, C, D);
permission_of!(A, B, C, D, E);

/// The permission that a handler's signature demands. Does not compile for a handler that takes no [`Cx`] first.
pub fn permission_of<H, T>(_: &H) -> &'static str
where
    H: Handler<T, Access>,
    T: PermissionOf + 'static,
{
    T::PERMISSION
}

/// Writes the permission into every operation of `path`.
pub fn mark(path: &mut PathItem, permission: &str) {
    let operations = [&mut path.get, &mut path.put, &mut path.post, &mut path.delete, &mut path.patch];
    for operation in operations.into_iter().flatten() {
        mark_operation(operation, permission);
    }
}

fn mark_operation(operation: &mut Operation, permission: &str) {
    let extension = ExtensionsBuilder::new().add("x-permission", permission).build();
    match &mut operation.extensions {
        Some(extensions) => extensions.merge(extension),
        none => *none = Some(extension),
    }
}

/// A route whose handler demands a permission: like `utoipa_axum::routes!`, and writes `x-permission` from the handler's type.
#[macro_export]
macro_rules! route {
    ($($handler:ident)::+) => {{
        let permission = $crate::permission_of(&$($handler)::+);
        let (schemas, mut paths, router) = $crate::utoipa_axum::routes!($($handler)::+);
        for item in paths.paths.values_mut() {
            $crate::mark(item, permission);
        }
        (schemas, paths, router)
    }};
}
