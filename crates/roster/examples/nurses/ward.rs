//! A ward as an organisation: nurses are members, skills are competencies, a shift of a day with a skill is a session with a requirement,
//! what must not follow what is a rule on rest that stops, days in a row are a rule that warns, and what somebody would rather not work is
//! when they said not to be available. The weeks are asked about and accepted one after another, as they become known.
//!
//! Shifts of the competition have no times. They get the first that tell allowed successions from forbidden ones by the rest between;
//! a day begins with the first shift, so that a night belongs to one day.

use crate::instance::{Instance, Roster, Week};
use crate::world::World;
use crate::written::{Paper, availability, row};
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use roster::assignments::{AssignmentKind, AssignmentRow, rows};
use roster::requirements::{CompetencyId, Demand, RequirementId, RequirementKind, RequirementRow, insert};
use roster::suggest::{AcceptedPlace, Fill, SuggestionAcceptance, SuggestionRequest, Weights, fill, proposal, read};
use std::collections::HashMap;
use std::time::Duration;
use store::WriteTx;

const HOUR: i64 = 60 * 60 * 1_000;
const DAY: i64 = 24 * HOUR;
/// How long every shift lasts.
const LONG: i64 = 8;

pub struct Ward<'i> {
    world: World,
    instance: &'i Instance,
    members: Vec<MemberId>,
    skills: Vec<CompetencyId>,
    /// By shift: the hour at which it begins.
    begins: Vec<i64>,
}

/// A Monday after the world's clock.
fn monday() -> Timestamp {
    Timestamp::parse("2026-11-30T00:00:00Z").unwrap()
}

/// Hours at which shifts begin, and the rest between, by which what is forbidden is what leaves too little.
fn clock(instance: &Instance) -> Option<(Vec<i64>, i64)> {
    let kinds = instance.shifts.len();
    let told = |begins: &[i64], rest: i64| {
        let pairs = (0..kinds).flat_map(|one| (0..kinds).map(move |next| (one, next)));
        pairs.into_iter().all(|(one, next)| {
            let gap = 24 - LONG + begins[next] - begins[one];
            (gap < rest) == instance.shifts[one].not_before.contains(&next)
        })
    };
    let hours = 1 + (24 - LONG) / 2;
    let all = (0..hours.pow(u32::try_from(kinds).ok()?)).map(|number| {
        let digits = (0..kinds).scan(number, |left, _| {
            let digit = *left % hours;
            *left /= hours;
            Some(2 * digit)
        });
        digits.collect::<Vec<_>>()
    });
    all.flat_map(|begins| (11..=24 - LONG).map(move |rest| (begins.clone(), rest)))
        .find(|(begins, rest)| begins.is_sorted_by(|one, next| one < next) && told(begins, *rest))
}

impl<'i> Ward<'i> {
    pub async fn open(world: World, instance: &'i Instance) -> Self {
        let (begins, rest) = clock(instance).unwrap();
        // One more, who is no nurse, vouches for what the others can do.
        let mut members = world.members(instance.nurses.len() + 1, None).await;
        let verified_by = members.pop();
        let mut skills = Vec::new();
        for name in &instance.skills {
            skills.push(world.competency(name.clone().leak(), "[]").await);
        }
        let paper = Paper { level: 0, from: "2026-01-01", until: None, verified_by, revoked: false };
        for (nurse, member) in instance.nurses.iter().zip(&members) {
            for skill in &nurse.skills {
                world.certificate(*member, skills[*skill], paper).await.unwrap();
            }
        }
        let days = instance.contracts.iter().map(|contract| contract.days_worked.1).max().unwrap();
        let rules = format!(
            "[{{\"rule\":\"rest\",\"limit\":{rest},\"effect\":\"block\"}},{{\"rule\":\"consecutive-days\",\"limit\":{days},\"effect\":\"warn\"}}]"
        );
        world.working_rules(rules.leak()).await;
        let ward = Self { world, instance, members, skills, begins };
        ward.remember().await;
        ward
    }

    fn begin(&self, day: i64, shift: usize) -> Timestamp {
        monday().plus_millis(day * DAY + self.begins[shift] * HOUR)
    }

    /// What was worked right before the first week.
    async fn remember(&self) {
        for (nurse, member) in self.instance.nurses.iter().zip(&self.members) {
            let Some(last) = nurse.past.last.filter(|_| nurse.past.off == 0) else { continue };
            for back in 1..=nurse.past.worked {
                // Before the last kind, the first: everything may follow it.
                let (start, member) = (self.begin(-i64::from(back), if back <= nurse.past.same { last } else { 0 }), *member);
                self.world.write(move |tx| rows::insert(tx, &worked(tx, member, start))).await.unwrap();
            }
        }
    }

    /// Plans all weeks, each with so many seconds.
    pub async fn planned(&self, seconds: u64) -> Roster {
        let mut roster = self.instance.nothing();
        for (number, week) in self.instance.weeks.iter().enumerate() {
            let first = 7 * i64::try_from(number).unwrap();
            self.world.set_clock(&monday().plus_millis(first * DAY - DAY).to_string());
            self.hear(week, first).await;
            let asked = self.post(week, first).await;
            self.fill(asked, &mut roster, seconds).await;
        }
        roster
    }

