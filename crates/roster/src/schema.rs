//! The tables of the roster, in Diesel's words. In PostgreSQL each has a leading `org` column that Rust never names.

diesel::table! {
    requirement (id) {
        id -> Text,
        version -> BigInt,
        kind -> Text,
        owner_id -> Text,
        title -> Text,
        detail -> Text,
        start_at -> BigInt,
        end_at -> BigInt,
        zone -> Text,
        place -> Text,
        site_id -> Nullable<Text>,
        unit_id -> Nullable<Text>,
        duty_type_id -> Nullable<Text>,
        least -> BigInt,
        most -> BigInt,
        supervised -> BigInt,
        exclusive -> Bool,
        paid -> Bool,
        live -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    requirement_competency (requirement_id, competency_id) {
        requirement_id -> Text,
        competency_id -> Text,
        level -> BigInt,
    }
}

diesel::table! {
    assignment (id) {
        id -> Text,
        version -> BigInt,
        kind -> Text,
        requirement_id -> Nullable<Text>,
        owner_id -> Nullable<Text>,
        member_id -> Text,
        start_at -> BigInt,
        end_at -> BigInt,
        zone -> Text,
        title -> Text,
        place -> Text,
        site_id -> Nullable<Text>,
        unit_id -> Nullable<Text>,
        duty_type_id -> Nullable<Text>,
        seat -> Text,
        exclusive -> Bool,
        paid -> Bool,
        beside -> Bool,
        state -> Text,
        live -> Bool,
        reason -> Nullable<Text>,
        forced_by -> Nullable<Text>,
        forced_reason -> Nullable<Text>,
        forced_rules -> Text,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    competency (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        description -> Text,
        levels -> Text,
        valid_months -> Nullable<BigInt>,
        retired -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    certificate (id) {
        id -> Text,
        version -> BigInt,
        member_id -> Text,
        competency_id -> Text,
        level -> BigInt,
        valid_from -> Text,
        valid_until -> Nullable<Text>,
        reference -> Nullable<Text>,
        note -> Text,
        created_by -> Nullable<Text>,
        verified_by -> Nullable<Text>,
        verified_at -> Nullable<BigInt>,
        revoked_by -> Nullable<Text>,
        revoked_at -> Nullable<BigInt>,
        revocation_reason -> Nullable<Text>,
        told -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    certificate_evidence (certificate_id) {
        certificate_id -> Text,
        name_sealed -> Binary,
        media_type -> Text,
        bytes -> BigInt,
        content_sealed -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    availability (member_id) {
        member_id -> Text,
        version -> BigInt,
        zone -> Text,
        weekly -> Text,
        exceptions -> Text,
        ready_minutes -> Nullable<BigInt>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    member_leave (id) {
        id -> Text,
        version -> BigInt,
        member_id -> Text,
        start_at -> BigInt,
        end_at -> BigInt,
        kind -> Text,
        note -> Text,
        state -> Text,
        asked_by -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    working_rules (name) {
        name -> Text,
        version -> BigInt,
        rules -> Text,
        night_from -> BigInt,
        night_until -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(requirement, requirement_competency, assignment);
