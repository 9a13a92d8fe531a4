//! The tables of hours, in Diesel's words, and the few columns of others' that tell what hours follow from. Those are read here and never
//! written. In PostgreSQL each table has a leading `org` column that Rust never names.

diesel::table! {
    attendance_event (id) {
        id -> Text,
        assignment_id -> Text,
        seq -> BigInt,
        member_id -> Text,
        kind -> Text,
        at -> BigInt,
        noted_at -> BigInt,
        way -> Text,
        device -> Nullable<Text>,
        reason -> Nullable<Text>,
        corrects -> Nullable<Text>,
        noted_by -> Nullable<Text>,
    }
}

diesel::table! {
    attendance_try (member_id) {
        member_id -> Text,
        full_at -> BigInt,
    }
}

diesel::table! {
    hours (id) {
        id -> Text,
        version -> BigInt,
        member_id -> Text,
        assignment_id -> Nullable<Text>,
        unit_id -> Nullable<Text>,
        duty_type_id -> Nullable<Text>,
        customer_id -> Nullable<Text>,
        source -> Text,
        title -> Text,
        place -> Text,
        zone -> Text,
        start_at -> BigInt,
        end_at -> BigInt,
        first_day -> Text,
        last_day -> Text,
        minutes -> BigInt,
        revision -> BigInt,
        state -> Text,
        made_by -> Nullable<Text>,
        confirmed_at -> Nullable<BigInt>,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<BigInt>,
        locked_at -> Nullable<BigInt>,
        reverses -> Nullable<Text>,
        reversed_by -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    hours_version (hours_id, revision) {
        hours_id -> Text,
        revision -> BigInt,
        start_at -> BigInt,
        end_at -> BigInt,
        minutes -> BigInt,
        source -> Text,
        reason -> Nullable<Text>,
        made_by -> Nullable<Text>,
        made_at -> BigInt,
    }
}

diesel::table! {
    hours_line (hours_id, revision, line) {
        hours_id -> Text,
        revision -> BigInt,
        line -> BigInt,
        day -> Text,
        category -> Text,
        unit_id -> Nullable<Text>,
        minutes -> BigInt,
        rate_minor -> Nullable<BigInt>,
        amount_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
    }
}

diesel::table! {
    hours_lock (id) {
        id -> Text,
        until_day -> Text,
        unit_id -> Nullable<Text>,
        locked -> BigInt,
        made_by -> Nullable<Text>,
        made_at -> BigInt,
    }
}

diesel::table! {
    hours_setting (name) {
        name -> Text,
        version -> BigInt,
        value -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    expense (id) {
        id -> Text,
        version -> BigInt,
        number -> BigInt,
        member_id -> Text,
        unit_id -> Nullable<Text>,
        kind -> Text,
        day -> Text,
        description -> Text,
        distance_tenths -> Nullable<BigInt>,
        distance_unit -> Nullable<Text>,
        rate_minor -> Nullable<BigInt>,
        amount_minor -> BigInt,
        currency -> Text,
        state -> Text,
        submitted_at -> Nullable<BigInt>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        paid_by -> Nullable<Text>,
        paid_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    expense_receipt (expense_id) {
        expense_id -> Text,
        kind -> Text,
        bytes -> BigInt,
        content_sealed -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    site (id) {
        id -> Text,
        customer_id -> Nullable<Text>,
    }
}
