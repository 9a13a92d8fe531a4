//! The tables of work, in Diesel's words. In PostgreSQL each has a leading `org` column that Rust never names, and there
//! are columns and tables of search words that `listing::sought` alone touches.

diesel::table! {
    customer (id) {
        number -> BigInt,
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        reference -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        notes -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
        unit_id -> Nullable<Text>,
    }
}

diesel::table! {
    site (id) {
        number -> BigInt,
        id -> Text,
        version -> BigInt,
        customer_id -> Nullable<Text>,
        name -> Text,
        sort_name -> Text,
        words -> Text,
        address_lines -> Text,
        locality -> Nullable<Text>,
        region -> Nullable<Text>,
        postcode -> Nullable<Text>,
        country -> Nullable<Text>,
        latitude -> Nullable<BigInt>,
        longitude -> Nullable<BigInt>,
        time_zone -> Text,
        access_notes -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
        unit_id -> Nullable<Text>,
    }
}

diesel::table! {
    job (id) {
        number -> BigInt,
        id -> Text,
        version -> BigInt,
        source_system -> Nullable<Text>,
        source_reference -> Nullable<Text>,
        #[sql_name = "type"]
        kind -> Text,
        title -> Text,
        description -> Text,
        priority -> BigInt,
        status -> Text,
        hold_reason -> Nullable<Text>,
        hold_note -> Nullable<Text>,
        hold_since -> Nullable<BigInt>,
        hold_from -> Nullable<Text>,
        cancel_reason -> Nullable<Text>,
        cancel_note -> Nullable<Text>,
        cancelled_at -> Nullable<BigInt>,
        customer_id -> Nullable<Text>,
        site_id -> Nullable<Text>,
        target_at -> Nullable<BigInt>,
        due_at -> Nullable<BigInt>,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        opened_at -> Nullable<BigInt>,
        finished_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        updated_at -> BigInt,
        unit_id -> Nullable<Text>,
    }
}

diesel::table! {
    job_count (status, kind, priority) {
        status -> Text,
        #[sql_name = "type"]
        kind -> Text,
        priority -> BigInt,
        jobs -> BigInt,
    }
}

diesel::table! {
    saved_view (id) {
        id -> Text,
        member_id -> Text,
        list -> Text,
        name -> Text,
        query -> Text,
        shared -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    import (id) {
        id -> Text,
        version -> BigInt,
        filename -> Text,
        bytes -> BigInt,
        state -> Text,
        sealed_file -> Text,
        detected -> Text,
        mapping -> Nullable<Text>,
        dry_run -> Nullable<Bool>,
        rows_total -> Nullable<BigInt>,
        rows_done -> BigInt,
        added -> BigInt,
        unchanged -> BigInt,
        refused -> BigInt,
        problem -> Nullable<Text>,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        started_at -> Nullable<BigInt>,
        finished_at -> Nullable<BigInt>,
        run -> BigInt,
        seen_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    import_refusal (import_id, position) {
        import_id -> Text,
        position -> BigInt,
        line -> BigInt,
        column_name -> Nullable<Text>,
        value -> Nullable<Text>,
        reason -> Text,
    }
}

diesel::table! {
    asset (id) {
        number -> BigInt,
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        kind -> Text,
        maker -> Nullable<Text>,
        model -> Nullable<Text>,
        serial -> Nullable<Text>,
        notes -> Text,
        words -> Text,
        site_id -> Text,
        installed_at -> Nullable<BigInt>,
        retired_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    asset_placement (asset_id, from_at) {
        asset_id -> Text,
        from_at -> BigInt,
        site_id -> Text,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    job_asset (job_id, asset_id) {
        job_id -> Text,
        asset_id -> Text,
    }
}

diesel::table! {
    visit (id) {
        id -> Text,
        version -> BigInt,
        job_id -> Text,
        place -> BigInt,
        requirement_id -> Text,
        follows_id -> Nullable<Text>,
        state -> Text,
        end_reason -> Nullable<Text>,
        end_note -> Nullable<Text>,
        note -> Text,
        past -> Bool,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    visit_report (id) {
        id -> Text,
        visit_id -> Text,
        told -> Text,
        at -> BigInt,
        heard_at -> BigInt,
        member_id -> Nullable<Text>,
        device -> Nullable<Text>,
        counter -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        note -> Nullable<Text>,
        moved -> Bool,
    }
}

diesel::table! {
    job_kind (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        minutes -> BigInt,
        competencies -> Text,
        targets -> Text,
        forms -> Text,
        retired -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    service_hours (id) {
        id -> Text,
        version -> BigInt,
        zone -> Text,
        weekly -> Text,
        holidays -> Text,
        targets -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    job_clock (job_id, clock) {
        job_id -> Text,
        clock -> Text,
        minutes -> BigInt,
        started_at -> BigInt,
        due_at -> Nullable<BigInt>,
        left_millis -> Nullable<BigInt>,
        met_at -> Nullable<BigInt>,
        breached_at -> Nullable<BigInt>,
        watched -> Bool,
    }
}

diesel::table! {
    form_template (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        edition -> BigInt,
        retired -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    form_edition (template_id, edition) {
        template_id -> Text,
        edition -> BigInt,
        fields -> Text,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    visit_form (visit_id, template_id) {
        visit_id -> Text,
        template_id -> Text,
        edition -> BigInt,
    }
}

diesel::table! {
    visit_picture (id) {
        id -> Text,
        visit_id -> Text,
        picture_sealed -> Binary,
        member_id -> Nullable<Text>,
        at -> BigInt,
    }
}

diesel::table! {
    form (id) {
        id -> Text,
        visit_id -> Text,
        template_id -> Text,
        edition -> BigInt,
        values_sealed -> Binary,
        corrects_id -> Nullable<Text>,
        completed_by -> Nullable<Text>,
        completed_at -> BigInt,
    }
}

diesel::table! {
    maintenance_plan (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        unit_id -> Nullable<Text>,
        title -> Text,
        description -> Text,
        type_id -> Nullable<Text>,
        priority -> BigInt,
        rule -> Text,
        first_date -> Text,
        zone -> Text,
        days_before -> BigInt,
        days_after -> BigInt,
        lead_days -> BigInt,
        basis -> Text,
        state -> Text,
        state_reason -> Nullable<Text>,
        state_since -> BigInt,
        from_date -> Text,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    maintenance_target (plan_id, target_id) {
        plan_id -> Text,
        target_id -> Text,
        asset_id -> Nullable<Text>,
        site_id -> Nullable<Text>,
        from_date -> Text,
    }
}

diesel::table! {
    maintenance_occurrence (plan_id, target_id, due) {
        plan_id -> Text,
        target_id -> Text,
        due -> Text,
        earliest -> Text,
        latest -> Text,
        outcome -> Text,
        job_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        member_id -> Nullable<Text>,
        at -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(job, customer, site);
diesel::allow_tables_to_appear_in_same_query!(visit_form, form_template);
