//! What comes of it.

/// Who takes what, and what nobody does.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Who takes what, by place and member.
    pub given: Vec<Given>,
    /// What is not filled, by place.
    pub short: Vec<Short>,
    /// What it costs: the costs of whom was chosen, travel and fairness.
    pub cost: f64,
    /// How far everybody travels.
    pub distance: f64,
    /// Rounds that were searched.
    pub rounds: u64,
}

/// A place given to a member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given {
    /// The place.
    pub place: usize,
    /// The member.
    pub member: usize,
    /// When they begin.
    pub start: f64,
    /// How far it is from where they were before.
    pub distance: f64,
    /// How long that takes.
    pub travel: f64,
}

/// A place of which some is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short {
    /// The place.
    pub place: usize,
    /// How many people it lacks of those it has room for.
    pub people: u32,
    /// Why.
    pub why: Why,
}

/// Why nobody more was found: what stands in the way of each who may and was not chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Why {
    /// Members who may take it, chosen or not.
    pub may: u32,
    /// Of them: those whom what they have already keeps away.
    pub busy: u32,
    /// Of them: those who would get more than their limit.
    pub limit: u32,
    /// Of them: those who are given something else that does not go with it.
    pub elsewhere: u32,
}
