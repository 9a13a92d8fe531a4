//! Nurse rostering of the second international competition (INRC-II), as far as it is places and people: who is able, how many are
//! needed, at most so many shifts each, one a day, and which shift may not follow which. Shifts come late enough after one another when
//! each is followed by nine hours in which nothing else begins: so early does not follow late, and neither follows night. What the
//! competition also punishes (runs of shifts and of days off, weekends, wishes) is not asked for here.

use planner::{Busy, May, Member, Place, Problem};
use std::path::Path;

/// When a shift begins, in hours.
fn begins(shift: &str) -> Option<f64> {
    match shift {
        "Early" => Some(6.0),
        "Late" => Some(14.0),
        "Night" => Some(22.0),
        _ => None,
    }
}

/// Eight hours of work, and nine of rest.
const LASTS: f64 = 17.0;

/// `(5,7)` or `(5,7` as numbers.
fn pair(text: &str) -> Option<(u32, u32)> {
    let (one, other) = text.trim_matches(['(', ')']).split_once(',')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}

/// The problem of some weeks after a history, each told by the text of its file.
pub fn read(scenario: &str, history: &str, weeks: &[String]) -> Option<Problem> {
    let contract = |name: &str| {
        let found = scenario.lines().find(|line| line.starts_with(name) && line.contains('('))?;
        Some(f64::from(pair(found.split_whitespace().nth(1)?)?.1))
    };
    let nurses: Vec<Vec<&str>> = scenario
        .lines()
        .skip_while(|line| !line.starts_with("NURSES"))
        .skip(1)
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|cells| cells.len() > 3)
        .collect();
    let last =
        |name: &str| history.lines().find(|line| line.split_whitespace().next() == Some(name))?.split_whitespace().nth(3).and_then(begins);
    let horizon = 24.0 * 7.0 * f64::from(u32::try_from(weeks.len()).ok()?);
    let member = |cells: &Vec<&str>| {
        let before = last(cells[0]).map(|hour| Busy { from: hour - 24.0, until: hour - 24.0 + LASTS, spot: None });
        Some(Member {
            from: -48.0,
            until: horizon + 48.0,
            busy: before.into_iter().collect(),
            most: contract(cells[1])?,
            ..Member::default()
        })
    };
    let mut places = Vec::new();
    for (week, text) in (0_u32..).zip(weeks) {
        for line in text.lines().filter(|line| line.split_whitespace().next().and_then(begins).is_some()) {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let who: Vec<May> = nurses
                .iter()
                .enumerate()
                .filter(|(_, nurse)| nurse[3..].contains(&cells[1]))
                .map(|(member, _)| May { member, cost: 0.0 })
                .collect();
            for (day, cell) in (0_u32..).zip(&cells[2..]) {
                let (needed, room) = pair(cell)?;
                let earliest = f64::from(week * 7 + day).mul_add(24.0, begins(cells[0])?);
                let (latest, who) = (earliest, who.clone());
                places.push(Place { spot: None, earliest, latest, duration: LASTS, room: room.max(needed), needed, load: 1.0, who });
            }
        }
    }
    places.retain(|place| place.room > 0);
    Some(Problem { members: nurses.iter().map(member).collect::<Option<_>>()?, places, fairness: 0.01, ..Problem::default() })
}

/// The problem that a published roster solves, and how many places that leaves open; of a folder such as `Solution_H_0-WD_1-2-3-3`.
pub fn published(folder: &Path) -> Option<(Problem, u32)> {
    let (name, above) = (folder.file_name()?.to_str()?, folder.parent()?);
    let instance = above.file_name()?.to_str()?;
    let (history, weeks) = name.strip_prefix("Solution_H_")?.split_once("-WD_")?;
    let file = |name: String| std::fs::read_to_string(above.join(name)).ok();
    let weeks: Vec<String> = weeks.split('-').map(|week| file(format!("WD-{instance}-{week}.txt"))).collect::<Option<_>>()?;
    let problem = read(&file(format!("Sc-{instance}.txt"))?, &file(format!("H0-{instance}-{history}.txt"))?, &weeks)?;
    let said = std::fs::read_to_string(folder.join("validator.txt")).ok()?;
    // Each place that is open costs 30.
    let open: u32 = said.lines().find_map(|line| line.strip_prefix("Optimal coverage constraints:"))?.trim().parse().ok()?;
    Some((problem, open / 30))
}
