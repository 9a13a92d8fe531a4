//! Certificates: dated evidence that a member can do something, verified by somebody else.
//!
//! Invariants: nobody vouches for themself; what a member claims waits until somebody vouches for it, and counts for nothing until
//! then; a certificate is revoked and never removed; the paper behind it is sealed, and stays as it was verified; an end that comes
//! near is told once for each stage, and takes nobody's place away by itself.

pub mod brought;
mod claim;
mod create;
mod evidence;
mod evidence_show;
mod expiring;
mod list;
mod mine;
mod revocation;
pub(crate) mod rows;
pub mod rules;
mod show;
mod verification;
pub mod wire;

pub use expiring::{Expiring, due, tell};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A certificate.
    CertificateId, "crt"
);

/// A certificate was recorded.
pub const RECORDED: Action = Action::new("certificate.recorded", "A certificate was recorded, or claimed by its holder");
/// A certificate was verified.
pub const VERIFIED: Action = Action::new("certificate.verified", "Somebody other than its holder vouched for a certificate");
/// A certificate was revoked.
pub const REVOKED: Action = Action::new("certificate.revoked", "A certificate was revoked: it counts no more");
/// The paper behind a certificate was kept.
pub const EVIDENCE_SET: Action = Action::new("certificate.evidence_set", "The paper behind a certificate was kept");
/// The paper behind a certificate was removed.
pub const EVIDENCE_REMOVED: Action = Action::new("certificate.evidence_removed", "The paper behind a certificate was removed");
/// A certificate ends soon, or has ended.
pub const EXPIRING: Action = Action::new(
    "certificate.expiring",
    "A certificate ends soon or has ended: holder and supervisor were told, with the assignments it no longer covers",
);

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[RECORDED, VERIFIED, REVOKED, EVIDENCE_SET, EVIDENCE_REMOVED, EXPIRING];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_certificates))
        .routes(access::route!(mine::list_my_certificates))
        .routes(access::route!(claim::claim_certificate))
        .routes(access::route!(create::record_certificate))
        .routes(access::route!(show::show_certificate))
        .routes(access::route!(verification::verify_certificate))
        .routes(access::route!(revocation::revoke_certificate))
        .routes(access::route!(evidence::set_evidence))
        .routes(access::route!(evidence::remove_evidence))
        .routes(access::route!(evidence_show::show_evidence))
}
