//! Rows as the acts of the roster write them, for tests of what follows from them.

use crate::world::World;
use diesel::prelude::*;
use kernel::{CustomerId, MemberId, Result, Timestamp};
use roster::assignments::{AssignmentId, AssignmentKind, AssignmentRow, AssignmentState, Seat};
use roster::certificates::CertificateId;
use roster::leave::LeaveId;
use roster::requirements::{CompetencyId, Demand, RequirementRow, set_demands};

diesel::table! {
    competency (id) {
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        description -> Text,
        levels -> Text,
        retired -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    customer (number) {
        number -> BigInt,
        id -> Text,
        version -> BigInt,
        name -> Text,
        sort_name -> Text,
        notes -> Text,
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
        note -> Text,
        verified_by -> Nullable<Text>,
        verified_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
        revocation_reason -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    availability (member_id) {
        member_id -> Text,
        version -> BigInt,
        zone -> Text,
        weekly -> Text,
        exceptions -> Text,
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

/// What a certificate says.
#[derive(Clone, Copy)]
pub struct Paper {
    pub level: i64,
    pub from: &'static str,
    pub until: Option<&'static str>,
    /// Who vouched for it, if anybody has.
    pub verified_by: Option<MemberId>,
    pub revoked: bool,
}

impl World {
    pub async fn competency(&self, name: &'static str, levels: &'static str) -> CompetencyId {
        let write = move |tx: &mut store::WriteTx<'_>| {
            let (id, now) = (CompetencyId::new(tx.now(), tx.rng()), tx.now());
            diesel::insert_into(competency::table)
                .values((
                    (competency::id.eq(id), competency::version.eq(1), competency::name.eq(name), competency::sort_name.eq(name)),
                    (competency::description.eq(""), competency::levels.eq(levels), competency::retired.eq(false)),
                    (competency::created_at.eq(now), competency::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
            Ok(id)
        };
        self.write(write).await.unwrap()
    }

    pub async fn certificate(&self, member: MemberId, of: CompetencyId, paper: Paper) -> Result<CertificateId> {
        let write = move |tx: &mut store::WriteTx<'_>| {
            let (id, now) = (CertificateId::new(tx.now(), tx.rng()), tx.now());
            diesel::insert_into(certificate::table)
                .values((
                    (certificate::id.eq(id), certificate::version.eq(1), certificate::member_id.eq(member), certificate::note.eq("")),
                    (certificate::competency_id.eq(of), certificate::level.eq(paper.level), certificate::valid_from.eq(paper.from)),
                    (certificate::valid_until.eq(paper.until), certificate::verified_by.eq(paper.verified_by)),
                    (certificate::verified_at.eq(paper.verified_by.map(|_| now)), certificate::revoked_at.eq(paper.revoked.then_some(now))),
                    (certificate::revocation_reason.eq(paper.revoked.then_some("Forged")), certificate::created_at.eq(now)),
                    certificate::updated_at.eq(now),
                ))
                .execute(tx.db())?;
            Ok(id)
        };
        self.write(write).await
    }

    pub async fn leave(&self, member: MemberId, start: Timestamp, end: Timestamp, state: &'static str) -> Result<LeaveId> {
        let write = move |tx: &mut store::WriteTx<'_>| {
            let (id, now) = (LeaveId::new(tx.now(), tx.rng()), tx.now());
            diesel::insert_into(member_leave::table)
                .values((
                    (member_leave::id.eq(id), member_leave::version.eq(1), member_leave::member_id.eq(member)),
                    (member_leave::start_at.eq(start), member_leave::end_at.eq(end), member_leave::kind.eq("annual")),
                    (member_leave::note.eq(""), member_leave::state.eq(state)),
                    (member_leave::created_at.eq(now), member_leave::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
            Ok(id)
        };
        self.write(write).await
    }

    /// Says that somebody is available at these times of the week alone.
    pub async fn available(&self, member: MemberId, weekly: &'static str) {
        let write = move |tx: &mut store::WriteTx<'_>| {
            let now = tx.now();
            diesel::insert_into(availability::table)
                .values((
                    (availability::member_id.eq(member), availability::version.eq(1), availability::zone.eq("Europe/London")),
                    (availability::weekly.eq(weekly), availability::exceptions.eq("[]"), availability::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
            Ok(())
        };
        self.write(write).await.unwrap();
    }

    /// Working rules as they are stored.
    pub async fn working_rules(&self, rules: &'static str) {
        let write = move |tx: &mut store::WriteTx<'_>| {
            let now = tx.now();
            diesel::delete(working_rules::table).execute(tx.db())?;
            diesel::insert_into(working_rules::table)
                .values((
                    (working_rules::name.eq("only"), working_rules::version.eq(1), working_rules::rules.eq(rules)),
                    (working_rules::night_from.eq(1_380), working_rules::night_until.eq(360), working_rules::updated_at.eq(now)),
                ))
                .execute(tx.db())?;
            Ok(())
        };
        self.write(write).await.unwrap();
    }

    /// A customer, whose contacts are no members.
    pub async fn customer(&self) -> CustomerId {
        let write = |tx: &mut store::WriteTx<'_>| {
            let (id, now) = (CustomerId::new(tx.now(), tx.rng()), tx.now());
            diesel::insert_into(customer::table)
                .values((
                    (customer::number.eq(1), customer::id.eq(id), customer::version.eq(1), customer::name.eq("Lakeside")),
                    (
                        customer::sort_name.eq("lakeside"),
                        customer::notes.eq(""),
                        customer::created_at.eq(now),
                        customer::updated_at.eq(now),
                    ),
                ))
                .execute(tx.db())?;
            Ok(id)
        };
        self.write(write).await.unwrap()
    }

    /// Lets a requirement ask for this.
    pub async fn demands(&self, requirement: &RequirementRow, demands: &[Demand]) {
        let (id, demands) = (requirement.id, demands.to_vec());
        self.write(move |tx| set_demands(tx, id, &demands)).await.unwrap();
    }
}

/// A row as somebody would write it who asked no rule.
pub fn row(tx: &store::WriteTx<'_>, member: MemberId, start: Timestamp, end: Timestamp) -> AssignmentRow {
    let now = tx.now();
    AssignmentRow {
        id: AssignmentId::new(now, tx.rng()),
        version: 1,
        kind: AssignmentKind::Duty,
        requirement_id: None,
        owner_id: None,
        member_id: member,
        start_at: start,
        end_at: end,
        zone: "Europe/London".into(),
        title: "Patrol".into(),
        place: "Harbour".into(),
        site_id: None,
        unit_id: None,
        duty_type_id: None,
        seat: Seat::Full,
        exclusive: true,
        paid: false,
        beside: false,
        state: AssignmentState::Confirmed,
        live: true,
        reason: None,
        forced_by: None,
        forced_reason: None,
        forced_rules: "[]".into(),
        created_by: None,
        created_at: now,
        updated_at: now,
    }
}
