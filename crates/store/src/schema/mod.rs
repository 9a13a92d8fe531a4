//! The tables of the foundation, in Diesel's words. In PostgreSQL each has a leading `org` column that Rust never names.

mod leaving;
mod people;
mod signing_in;
mod spine;

pub use leaving::*;
pub use people::*;
pub use signing_in::*;
pub use spine::*;

diesel::allow_tables_to_appear_in_same_query!(
    device,
    access_review,
    access_review_item,
    approval,
    member,
    member_identity,
    holding,
    invitation,
    mail,
    passkey,
    password_reset,
    posting,
    role,
    role_grant,
    session,
    unit,
    unit_parent
);
diesel::allow_tables_to_appear_in_same_query!(event, event_touch);
diesel::allow_tables_to_appear_in_same_query!(alert_reader, member);
diesel::allow_tables_to_appear_in_same_query!(api_token, member);
diesel::allow_tables_to_appear_in_same_query!(answer_link, member);
diesel::allow_tables_to_appear_in_same_query!(calendar_feed, member);
diesel::allow_tables_to_appear_in_same_query!(webhook, webhook_delivery);
