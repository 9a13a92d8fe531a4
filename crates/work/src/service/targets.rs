//! How soon is promised, by priority.

use super::clock::Promise;
use crate::jobs::Priority;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest promise, in minutes: a year.
const MOST: i64 = 525_600;

/// How soon, in minutes of work; what is not said is not promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Promises {
    /// Until somebody does something about it.
    #[serde(deserialize_with = "minutes")]
    #[schema(minimum = 1, maximum = 525_600, example = 60)]
    pub respond: Option<i64>,
    /// Until somebody is there.
    #[serde(deserialize_with = "minutes")]
    #[schema(minimum = 1, maximum = 525_600, example = 240)]
    pub attend: Option<i64>,
    /// Until it is done.
    #[serde(deserialize_with = "minutes")]
    #[schema(minimum = 1, maximum = 525_600, example = 960)]
    pub fix: Option<i64>,
}

fn minutes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    let minutes = Option::<i64>::deserialize(from)?;
    let fits = minutes.is_none_or(|minutes| (1..=MOST).contains(&minutes));
    if fits { Ok(minutes) } else { Err(serde::de::Error::custom("must be from 1 to 525600 minutes")) }
}

impl Promises {
    /// How many minutes are promised for this.
    pub fn minutes(&self, promise: Promise) -> Option<i64> {
        match promise {
            Promise::Respond => self.respond,
            Promise::Attend => self.attend,
            Promise::Fix => self.fix,
        }
    }
}

/// How soon is promised, by priority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the names are the priorities")]
#[schema(as = ServiceTargets)]
pub struct Targets {
    pub p1: Option<Promises>,
    pub p2: Option<Promises>,
    pub p3: Option<Promises>,
    pub p4: Option<Promises>,
}

impl Targets {
    /// What is promised for this priority.
    pub fn of(&self, priority: Priority) -> Option<Promises> {
        match priority {
            Priority::P1 => self.p1,
            Priority::P2 => self.p2,
            Priority::P3 => self.p3,
            Priority::P4 => self.p4,
        }
    }
}