    /// Who would rather not work when, in this week.
    async fn hear(&self, week: &Week, first: i64) {
        let mut away: HashMap<MemberId, Vec<serde_json::Value>> = HashMap::new();
        for (nurse, shift, day) in &week.off {
            let day = first + i64::try_from(*day).unwrap();
            let (start, end) = match shift {
                Some(shift) => (self.begin(day, *shift), self.begin(day, *shift).plus_millis(LONG * HOUR)),
                None => (self.begin(day, 0), self.begin(day + 1, 0)),
            };
            let one = serde_json::json!({"start": start, "end": end, "available": false, "note": ""});
            away.entry(self.members[*nurse]).or_default().push(one);
        }
        let write = move |tx: &mut WriteTx<'_>| {
            let now = tx.now();
            diesel::delete(availability::table).execute(tx.db())?;
            for (member, exceptions) in &away {
                diesel::insert_into(availability::table)
                    .values((
                        (availability::member_id.eq(*member), availability::version.eq(1), availability::zone.eq("UTC")),
                        (availability::weekly.eq("[]"), availability::exceptions.eq(serde_json::to_string(exceptions).unwrap())),
                        availability::updated_at.eq(now),
                    ))
                    .execute(tx.db())?;
            }
            Ok(())
        };
        self.world.write(write).await.unwrap();
    }

    /// Everything that this week asks for, by requirement: day, shift and skill.
    async fn post(&self, week: &Week, first: i64) -> HashMap<RequirementId, (usize, usize, usize)> {
        let mut wanted = Vec::new();
        for (shift, skill, days) in &week.cover {
            for (day, (least, best)) in days.iter().enumerate().filter(|(_, (_, best))| *best > 0) {
                let day = first + i64::try_from(day).unwrap();
                let key = (usize::try_from(day).unwrap(), *shift, *skill);
                wanted.push((key, self.begin(day, *shift), i64::from(*least), i64::from(*best), self.skills[*skill]));
            }
        }
        let write = move |tx: &mut WriteTx<'_>| {
            let one = |tx: &mut WriteTx<'_>, (key, start, least, best, skill)| Ok((requirement(tx, start, least, best, skill)?, key));
            wanted.into_iter().map(|wanted| one(tx, wanted)).collect::<Result<_>>()
        };
        self.world.write(write).await.unwrap()
    }

    async fn fill(&self, places: HashMap<RequirementId, (usize, usize, usize)>, roster: &mut Roster, seconds: u64) {
        let weights = Weights { fairness: 6, travel: 0, continuity: 0 };
        let asked =
            SuggestionRequest { requirement_ids: places.keys().copied().collect(), fill: Some(Fill::Room), ..SuggestionRequest::default() };
        let known = self.world.read(move |tx| read(tx, &asked)).await.unwrap();
        let told = proposal(&known, weights, Duration::from_secs(seconds));
        let of = |item: &roster::suggest::SuggestedPlace| {
            let id = item.requirement.id;
            item.members.iter().map(move |one| AcceptedPlace { requirement_id: id, member_id: one.member.id }).collect::<Vec<_>>()
        };
        let accepted = SuggestionAcceptance { places: told.items.iter().flat_map(of).collect(), offer: false };
        let accept = move |mut tx: WriteTx<'_>| {
            let (event, answer) = fill(&mut tx, None, &accepted)?;
            tx.commit(event.ok_or_else(|| kernel::Error::refused("nothing", "nothing fits"))?, answer)
        };
        let done = self.world.commit(accept).await.unwrap();
        assert!(done.refused.is_empty(), "what is proposed is placed: {:?}", done.refused);
        for one in done.placed {
            let (day, shift, skill) = places[&one.requirement_id.unwrap()];
            let nurse = self.members.iter().position(|id| *id == one.member.id).unwrap();
            assert!(roster[nurse][day].replace((shift, skill)).is_none(), "nobody has two shifts on a day");
        }
    }
}

fn requirement(tx: &mut WriteTx<'_>, start: Timestamp, least: i64, best: i64, skill: CompetencyId) -> Result<RequirementId> {
    let now = tx.now();
    let row = RequirementRow {
        id: RequirementId::new(now, tx.rng()),
        version: 1,
        kind: RequirementKind::Session,
        owner_id: "esn_ward".to_owned(),
        title: "Ward".to_owned(),
        detail: String::new(),
        start_at: start,
        end_at: start.plus_millis(LONG * HOUR),
        zone: "UTC".to_owned(),
        place: "Ward".to_owned(),
        site_id: None,
        unit_id: None,
        duty_type_id: None,
        least,
        most: best,
        supervised: 0,
        exclusive: true,
        paid: true,
        live: true,
        created_at: now,
        updated_at: now,
    };
    insert(tx, &row, &[Demand { competency: skill, level: 0 }])?;
    Ok(row.id)
}

fn worked(tx: &WriteTx<'_>, member: MemberId, start: Timestamp) -> AssignmentRow {
    let row = row(tx, member, start, start.plus_millis(LONG * HOUR));
    AssignmentRow { kind: AssignmentKind::Session, owner_id: Some("esn_ward".to_owned()), zone: "UTC".to_owned(), paid: true, ..row }
}
