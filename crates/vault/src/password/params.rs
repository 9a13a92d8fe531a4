//! How much work a password costs.

use super::PasswordError;

/// Parameters of Argon2id: memory, passes over it, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Params {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Params {
    /// 64 MiB, three passes, one lane.
    pub const STANDARD: Self = Self { memory_kib: 65_536, passes: 3, lanes: 1 };
    /// 19 MiB, two passes, one lane: for hosts with little memory, and the floor of what is accepted.
    pub const SMALL_HOST: Self = Self { memory_kib: 19_456, passes: 2, lanes: 1 };

    const MOST: Self = Self { memory_kib: 1_048_576, passes: 16, lanes: 8 };

    /// Parameters of your own, none of them below [`Params::SMALL_HOST`].
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, PasswordError> {
        let asked = Self { memory_kib, passes, lanes };
        if asked.reaches(Self::SMALL_HOST) && Self::MOST.reaches(asked) {
            Ok(asked)
        } else {
            Err(PasswordError::OutOfBounds { memory_kib, passes, lanes })
        }
    }

    /// Next to no work at all. For tests alone: no released build has it, and no product file may name it (`cargo xtask tidy`).
    #[cfg(debug_assertions)]
    pub const fn weak_for_tests() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1 }
    }

    /// Memory in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes.
    pub fn lanes(self) -> u32 {
        self.lanes
    }

    /// What a stored record asks for. It may lie below today's floor (it is then hashed anew), never beyond the most.
    pub(super) fn of_record(params: &argon2::Params) -> Result<Self, PasswordError> {
        let asked = Self { memory_kib: params.m_cost(), passes: params.t_cost(), lanes: params.p_cost() };
        if Self::MOST.reaches(asked) { Ok(asked) } else { Err(PasswordError::Record("it asks for too much work")) }
    }

    /// Whether nothing of `self` is less than in `other`.
    pub(super) fn reaches(self, other: Self) -> bool {
        self.memory_kib >= other.memory_kib && self.passes >= other.passes && self.lanes >= other.lanes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_below_the_floor_or_beyond_the_most_is_taken() {
        assert_eq!(Params::new(19_456, 2, 1).unwrap(), Params::SMALL_HOST);
        assert_eq!(Params::new(65_536, 3, 1).unwrap(), Params::STANDARD);
        for (memory, passes, lanes) in
            [(19_455, 2, 1), (19_456, 1, 1), (19_456, 2, 0), (0, 0, 0), (1_048_577, 2, 1), (19_456, 17, 1), (19_456, 2, 9)]
        {
            assert!(Params::new(memory, passes, lanes).is_err(), "{memory} {passes} {lanes}");
        }
    }
}
