//! Facts from the database: one query for each kind of fact, however many members and places there are.

use super::Place;
use super::asked::looked_at;
use super::facts::{Away, Busy, Facts, Held, MemberFacts, Named, Places};
use crate::assignments::rows::LONGEST;
use crate::assignments::{AssignmentId, AssignmentState, Seat};
use crate::availability::rows as availability;
use crate::certificates::CertificateId;
use crate::certificates::rules::day;
use crate::competencies::rows as competencies;
use crate::leave::LeaveId;
use crate::requirements::{CompetencyId, RequirementId};
use crate::working_rules::rows as working_rules;
use access::postings::serves_in;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use kernel::{MemberId, Result, Span, Timestamp, UnitId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{Statement, Tx};

/// More members than this are not named one by one: everybody's facts are read, and those not asked for left out.
const NAMED: usize = 400;

/// Whose facts are read.
struct Whose<'m> {
    named: Option<&'m [MemberId]>,
}

impl<'m> Whose<'m> {
    fn of(members: &'m [MemberId]) -> Self {
        Self { named: Some(members).filter(|members| members.len() <= NAMED) }
    }

    fn hold<ST>(&self, statement: &mut Statement<ST>, column: &'static str) {
        if let Some(members) = self.named {
            statement.sql(" AND ").sql(column).in_members(members);
        }
    }
}

impl Facts {
    /// Loads what judging these members for these places needs.
    pub fn load(tx: &mut Tx<'_>, places: &[Place], members: &[MemberId]) -> Result<Self> {
        let rules = working_rules::read(tx)?;
        let wanted: BTreeSet<MemberId> = members.iter().copied().collect();
        let mut facts =
            Self { rules, members: HashMap::new(), beside: HashMap::new(), competencies: BTreeMap::new(), places: BTreeMap::new() };
        let Some(period) = looked_at(places, &facts.rules) else { return Ok(facts) };
        let whose = Whose::of(members);
        facts.members = people(tx, &whose)?;
        facts.members.retain(|id, _| wanted.contains(id));
        serving(tx, &whose, &mut facts.members)?;
        leave(tx, &whose, period, &mut facts.members)?;
        busy(tx, &whose, period, &mut facts.members)?;
        available(tx, &whose, period, &mut facts.members)?;
        let demanded: BTreeSet<CompetencyId> = places.iter().flat_map(|place| &place.demands).map(|demand| demand.competency).collect();
        if !demanded.is_empty() {
            facts.competencies = named(tx, &demanded)?;
            for (id, one) in held(tx, &whose, &demanded)? {
                if let Some(member) = facts.members.get_mut(&id) {
                    member.held.push(one);
                }
            }
        }
        let requirements: BTreeSet<RequirementId> = places.iter().filter_map(|place| place.requirement).collect();
        facts.places = taken(tx, &requirements)?;
        if places.iter().any(|place| place.seat == Seat::Supervised) {
            facts.beside = beside(tx, &facts.places, &demanded)?;
        }
        Ok(facts)
    }
}

/// Those who have a whole place agreed, with what they have proved.
fn beside(
    tx: &mut Tx<'_>,
    places: &BTreeMap<RequirementId, Places>,
    demanded: &BTreeSet<CompetencyId>,
) -> Result<HashMap<MemberId, Vec<Held>>> {
    let agreed = places.values().flat_map(|places| &places.taken).filter(|(_, _, seat, agreed)| *seat == Seat::Full && *agreed);
    let mut found: HashMap<MemberId, Vec<Held>> = agreed.map(|(_, member, ..)| (*member, Vec::new())).collect();
    let members: Vec<MemberId> = found.keys().copied().collect();
    if !demanded.is_empty() && !members.is_empty() {
        for (id, one) in held(tx, &Whose { named: Some(&members) }, demanded)? {
            found.entry(id).or_default().push(one);
        }
    }
    Ok(found)
}

