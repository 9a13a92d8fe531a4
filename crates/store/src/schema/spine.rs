//! The spine and the directory: what every organisation's data stand on.

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
    log_retention (name) {
        name -> Text,
        version -> BigInt,
        months -> Nullable<BigInt>,
        lapsed_before -> BigInt,
        lapsed_at -> Nullable<BigInt>,
        erased_before -> BigInt,
        erased_at -> Nullable<BigInt>,
        updated_at -> BigInt,
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
        erase_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    erased_organisation (id) {
        id -> Text,
        slug -> Text,
        name -> Text,
        created_at -> BigInt,
        erased_at -> BigInt,
        log_size -> BigInt,
        log_key -> Text,
        head -> Text,
        cleared_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    organisation_deletion (name) {
        name -> Text,
        version -> BigInt,
        reason -> Nullable<Text>,
        asked_by -> Nullable<Text>,
        confirmed_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        due_at -> Nullable<BigInt>,
        begun_at -> Nullable<BigInt>,
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

diesel::table! {
    log_witness (log, witness) {
        log -> Text,
        witness -> Text,
        url -> Text,
        last_size -> Nullable<BigInt>,
        last_at -> Nullable<BigInt>,
        fault -> Nullable<Text>,
    }
}

diesel::table! {
    log_cosignature (log, size, witness) {
        log -> Text,
        size -> BigInt,
        witness -> Text,
        line -> Text,
    }
}

diesel::table! {
    member_network (member_id, network) {
        member_id -> Text,
        network -> Text,
        first_at -> BigInt,
    }
}

diesel::table! {
    export_taken (at, member_id, request) {
        member_id -> Text,
        at -> BigInt,
        request -> Text,
    }
}

diesel::table! {
    alert (id) {
        id -> Text,
        version -> BigInt,
        rule -> Text,
        key -> Text,
        at -> BigInt,
        member_id -> Nullable<Text>,
        records -> Text,
        facts_sealed -> Binary,
        seen_at -> Nullable<BigInt>,
        seen_by -> Nullable<Text>,
        note_sealed -> Nullable<Binary>,
    }
}
