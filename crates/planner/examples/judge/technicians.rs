//! Technicians who can do some kinds of work, and customers who want one kind at a time of day.

use planner::{May, Member, Place, Problem, Travel};

/// Reads the table: towns and ways between them, technicians with what they can do, customers with what they want.
pub fn read(text: &str) -> Option<Problem> {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    let of = |kind: &'static str| rows.iter().filter(move |row| row.first() == Some(&kind));
    let towns = of("towns").next()?.get(1..)?;
    let town = |name: &str| towns.iter().position(|town| *town == name);
    let number = |cell: &str| cell.parse::<f64>().ok();
    let ways: Vec<f64> = of("way").filter_map(|row| row.get(2..)).flatten().filter_map(|way| number(way)).collect();
    let technicians: Vec<&Vec<&str>> = of("technician").collect();
    let member = |row: &&Vec<&str>| {
        let home = town(row.get(3)?);
        Some(Member { from: 0.0, until: 24.0 * 60.0, start: home, end: home, most: number(row.get(2)?)?, ..Member::default() })
    };
    let place = |row: &Vec<&str>| {
        let able = |who: &&Vec<&str>| who.get(4..).is_some_and(|kinds| kinds.contains(&row[2]));
        let who = technicians.iter().enumerate().filter(|(_, who)| able(who)).map(|(member, _)| May { member, cost: 0.0 }).collect();
        let (duration, earliest, latest) = (number(row.get(3)?)?, number(row.get(4)?)?, number(row.get(5)?)?);
        Some(Place { spot: town(row.get(1)?), earliest, latest, duration, room: 1, needed: 1, load: duration, who })
    };
    Some(Problem {
        members: technicians.iter().map(member).collect::<Option<_>>()?,
        places: of("customer").map(place).collect::<Option<_>>()?,
        travel: Travel::new(towns.len(), ways.clone(), ways).ok()?,
        travel_cost: 1.0,
        fairness: 0.0,
        bounds: Vec::new(),
    })
}
