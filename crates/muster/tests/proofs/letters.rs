//! Letters as they arrive: the outbox is emptied into a real mail server, and what it took is read.

use crate::world::{Home, World};
use courier::{Post, PostSettings, Report, Sender};
use kernel::OrganisationId;
use std::sync::Arc;
use test_support::{Encryption, MailServer, Received};

pub(crate) struct Letters {
    server: MailServer,
    sender: Sender,
}

impl Letters {
    pub(crate) fn of(world: &World) -> Self {
        let server = MailServer::start(Encryption::StartTls);
        let settings = PostSettings {
            url: server.url(),
            from: "Muster <muster@muster.test>".into(),
            authority: Some(server.authority()),
            host: "muster.test".into(),
        };
        let sender = Sender::new(Arc::clone(&world.store), Arc::new(Post::new(&settings).unwrap()));
        Self { server, sender }
    }

    /// Everything that waits for somebody of this organisation, delivered, but for what tells of new browsers: whoever signs in here
    /// comes in one, and a proof of its own looks at those.
    pub(crate) async fn of_house(&self, home: &Home) -> Vec<Received> {
        let mut received = self.every_of_house(home).await;
        received.retain(|letter| !letter.header("Subject").is_some_and(|subject| subject.starts_with("A new sign-in to")));
        received
    }

    /// Everything that waits for somebody of this organisation, delivered.
    pub(crate) async fn every_of_house(&self, home: &Home) -> Vec<Received> {
        let organisation = OrganisationId::parse(home.realm.name()).unwrap();
        let (report, more) = self.sender.send_of(organisation).await.unwrap();
        assert_eq!((report.later, report.given_up, more), (0, 0, false), "{report:?}");
        let Report { sent, .. } = report;
        (0..sent).map(|_| self.server.next()).collect()
    }

    /// The one letter that waits, and the secret of its link.
    pub(crate) async fn secret(&self, home: &Home, page: &str) -> String {
        let letters = self.of_house(home).await;
        assert_eq!(letters.len(), 1);
        letters[0].token(page)
    }
}
