//! The tables of the foundation, in Diesel's words. In PostgreSQL each has a leading `org` column that Rust never names.

diesel::table! {
    meta (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    counter (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    member (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        email -> Text,
        status -> Text,
        password_sealed -> Nullable<Binary>,
        password_changed_at -> Nullable<BigInt>,
        last_sign_in_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    member_role (member_id, role) {
        member_id -> Text,
        role -> Text,
        granted_at -> BigInt,
    }
}

diesel::table! {
    session (id) {
        id -> Text,
        token_digest -> Binary,
        member_id -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        device -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    event (seq) {
        seq -> BigInt,
        at -> BigInt,
        actor_kind -> Text,
        actor_id -> Nullable<Text>,
        action -> Text,
        outcome -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<Text>,
        touched -> Text,
        commitment -> Binary,
        detail_sealed -> Nullable<Binary>,
        leaf_hash -> Binary,
    }
}

diesel::table! {
    event_touch (subject_id, seq) {
        subject_id -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    log_head (name) {
        name -> Text,
        size -> BigInt,
        frontier -> Binary,
    }
}

diesel::table! {
    log_tile (level, position) {
        level -> BigInt,
        position -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    idempotency (actor_id, key) {
        actor_id -> Text,
        key -> Text,
        fingerprint -> Binary,
        answer_sealed -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    instance (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    organisation (id) {
        id -> Text,
        version -> BigInt,
        slug -> Text,
        name -> Text,
        zone -> Text,
        status -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    organisation_key (organisation_id, purpose) {
        organisation_id -> Text,
        purpose -> Text,
        wrapped -> Text,
    }
}

diesel::table! {
    log_checkpoint (log, size) {
        log -> Text,
        size -> BigInt,
        root -> Binary,
        note -> Text,
        at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(member, member_role, session);
diesel::allow_tables_to_appear_in_same_query!(event, event_touch);
