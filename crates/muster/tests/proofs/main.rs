//! Proofs that cut across every crate, on both engines: who reaches what, and what leaves a record.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a proof that cannot be set up fails")]

mod addresses;
mod authenticator;
mod bad_input;
mod beyond_reach;
mod cases;
mod catalogue;
mod escalation;
mod every_address;
mod every_field;
mod imports;
mod invitations;
mod joining;
mod letters;
mod matrix;
mod networks;
mod own_account;
mod passkeys;
mod people;
mod policy;
mod records;
mod resets;
mod retention;
mod reviews;
mod revocations;
mod scopes;
mod second_person;
mod sign_in;
mod single_sign_on;
mod strange_text;
mod streams;
mod takeovers;
mod tokens;
mod told;
mod two_steps;
mod world;
