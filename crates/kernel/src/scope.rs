//! Who acts, and how far a right reaches.

use crate::MemberId;
use serde::{Deserialize, Serialize};

/// What kind of actor did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A member of the organisation.
    Member,
    /// Muster itself: timers, migrations.
    System,
    /// Whoever runs the server, at its command line.
    Operator,
    /// Nobody known: a sign-in that failed.
    Anonymous,
}

impl ActorKind {
    /// The word written in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::System => "system",
            Self::Operator => "operator",
            Self::Anonymous => "anonymous",
        }
    }

    /// Reads the word written in the log; an unknown word is nobody.
    pub fn from_word(word: &str) -> Self {
        match word {
            "member" => Self::Member,
            "system" => Self::System,
            "operator" => Self::Operator,
            _ => Self::Anonymous,
        }
    }
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A signed-in member.
    Member(MemberId),
    /// Muster itself.
    System,
    /// Whoever runs the server, at its command line.
    Operator,
    /// Nobody known.
    Anonymous,
}

impl Actor {
    /// The kind of this actor.
    pub fn kind(&self) -> ActorKind {
        match self {
            Self::Member(_) => ActorKind::Member,
            Self::System => ActorKind::System,
            Self::Operator => ActorKind::Operator,
            Self::Anonymous => ActorKind::Anonymous,
        }
    }

    /// The member acting, if one is.
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Self::Member(id) => Some(*id),
            _ => None,
        }
    }
}

/// How far a grant reaches. Ordered: a wider scope is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// What the member made or is assigned to.
    Own,
    /// The member's unit and the units below it.
    Unit,
    /// The whole organisation.
    Organisation,
}

impl Scope {
    /// The word used on the wire and in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Unit => "unit",
            Self::Organisation => "organisation",
        }
    }
}
