//! The tables of notices, in Diesel's words. In PostgreSQL each has a leading `org` column that Rust never names.

diesel::table! {
    notice (id) {
        id -> Text,
        member_id -> Text,
        kind -> Text,
        urgent -> Bool,
        subject_kind -> Text,
        subject_id -> Nullable<Text>,
        title -> Text,
        text -> Text,
        acknowledge -> Bool,
        once -> Nullable<Text>,
        created_at -> BigInt,
        read_at -> Nullable<BigInt>,
        acknowledged_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    notice_preference (member_id) {
        member_id -> Text,
        version -> BigInt,
        by_kind -> Text,
        quiet -> Nullable<Text>,
        reminder_minutes -> Nullable<BigInt>,
        updated_at -> BigInt,
    }
}
