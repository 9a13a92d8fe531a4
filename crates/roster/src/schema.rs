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

diesel::allow_tables_to_appear_in_same_query!(requirement, requirement_competency, assignment);
