//! How people and programs come in, and who of outside is let in or told.

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
        second_elsewhere -> Bool,
        by_provider -> Bool,
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
        first_factor -> Text,
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
    single_sign_on (name) {
        name -> Text,
        version -> BigInt,
        mode -> Text,
        issuer -> Nullable<Text>,
        client_id -> Nullable<Text>,
        secret_sealed -> Nullable<Binary>,
        label -> Nullable<Text>,
        domains -> Text,
        link_by_address -> Bool,
        new_role -> Nullable<Text>,
        trust_second_factor -> Bool,
        updated_at -> BigInt,
    }
}

diesel::table! {
    member_identity (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        member_id -> Text,
        linked_at -> BigInt,
        last_used_at -> Nullable<BigInt>,
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
    calendar_feed (id) {
        id -> Text,
        version -> BigInt,
        member_id -> Text,
        unit_id -> Nullable<Text>,
        name -> Text,
        prefix -> Text,
        digest -> Binary,
        created_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    answer_link (digest) {
        digest -> Binary,
        member_id -> Text,
        about -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
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
    push_subscription (id) {
        id -> Text,
        member_id -> Text,
        device_id -> Text,
        name -> Text,
        endpoint_digest -> Binary,
        target_sealed -> Binary,
        created_at -> BigInt,
        last_sent_at -> Nullable<BigInt>,
        fault -> Nullable<Text>,
    }
}

diesel::table! {
    push_message (id) {
        id -> Text,
        subscription_id -> Text,
        notice_id -> Text,
        due_at -> BigInt,
        expires_at -> BigInt,
        attempts -> BigInt,
    }
}
