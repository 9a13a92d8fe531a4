//! The tables of duties, in Diesel's words. In PostgreSQL each has a leading `org` column that Rust never names.

diesel::table! {
    duty_type (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        counts_towards_minimum -> Bool,
        retired -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    duty_event (id) {
        id -> Text,
        version -> BigInt,
        number -> BigInt,
        name -> Text,
        sort_name -> Text,
        description -> Text,
        status -> Text,
        cancel_reason -> Nullable<Text>,
        customer_id -> Nullable<Text>,
        unit_id -> Nullable<Text>,
        zone -> Text,
        place -> Text,
        invited_only -> Bool,
        swaps_approved -> Bool,
        first_start_at -> Nullable<BigInt>,
        last_end_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    event_session (id) {
        id -> Text,
        version -> BigInt,
        event_id -> Text,
        name -> Text,
        place -> Text,
        zone -> Text,
        start_local -> Text,
        end_local -> Text,
        start_at -> BigInt,
        end_at -> BigInt,
        signup_opens_at -> Nullable<BigInt>,
        signup_closes_at -> Nullable<BigInt>,
        status -> Text,
        cancel_reason -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    session_source (session_id) {
        session_id -> Text,
        event_id -> Text,
        source -> Text,
        said -> Text,
    }
}

diesel::table! {
    sign_up (requirement_id) {
        requirement_id -> Text,
        session_id -> Text,
        cap_per_member -> Nullable<BigInt>,
        allocation -> Text,
        allocated_at -> Nullable<BigInt>,
        seed -> Nullable<Text>,
    }
}

diesel::table! {
    booking (id) {
        id -> Text,
        version -> BigInt,
        requirement_id -> Text,
        session_id -> Text,
        event_id -> Text,
        member_id -> Text,
        seat -> Text,
        state -> Text,
        live -> Bool,
        queued_at -> Nullable<BigInt>,
        offer_until -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        appeal -> Nullable<Text>,
        assignment_id -> Nullable<Text>,
        verified_by -> Nullable<Text>,
        verified_at -> Nullable<BigInt>,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    booking_swap (id) {
        id -> Text,
        version -> BigInt,
        booking_id -> Text,
        other_booking_id -> Nullable<Text>,
        from_member_id -> Text,
        to_member_id -> Text,
        state -> Text,
        needs_approval -> Bool,
        expires_at -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    quick_duty (assignment_id) {
        assignment_id -> Text,
        note -> Text,
    }
}

diesel::table! {
    call_out (id) {
        id -> Text,
        version -> BigInt,
        requirement_id -> Text,
        text -> Text,
        audience -> Text,
        until_at -> BigInt,
        reserve -> Bool,
        left_out -> BigInt,
        made_by -> Text,
        created_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    call_out_answer (call_out_id, member_id) {
        call_out_id -> Text,
        member_id -> Text,
        answer -> Nullable<Text>,
        answered_at -> Nullable<BigInt>,
        turn -> Nullable<BigInt>,
        ready_minutes -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        findings -> Text,
        assignment_id -> Nullable<Text>,
    }
}