fn people(tx: &mut Tx<'_>, whose: &Whose<'_>) -> Result<HashMap<MemberId, MemberFacts>> {
    type Row = (MemberId, String, String, String, Option<Timestamp>, Option<Timestamp>, Option<Timestamp>);
    let mut statement = Statement::<(Text, Text, Text, Text, Nullable<BigInt>, Nullable<BigInt>, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT m.id, m.name, m.sort_name, m.status, m.leave_from, m.leave_until, m.leaves_at FROM member AS m");
    statement.sql(" WHERE m.customer_id IS NULL");
    whose.hold(&mut statement, "m.id");
    let rows = statement.load::<Row>(tx.db())?.into_iter();
    let facts = |(member, name, sort_name, status, leave_from, leave_until, leaves_at): Row| MemberFacts {
        member,
        name,
        sort_name,
        status,
        absence: leave_from.map(|from| (from, leave_until)),
        leaves_at,
        serves_from: None,
        leave: Vec::new(),
        busy: Vec::new(),
        held: Vec::new(),
        available: None,
    };
    Ok(rows.map(facts).map(|facts| (facts.member, facts)).collect())
}

fn serving(tx: &mut Tx<'_>, whose: &Whose<'_>, members: &mut HashMap<MemberId, MemberFacts>) -> Result<()> {
    let mut statement = Statement::<(Text, BigInt)>::on(tx.db());
    statement.sql("SELECT o.member_id, min(o.from_at) FROM posting AS o WHERE 1 = 1");
    whose.hold(&mut statement, "o.member_id");
    statement.sql(" GROUP BY o.member_id");
    for (id, from) in statement.load::<(MemberId, Timestamp)>(tx.db())? {
        if let Some(member) = members.get_mut(&id) {
            member.serves_from = Some(from);
        }
    }
    Ok(())
}

fn leave(tx: &mut Tx<'_>, whose: &Whose<'_>, period: Span, members: &mut HashMap<MemberId, MemberFacts>) -> Result<()> {
    let mut statement = Statement::<(Text, Text, BigInt, BigInt, Text)>::on(tx.db());
    statement.sql("SELECT l.member_id, l.id, l.start_at, l.end_at, l.state FROM member_leave AS l WHERE l.end_at > ");
    statement.number(period.start().millis()).sql(" AND l.start_at < ").number(period.end().millis());
    statement.sql(" AND l.state IN ('approved', 'asked')");
    whose.hold(&mut statement, "l.member_id");
    statement.sql(" ORDER BY l.start_at, l.id");
    for (id, leave, start, end, state) in statement.load::<(MemberId, LeaveId, Timestamp, Timestamp, String)>(tx.db())? {
        if let (Some(member), Ok(span)) = (members.get_mut(&id), Span::new(start, end)) {
            member.leave.push(Away { id: leave, span, approved: state == "approved" });
        }
    }
    Ok(())
}

fn busy(tx: &mut Tx<'_>, whose: &Whose<'_>, period: Span, members: &mut HashMap<MemberId, MemberFacts>) -> Result<()> {
    type Row = (MemberId, AssignmentId, Option<RequirementId>, Timestamp, Timestamp, String, bool);
    let mut statement = Statement::<(Text, Text, Nullable<Text>, BigInt, BigInt, Text, Bool)>::on(tx.db());
    statement.sql("SELECT a.member_id, a.id, a.requirement_id, a.start_at, a.end_at, a.title, a.exclusive FROM assignment AS a");
    statement.sql(" WHERE a.live AND a.start_at < ").number(period.end().millis());
    statement.sql(" AND a.start_at > ").number(period.start().millis() - LONGEST).sql(" AND a.end_at > ").number(period.start().millis());
    whose.hold(&mut statement, "a.member_id");
    statement.sql(" ORDER BY a.start_at, a.id");
    for (id, assignment, requirement, start, end, title, exclusive) in statement.load::<Row>(tx.db())? {
        if let (Some(member), Ok(span)) = (members.get_mut(&id), Span::new(start, end)) {
            member.busy.push(Busy { id: assignment, requirement, span, title, exclusive });
        }
    }
    Ok(())
}

fn available(tx: &mut Tx<'_>, whose: &Whose<'_>, period: Span, members: &mut HashMap<MemberId, MemberFacts>) -> Result<()> {
    let mut statement = Statement::<(Text, BigInt, Text, Text, Text, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT v.member_id, v.version, v.zone, v.weekly, v.exceptions, v.ready_minutes FROM availability AS v WHERE 1 = 1");
    whose.hold(&mut statement, "v.member_id");
    for (id, version, zone, weekly, exceptions, ready) in statement.load::<(MemberId, i64, String, String, String, Option<i64>)>(tx.db())? {
        if let Some(member) = members.get_mut(&id) {
            member.available = Some(availability::read((version, zone, weekly, exceptions, ready))?.within(period));
        }
    }
    Ok(())
}

fn held(tx: &mut Tx<'_>, whose: &Whose<'_>, demanded: &BTreeSet<CompetencyId>) -> Result<Vec<(MemberId, Held)>> {
    type Row = (MemberId, CertificateId, CompetencyId, i64, String, Option<String>, Option<Timestamp>);
    let mut statement = Statement::<(Text, Text, Text, BigInt, Text, Nullable<Text>, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT c.member_id, c.id, c.competency_id, c.level, c.valid_from, c.valid_until, c.verified_at FROM certificate AS c");
    statement.sql(" WHERE c.revoked_at IS NULL");
    whose.hold(&mut statement, "c.member_id");
    let mut found = Vec::new();
    for (member, id, competency, level, from, until, verified) in statement.load::<Row>(tx.db())? {
        if demanded.contains(&competency) {
            let (from, until) = (day(&from)?, until.as_deref().map(day).transpose()?);
            found.push((member, Held { id, competency, level, from, until, pending: verified.is_none() }));
        }
    }
    Ok(found)
}

fn named(tx: &mut Tx<'_>, demanded: &BTreeSet<CompetencyId>) -> Result<BTreeMap<CompetencyId, Named>> {
    let all = competencies::all(tx)?.into_iter().filter(|one| demanded.contains(&one.id));
    Ok(all.map(|one| (one.id, Named { name: one.name, levels: one.levels })).collect())
}

fn taken(tx: &mut Tx<'_>, requirements: &BTreeSet<RequirementId>) -> Result<BTreeMap<RequirementId, Places>> {
    let texts = || requirements.iter().map(ToString::to_string);
    if requirements.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut statement = Statement::<(Text, BigInt, BigInt)>::on(tx.db());
    statement.seldom().sql("SELECT r.id, r.most, r.supervised FROM requirement AS r WHERE r.id").in_texts(texts());
    let rows = statement.load::<(RequirementId, i64, i64)>(tx.db())?.into_iter();
    let mut found: BTreeMap<RequirementId, Places> =
        rows.map(|(id, full, supervised)| (id, Places { full, supervised, taken: Vec::new() })).collect();
    let mut statement = Statement::<(Text, Text, Text, Text, Text)>::on(tx.db());
    statement.seldom().sql("SELECT a.requirement_id, a.id, a.member_id, a.seat, a.state FROM assignment AS a WHERE a.live");
    statement.sql(" AND a.requirement_id").in_texts(texts());
    for (requirement, id, member, seat, state) in
        statement.load::<(RequirementId, AssignmentId, MemberId, Seat, AssignmentState)>(tx.db())?
    {
        if let Some(places) = found.get_mut(&requirement) {
            places.taken.push((id, member, seat, state != AssignmentState::Offered));
        }
    }
    Ok(found)
}

/// Most members judged for one list.
const MOST_ASKED: i64 = 5_000;

/// The members who are here and within reach: of some units, with some words in their names.
pub(super) fn asked_for(tx: &mut Tx<'_>, q: Option<&str>, units: Option<&[UnitId]>) -> Result<Vec<MemberId>> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.seldom().sql("SELECT m.id FROM member AS m WHERE m.customer_id IS NULL AND m.status = 'active'");
    let reach = tx.within("members.read");
    crate::people::hold(tx, &mut statement, "m.id", reach.as_ref());
    if let Some(units) = units {
        statement.sql(" AND ");
        serves_in(&mut statement, "m.id", units, tx.now());
    }
    for word in q.into_iter().flat_map(str::split_whitespace).take(8) {
        let literal = kernel::folded(word).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        statement.sql(" AND m.sort_name LIKE ").text(format!("%{literal}%")).sql(" ESCAPE '\\'");
    }
    statement.sql(" ORDER BY m.sort_name, m.id LIMIT ").number(MOST_ASKED);
    statement.load(tx.db())
}

/// Where each of these serves now, and as what.
type Served = (Option<String>, Option<String>);

/// Where these members serve now, in the unit they came to first, and their ranks.
pub(super) fn served(tx: &mut Tx<'_>, members: &[MemberId]) -> Result<HashMap<MemberId, Served>> {
    let now = tx.now().millis();
    let mut found: HashMap<MemberId, Served> = HashMap::new();
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT o.member_id, u.name FROM posting AS o JOIN unit AS u ON u.id = o.unit_id WHERE o.from_at <= ").number(now);
    statement.sql(" AND (o.until_at IS NULL OR o.until_at > ").number(now).sql(") AND o.member_id").in_members(members);
    statement.sql(" ORDER BY o.from_at DESC, o.id DESC");
    for (member, unit) in statement.load::<(MemberId, String)>(tx.db())? {
        found.entry(member).or_default().0 = Some(unit);
    }
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT h.member_id, r.name FROM rank_holding AS h JOIN rank AS r ON r.id = h.rank_id WHERE h.from_at <= ").number(now);
    statement.sql(" AND (h.until_at IS NULL OR h.until_at > ").number(now).sql(") AND h.member_id").in_members(members);
    for (member, rank) in statement.load::<(MemberId, String)>(tx.db())? {
        found.entry(member).or_default().1 = Some(rank);
    }
    Ok(found)
}
