//! How the audit log leaves the server.

diesel::table! {
    audit_stream (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        kind -> Text,
        target_sealed -> Binary,
        authority -> Nullable<Text>,
        secret_sealed -> Nullable<Binary>,
        since_seq -> BigInt,
        cursor_seq -> BigInt,
        sure_seq -> BigInt,
        attempts -> BigInt,
        due_at -> BigInt,
        leased_until -> BigInt,
        last_sent_at -> Nullable<BigInt>,
        fault -> Nullable<Text>,
        paused_at -> Nullable<BigInt>,
        created_by -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    log_publication (name) {
        name -> Text,
        version -> BigInt,
        every -> Text,
        mail_sealed -> Binary,
        url_sealed -> Nullable<Binary>,
        secret_sealed -> Nullable<Binary>,
        last_at -> Nullable<BigInt>,
        last_size -> Nullable<BigInt>,
        posted_size -> Nullable<BigInt>,
        attempts -> BigInt,
        due_at -> BigInt,
        leased_until -> BigInt,
        fault -> Nullable<Text>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    alert_letters (name) {
        name -> Text,
        version -> BigInt,
        is_on -> Bool,
        updated_at -> BigInt,
    }
}

diesel::table! {
    alert_reader (member_id) {
        member_id -> Text,
    }
}
