//! Vehicle routing with time windows, as Solomon (1987) wrote it down and Gehring and Homberger after him.

use planner::{May, Member, Place, Problem, Travel};

/// An instance: a depot and its customers. A customer is a place, a vehicle a member who may take any.
pub struct Instance {
    /// What it is called.
    pub name: String,
    capacity: f64,
    /// Where, demand, from, until, how long; the depot first.
    rows: Vec<[f64; 6]>,
}

impl Instance {
    /// Reads the text of an instance.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let name = lines.next()?.trim().to_owned();
        let numbers = |line: &str| line.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>().ok();
        let mut all = lines.filter_map(numbers).filter(|numbers| !numbers.is_empty());
        let capacity = *all.next()?.get(1)?;
        let rows = all.filter_map(|row| row.get(1..7)?.try_into().ok()).collect::<Vec<[f64; 6]>>();
        (rows.len() > 1).then_some(Self { name, capacity, rows })
    }

    /// How many customers there are.
    pub fn customers(&self) -> usize {
        self.rows.len() - 1
    }

    /// The problem, with so many vehicles.
    pub fn problem(&self, vehicles: usize) -> Option<Problem> {
        let spots: Vec<(f64, f64)> = self.rows.iter().map(|row| (row[0], row[1])).collect();
        let depot = self.rows.first()?;
        let place = |(at, row): (usize, &[f64; 6])| Place {
            spot: Some(at),
            earliest: row[3],
            latest: row[4],
            duration: row[5],
            room: 1,
            needed: 1,
            load: row[2],
            who: (0..vehicles).map(|member| May { member, cost: 0.0 }).collect(),
        };
        let vehicle = Member { from: depot[3], until: depot[4], start: Some(0), end: Some(0), most: self.capacity, ..Member::default() };
        Some(Problem {
            places: self.rows.iter().enumerate().skip(1).map(place).collect(),
            members: vec![vehicle; vehicles],
            travel: Travel::on_a_plane(&spots).ok()?,
            travel_cost: 1.0,
            fairness: 0.0,
            bounds: Vec::new(),
        })
    }
}
