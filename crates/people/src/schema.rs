//! The tables of people, in Diesel's words, and the few columns of work's that tell what somebody still has or what stands in the way.
//! Work's are read here and never written. In PostgreSQL each table has a leading `org` column that Rust never names.

diesel::table! {
    rank (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        place -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    rank_holding (id) {
        id -> Text,
        member_id -> Text,
        rank_id -> Text,
        from_at -> BigInt,
        until_at -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    member_field (id) {
        id -> Text,
        version -> BigInt,
        key -> Text,
        label -> Text,
        kind -> Text,
        choices -> Text,
        required -> Bool,
        retired -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    member_photo (member_id) {
        member_id -> Text,
        picture_sealed -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    announcement (id) {
        id -> Text,
        version -> BigInt,
        title -> Text,
        text -> Text,
        audience -> Text,
        acknowledge -> Bool,
        made_by -> Text,
        created_at -> BigInt,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    announcement_unit (announcement_id, unit_id) {
        announcement_id -> Text,
        unit_id -> Text,
    }
}

diesel::table! {
    customer (id) {
        id -> Text,
        name -> Text,
        unit_id -> Nullable<Text>,
    }
}

diesel::table! {
    site (id) {
        id -> Text,
        unit_id -> Nullable<Text>,
    }
}

diesel::table! {
    job (id) {
        id -> Text,
        number -> BigInt,
        title -> Text,
        status -> Text,
        created_by -> Nullable<Text>,
        unit_id -> Nullable<Text>,
    }
}

diesel::table! {
    saved_view (id) {
        id -> Text,
        member_id -> Text,
        name -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(rank, rank_holding);
