//! A proposal as it is told: whom, why they, who instead, and why nobody more.

use super::known::{Known, Opening};
use super::problem::{self, Sites};
use super::search::{Found, beside};
use super::ways;
use super::wire::{Shortfall, ShortfallRule, SuggestedInstead, SuggestedMember, SuggestedPlace, Suggestion};
use access::links::MemberLink;
use kernel::{MemberId, SiteId, Timestamp};

/// Others who are named for a place.
const INSTEAD: usize = 3;
/// How many are asked about to find them.
const ASKED: usize = 12;
/// What lies further back is another day: nobody goes from there straight to here.
const SAME_DAY: i64 = 12 * 60 * 60 * 1_000;

/// Everything.
pub(super) fn told(known: &Known, found: &Found, sites: &Sites) -> Suggestion {
    let items = known.openings.iter().enumerate().map(|(at, opening)| item(known, found, sites, at, opening));
    Suggestion {
        items: items.collect(),
        left_out: known.left_out.clone(),
        members: i64::try_from(known.members.len()).unwrap_or(i64::MAX),
        truncated: known.truncated,
    }
}

fn item(known: &Known, found: &Found, sites: &Sites, at: usize, opening: &Opening) -> SuggestedPlace {
    let who: Vec<usize> = (0..known.members.len()).filter(|member| found.kept[*member].contains(&at)).collect();
    let members: Vec<SuggestedMember> = who.iter().filter_map(|member| somebody(known, found, sites, at, *member)).collect();
    let missing = i64::from(opening.room) - i64::try_from(members.len()).unwrap_or(0);
    let shortfall = (missing > 0).then(|| shortfall(found, at));
    SuggestedPlace { requirement: opening.view.clone(), members, missing, shortfall }
}

fn somebody(known: &Known, found: &Found, sites: &Sites, at: usize, member: usize) -> Option<SuggestedMember> {
    let (opening, id) = (&known.openings[at], known.members[member]);
    let others: Vec<usize> = found.kept[member].iter().copied().filter(|other| *other != at).collect();
    let verdict = beside(known, member, at, &others)?;
    let way = before(known, id, &others, opening.place.start).and_then(|site| sites.metres(Some(site), opening.view.site_id));
    let proposed: i64 =
        found.kept[member].iter().filter_map(|place| problem::span(&known.openings[*place])).map(|span| span.millis()).sum();
    Some(SuggestedMember {
        member: link(known, id),
        outcome: verdict.outcome,
        findings: verdict.findings,
        hours_planned_minutes: known.has_minutes(id),
        hours_proposed_minutes: proposed / 60_000,
        distance_metres: way.map(whole),
        travel_minutes: way.map(|way| whole(ways::minutes(way))),
        times_at_site: known.times(id, opening),
        instead: instead(known, found, at),
    })
}

/// Where a member is last before an instant, on that day; nothing where they are nowhere that is known.
fn before(known: &Known, member: MemberId, others: &[usize], start: Timestamp) -> Option<SiteId> {
    let had = known.facts.taken(member).filter(|(_, _, whole)| *whole).map(|(id, span, _)| (span.end(), known.busy_at.get(&id).copied()));
    let has = others.iter().map(|at| &known.openings[*at]).map(|opening| (opening.place.end, opening.view.site_id));
    let soon = |end: Timestamp| end <= start && start.millis() - end.millis() <= SAME_DAY;
    had.chain(has).filter(|(end, _)| soon(*end)).max_by_key(|(end, _)| *end).and_then(|(_, site)| site)
}

fn instead(known: &Known, found: &Found, at: usize) -> Vec<SuggestedInstead> {
    let mut may: Vec<(usize, f64, i64)> = found.judged[at]
        .may
        .iter()
        .filter(|(member, _)| !found.kept[*member].contains(&at))
        .map(|(member, cost)| (*member, *cost, known.has_minutes(known.members[*member])))
        .collect();
    may.sort_by(|(one, cost, has), (other, other_cost, other_has)| {
        cost.total_cmp(other_cost).then(has.cmp(other_has)).then(one.cmp(other))
    });
    let could = |(member, _, has): (usize, f64, i64)| {
        let verdict = beside(known, member, at, &found.kept[member])?;
        Some(SuggestedInstead { member: link(known, verdict.member_id), outcome: verdict.outcome, hours_planned_minutes: has })
    };
    may.into_iter().take(ASKED).filter_map(could).take(INSTEAD).collect()
}

fn shortfall(found: &Found, at: usize) -> Shortfall {
    let (judged, why) = (&found.judged[at], found.short.get(&at).copied().unwrap_or_default());
    let mut rules: Vec<ShortfallRule> =
        judged.stopped.iter().map(|(rule, members)| ShortfallRule { rule: *rule, members: *members }).collect();
    rules.sort_by_key(|one| (std::cmp::Reverse(one.members), one.rule));
    Shortfall { may: i64::from(why.may), too_far: i64::from(why.busy), elsewhere: i64::from(why.elsewhere), rules }
}

fn link(known: &Known, id: MemberId) -> MemberLink {
    MemberLink { id, name: known.facts.name(id).0.to_owned() }
}

#[expect(clippy::cast_possible_truncation, reason = "metres on the earth")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}
