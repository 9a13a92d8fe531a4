//! People, units, roles and who holds them.

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
        asked_sealed -> Nullable<Binary>,
        asked_until -> Nullable<BigInt>,
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
