//! What tests stand on: real things, made small. A PostgreSQL server of their own ([`Postgres`]), a clock turned by hand
//! ([`TestClock`]), a mail server of their own ([`MailServer`]), a provider of single sign-on
//! ([`Provider`]) and one that lies ([`HttpsServer`]), a browser that push messages go to ([`Browser`]), randomness that can be repeated ([`TestRng`]), and a search for planted bytes
//! ([`Needles`]).
//!
//! Invariants: only ever a dev-dependency (`cargo xtask tidy` holds it so); whatever is started here ends with the test process,
//! however that ends; a thing that is missing stops the test with the command that installs it, and never skips it.
#![expect(clippy::panic, clippy::expect_used, reason = "in a test a thing that cannot be made ends the test, with its reason")]

mod browser;
mod certificates;
mod clock;
mod https;
mod mail;
mod needle;
mod on_both;
mod postgres;
mod provider;
mod random;

pub use browser::{Browser, vouched};
pub use certificates::Authority;
pub use clock::TestClock;
pub use https::{Asked, HttpsServer, Said, visit};
pub use mail::{Encryption, MailServer, Received};
pub use needle::{Needles, Sighting};
pub use postgres::{Database, Durability, Postgres};
pub use provider::{Client, Person, Provider};
pub use random::TestRng;
