//! Instances of the Second International Nurse Rostering Competition, as its text files have them.

use std::collections::HashMap;

/// Days of a week, as the files write them.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// At least, and at most.
pub type Range = (u32, u32);

/// Everything that is known.
#[derive(Debug, Clone)]
pub struct Instance {
    pub skills: Vec<String>,
    pub shifts: Vec<Shift>,
    pub contracts: Vec<Contract>,
    pub nurses: Vec<Nurse>,
    pub weeks: Vec<Week>,
}

/// A kind of shift; who works one may not work some others on the day after.
#[derive(Debug, Clone)]
pub struct Shift {
    pub name: String,
    pub in_a_row: Range,
    pub not_before: Vec<usize>,
}

#[derive(Debug, Clone)]
pub struct Contract {
    pub name: String,
    pub assignments: Range,
    pub days_worked: Range,
    pub days_off: Range,
    pub weekends: u32,
    pub whole_weekends: bool,
}

#[derive(Debug, Clone)]
pub struct Nurse {
    pub name: String,
    pub contract: usize,
    pub skills: Vec<usize>,
    pub past: Past,
}

/// What somebody did before the first week.
#[derive(Debug, Clone, Default)]
pub struct Past {
    pub assignments: u32,
    pub weekends: u32,
    pub last: Option<usize>,
    pub same: u32,
    pub worked: u32,
    pub off: u32,
}

#[derive(Debug, Clone, Default)]
pub struct Week {
    /// By shift and skill: each day's least and best.
    pub cover: Vec<(usize, usize, Vec<Range>)>,
    /// Who would not work which shift, or any, on which day.
    pub off: Vec<(usize, Option<usize>, usize)>,
}

/// By nurse and day: the shift, and the skill it is worked with.
pub type Roster = Vec<Vec<Option<(usize, usize)>>>;

fn at(names: impl Iterator<Item = impl AsRef<str>>, name: &str) -> Option<usize> {
    names.into_iter().position(|one| one.as_ref() == name)
}

/// `(2,5)`.
fn range(text: &str) -> Option<Range> {
    let (least, most) = text.strip_prefix('(')?.strip_suffix(')')?.split_once(',')?;
    Some((least.parse().ok()?, most.parse().ok()?))
}

/// The lines of a section as words, up to the next empty line.
fn section<'t>(text: &'t str, head: &str) -> Vec<Vec<&'t str>> {
    let from = text.lines().skip_while(|line| line.split_whitespace().next() != Some(head)).skip(1);
    from.take_while(|line| !line.trim().is_empty()).map(|line| line.split_whitespace().collect()).collect()
}

impl Instance {
    /// Reads a scenario, what was before, and the weeks.
    pub fn read(scenario: &str, history: &str, weeks: &[String]) -> Option<Self> {
        let skills: Vec<String> = section(scenario, "SKILLS").iter().map(|row| row[0].to_owned()).collect();
        let kinds = section(scenario, "SHIFT_TYPES");
        let shift = |name: &str| at(kinds.iter().map(|row| row[0]), name);
        let after: HashMap<&str, Vec<usize>> = section(scenario, "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS")
            .iter()
            .map(|row| (row[0], row[2..].iter().filter_map(|name| shift(name)).collect()))
            .collect();
        let shifts = kinds.iter().map(|row| {
            let not_before = after.get(row[0]).cloned().unwrap_or_default();
            Some(Shift { name: row[0].to_owned(), in_a_row: range(row[1])?, not_before })
        });
        let contracts = section(scenario, "CONTRACTS").iter().map(|row| contract(row)).collect::<Option<Vec<_>>>()?;
        let past: HashMap<&str, Vec<&str>> = section(history, "NURSE_HISTORY").into_iter().map(|row| (row[0], row)).collect();
        let nurse = |row: &Vec<&str>| {
            let before = past.get(row[0])?;
            let number = |at: usize| before.get(at)?.parse().ok();
            Some(Nurse {
                name: row[0].to_owned(),
                contract: at(contracts.iter().map(|one| &one.name), row[1])?,
                skills: row[3..].iter().map(|name| at(skills.iter(), name)).collect::<Option<_>>()?,
                past: Past {
                    assignments: number(1)?,
                    weekends: number(2)?,
                    last: shift(before[3]),
                    same: number(4)?,
                    worked: number(5)?,
                    off: number(6)?,
                },
            })
        };
        let nurses = section(scenario, "NURSES").iter().map(nurse).collect::<Option<Vec<_>>>()?;
        let week = |text: &String| {
            let cover = section(text, "REQUIREMENTS");
            let cover = cover.iter().map(|row| {
                let days = row[2..].iter().map(|text| range(text)).collect::<Option<Vec<_>>>()?;
                Some((shift(row[0])?, at(skills.iter(), row[1])?, days))
            });
            let off = section(text, "SHIFT_OFF_REQUESTS");
            let off = off.iter().map(|row| {
                let day = at(DAYS.iter(), row[2])?;
                Some((at(nurses.iter().map(|nurse| &nurse.name), row[0])?, shift(row[1]), day))
            });
            Some(Week { cover: cover.collect::<Option<_>>()?, off: off.collect::<Option<_>>()? })
        };
        let weeks = weeks.iter().map(week).collect::<Option<_>>()?;
        Some(Self { shifts: shifts.collect::<Option<_>>()?, skills: skills.clone(), contracts, nurses: nurses.clone(), weeks })
    }

    /// Reads a solution, a file for each week. Whoever has two shifts on a day is refused: nobody may.
    pub fn solution(&self, weeks: &[String]) -> Option<Roster> {
        let mut roster = self.nothing();
        for (week, text) in weeks.iter().enumerate() {
            for row in section(text, "ASSIGNMENTS") {
                let nurse = at(self.nurses.iter().map(|nurse| &nurse.name), row[0])?;
                let day = 7 * week + at(DAYS.iter(), row[1])?;
                let shift = at(self.shifts.iter().map(|shift| &shift.name), row[2])?;
                let cell = roster.get_mut(nurse)?.get_mut(day)?;
                if cell.replace((shift, at(self.skills.iter(), row[3])?)).is_some() {
                    return None;
                }
            }
        }
        Some(roster)
    }

    /// Nobody works.
    pub fn nothing(&self) -> Roster {
        vec![vec![None; 7 * self.weeks.len()]; self.nurses.len()]
    }
}

fn contract(row: &[&str]) -> Option<Contract> {
    Some(Contract {
        name: row[0].to_owned(),
        assignments: range(row[1])?,
        days_worked: range(row[2])?,
        days_off: range(row[3])?,
        weekends: row[4].parse().ok()?,
        whole_weekends: row[5] == "1",
    })
}
