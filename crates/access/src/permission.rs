//! The registry of permissions: one type each, so that a handler's signature says what it needs.

/// A right that a role may grant.
pub trait Permission: Send + Sync + 'static {
    /// Its name, `resource.verb`.
    const NAME: &'static str;
}

/// A permission as listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registered {
    /// Its name.
    pub name: &'static str,
    /// What it allows, for people.
    pub meaning: &'static str,
}

macro_rules! registry {
    ($($name:literal $type:ident $meaning:literal;)*) => {
        /// One type for each permission.
        pub mod all {
            $(
                #[doc = $meaning]
                #[derive(Debug, Clone, Copy)]
                pub struct $type;
                impl super::Permission for $type {
                    const NAME: &'static str = $name;
                }
            )*
        }

        const ALL: &[Registered] = &[$(Registered { name: $name, meaning: $meaning }),*];
    };
}

registry! {
    "self.read" SelfRead "See who you are and what you may do; every member may.";
    "self.write" SelfWrite "Change your own password and end your own sessions; every member may.";
    "organisation.read" OrganisationRead "See the organisation's name, zone and overview.";
    "members.read" MembersRead "See the members.";
    "customers.read" CustomersRead "See customers.";
    "customers.write" CustomersWrite "Add and change customers.";
    "sites.read" SitesRead "See sites.";
    "sites.write" SitesWrite "Add and change sites.";
    "jobs.read" JobsRead "See jobs and their timelines.";
    "jobs.write" JobsWrite "Add and change jobs; open, hold, resume and complete them.";
    "jobs.note" JobsNote "Write notes on jobs.";
    "jobs.close" JobsClose "Close jobs whose work is done.";
    "jobs.cancel" JobsCancel "Cancel jobs.";
    "jobs.reopen" JobsReopen "Open finished or cancelled jobs again.";
    "imports.run" ImportsRun "Import files.";
    "exports.run" ExportsRun "Take lists away as files.";
    "views.read" ViewsRead "Use saved views.";
    "views.write" ViewsWrite "Save views.";
    "search.use" SearchUse "Search everything one may see.";
    "audit.read" AuditRead "See the audit log, its signed heads and proofs.";
}

/// Every permission.
pub fn permissions() -> &'static [Registered] {
    ALL
}
