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
        customer_id -> Nullable<Text>,
        sort_name -> Text,
        phone -> Nullable<Text>,
        reference -> Nullable<Text>,
        hidden -> Text,
        custom -> Text,
        leave_from -> Nullable<BigInt>,
        leave_until -> Nullable<BigInt>,
        leaves_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    unit (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        kind -> Text,
        closed_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    unit_parent (unit_id, from_at) {
        unit_id -> Text,
        parent_id -> Nullable<Text>,
        from_at -> BigInt,
        until_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    posting (id) {
        id -> Text,
        version -> BigInt,
        member_id -> Text,
        unit_id -> Text,
        supervisor_id -> Nullable<Text>,
        from_at -> BigInt,
        until_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    role (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        description -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    role_grant (role_id, permission) {
        role_id -> Text,
        permission -> Text,
        scope -> Text,
    }
}

diesel::table! {
    holding (id) {
        id -> Text,
        version -> BigInt,
        member_id -> Text,
        role -> Text,
        unit_id -> Nullable<Text>,
        from_at -> BigInt,
        until_at -> Nullable<BigInt>,
        granted_by -> Nullable<Text>,
        granted_at -> BigInt,
    }
}

diesel::table! {
    approval (id) {
        id -> Text,
        act -> Text,
        label -> Text,
        asked_sealed -> Binary,
        asked_by -> Text,
        asked_at -> BigInt,
        expires_at -> BigInt,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_review (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        due_at -> BigInt,
        unreviewed_end -> Bool,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    access_review_item (review_id, holding_id) {
        review_id -> Text,
        holding_id -> Text,
        decision -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
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
        factor -> Text,
        proved_at -> BigInt,
        idle_millis -> BigInt,
        passkey_id -> Nullable<Text>,
        device_id -> Nullable<Text>,
    }
}

diesel::table! {
    device (id) {
        id -> Text,
        member_id -> Text,
        token_digest -> Binary,
        name -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
    }
}

diesel::table! {
    pre_sign_in (id) {
        id -> Text,
        token_digest -> Binary,
        member_id -> Text,
        device_id -> Nullable<Text>,
        tries -> BigInt,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    totp (member_id) {
        member_id -> Text,
        secret_sealed -> Nullable<Binary>,
        since -> Nullable<BigInt>,
        last_step -> BigInt,
        pending_sealed -> Nullable<Binary>,
        pending_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    recovery_code (member_id, digest) {
        member_id -> Text,
        digest -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    factor_try (member_id, door) {
        member_id -> Text,
        door -> Text,
        step -> BigInt,
        in_step -> BigInt,
        in_all -> BigInt,
    }
}

diesel::table! {
    passkey (id) {
        id -> Text,
        member_id -> Text,
        credential_id -> Binary,
        name -> Text,
        credential_sealed -> Binary,
        device_bound -> Bool,
        created_at -> BigInt,
        last_used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    challenge (holder, purpose) {
        holder -> Text,
        purpose -> Text,
        member_id -> Text,
        state_sealed -> Binary,
        expires_at -> BigInt,
    }
}

diesel::table! {
    used_challenge (digest) {
        digest -> Binary,
        expires_at -> BigInt,
    }
}

diesel::table! {
    security_policy (name) {
        name -> Text,
        version -> BigInt,
        grace_days -> BigInt,
        session_idle_minutes -> BigInt,
        session_hours -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    policy_minimum (role) {
        role -> Text,
        factor -> Text,
        since -> BigInt,
    }
}

diesel::table! {
    mail (id) {
        id -> Text,
        kind -> Text,
        member_id -> Nullable<Text>,
        content_sealed -> Nullable<Binary>,
        created_at -> BigInt,
        due_at -> BigInt,
        expires_at -> BigInt,
        attempts -> BigInt,
        leased_until -> BigInt,
        sent_at -> Nullable<BigInt>,
        failed_at -> Nullable<BigInt>,
        fault_sealed -> Nullable<Binary>,
    }
}

diesel::table! {
    invitation (id) {
        id -> Text,
        version -> BigInt,
        token_digest -> Nullable<Binary>,
        member_id -> Nullable<Text>,
        customer_id -> Nullable<Text>,
        name -> Text,
        email -> Text,
        role -> Nullable<Text>,
        unit_id -> Nullable<Text>,
        invited_by -> Text,
        mail_id -> Nullable<Text>,
        created_at -> BigInt,
        expires_at -> BigInt,
        accepted_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    password_reset (id) {
        id -> Text,
        token_digest -> Binary,
        browser_digest -> Nullable<Binary>,
        member_id -> Text,
        asked_by -> Nullable<Text>,
        created_at -> BigInt,
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

diesel::table! {
    api_token (id) {
        id -> Text,
        version -> BigInt,
        member_id -> Text,
        name -> Text,
        prefix -> Text,
        digest -> Binary,
        permissions -> Text,
        networks -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        last_used_at -> Nullable<BigInt>,
        last_used_from_sealed -> Nullable<Binary>,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    network_policy (name) {
        name -> Text,
        version -> BigInt,
        mode -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    network_range (role, position) {
        role -> Text,
        position -> BigInt,
        cidr -> Text,
        note -> Text,
    }
}

diesel::table! {
    support_grant (id) {
        id -> Text,
        version -> BigInt,
        reason -> Text,
        asked_at -> BigInt,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<BigInt>,
        ends_at -> Nullable<BigInt>,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    webhook (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        url_sealed -> Binary,
        actions -> Text,
        secret_sealed -> Binary,
        old_secret_sealed -> Nullable<Binary>,
        old_secret_until -> Nullable<BigInt>,
        cursor_seq -> BigInt,
        paused_at -> Nullable<BigInt>,
        failing_since -> Nullable<BigInt>,
        created_by -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    webhook_delivery (id) {
        id -> Text,
        webhook_id -> Text,
        seq -> Nullable<BigInt>,
        action -> Text,
        state -> Text,
        attempts -> BigInt,
        due_at -> BigInt,
        created_at -> BigInt,
        last_at -> Nullable<BigInt>,
        last_status -> Nullable<BigInt>,
        last_fault -> Nullable<Text>,
        last_millis -> Nullable<BigInt>,
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

diesel::allow_tables_to_appear_in_same_query!(
    device,
    access_review,
    access_review_item,
    approval,
    member,
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
diesel::allow_tables_to_appear_in_same_query!(api_token, member);
diesel::allow_tables_to_appear_in_same_query!(webhook, webhook_delivery);
