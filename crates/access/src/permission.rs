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
    "members.write" MembersWrite "Add and change members, their postings, ranks and status.";
    "members.private" MembersPrivate "See what members keep out of the directory.";
    "units.read" UnitsRead "See the units.";
    "units.write" UnitsWrite "Add, change, move and close units.";
    "people.setup" PeopleSetup "Decide which ranks there are and which further facts are kept about members.";
    "contacts.read" ContactsRead "See customers' contacts.";
    "contacts.write" ContactsWrite "Add and change customers' contacts.";
    "invitations.read" InvitationsRead "See who was invited.";
    "invitations.write" InvitationsWrite "Invite people, and take invitations back.";
    "roles.read" RolesRead "See roles, who holds them, and why somebody may see something.";
    "roles.write" RolesWrite "Make and change roles.";
    "roles.grant" RolesGrant "Let members hold roles, and take them away.";
    "approvals.decide" ApprovalsDecide "Confirm or refuse what needs a second person.";
    "reviews.write" ReviewsWrite "Review who holds what, and have the unreviewed end.";
    "sign_ins.read" SignInsRead "See members' sessions, devices and factors.";
    "sign_ins.end" SignInsEnd "End members' sessions, reset their factors, and shut them out.";
    "policy.read" PolicyRead "See what is demanded of those who sign in, and who does not meet it yet.";
    "policy.write" PolicyWrite "Decide what is demanded of those who sign in.";
    "networks.read" NetworksRead "See the networks from which Muster may be used.";
    "networks.write" NetworksWrite "Decide from which networks Muster may be used.";
    "tokens.read" TokensRead "See the tokens of programs.";
    "tokens.write" TokensWrite "Make and revoke tokens for programs.";
    "webhooks.read" WebhooksRead "See webhooks and their deliveries.";
    "webhooks.write" WebhooksWrite "Make and change webhooks.";
    "support.read" SupportRead "See when the operator asked to look in, and whether that was allowed.";
    "support.approve" SupportApprove "Allow the operator to look in, and end it.";
    "mail.read" MailRead "See whether mail leaves.";
    "mail.write" MailWrite "Send a mail to try it out.";
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
