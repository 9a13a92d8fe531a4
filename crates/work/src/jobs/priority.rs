//! How pressing a job is: four steps, written `p1` to `p4`, stored as 1 to 4 so that they sort.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::BigInt;
use serde::{Deserialize, Serialize};

/// How pressing a job is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = BigInt)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Most pressing.
    P1,
    /// Pressing.
    P2,
    /// Normal.
    P3,
    /// When there is time.
    P4,
}

impl Priority {
    /// Every one, most pressing first.
    pub const ALL: &[Self] = &[Self::P1, Self::P2, Self::P3, Self::P4];

    /// 1 to 4.
    pub fn number(self) -> i64 {
        *self.stored()
    }

    /// From 1 to 4.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|priority| priority.number() == number)
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::P1 => "p1",
            Self::P2 => "p2",
            Self::P3 => "p3",
            Self::P4 => "p4",
        }
    }

    fn stored(self) -> &'static i64 {
        match self {
            Self::P1 => &1,
            Self::P2 => &2,
            Self::P3 => &3,
            Self::P4 => &4,
        }
    }
}

impl std::str::FromStr for Priority {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.iter().copied().find(|priority| priority.as_str() == word).ok_or_else(|| "must be one of p1, p2, p3, p4".to_owned())
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for Priority
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <i64 as ToSql<BigInt, DB>>::to_sql(self.stored(), out)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Priority
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Self::from_number(i64::from_sql(bytes)?).ok_or_else(|| "a priority outside 1 to 4".into())
    }
}
