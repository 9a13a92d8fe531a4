//! A statement whose text depends on what is asked. Diesel's own dynamic queries are told apart by type and prepared anew for each
//! connection type; this one is kept prepared by its text, and runs on both engines.
//!
//! Invariant: text is `&'static str` alone, so nothing that came from outside can be anything but a bound value.

use crate::Connection;
use diesel::backend::Backend;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::methods::LoadQuery;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, Integer, Text};
use diesel::sqlite::SqliteConnection;
use kernel::{MemberId, Result, UnitId};
use std::marker::PhantomData;

#[derive(Debug, Clone)]
enum Part {
    Sql(&'static str),
    Text(String),
    Number(i64),
}

/// Text and values of a statement that answers rows of `ST`.
#[derive(Debug, Clone)]
pub struct Statement<ST> {
    parts: Vec<Part>,
    embedded: bool,
    kept: bool,
    answers: PhantomData<ST>,
}

impl<ST> Statement<ST> {
    /// An empty statement for the engine of `connection`.
    pub fn on(connection: &Connection) -> Self {
        let embedded = matches!(connection, Connection::Sqlite(_));
        Self { parts: Vec::with_capacity(24), embedded, kept: true, answers: PhantomData }
    }

    /// Whether it will run on the embedded engine.
    pub fn is_embedded(&self) -> bool {
        self.embedded
    }

    /// Adds text.
    pub fn sql(&mut self, text: &'static str) -> &mut Self {
        self.parts.push(Part::Sql(text));
        self
    }

    /// Adds one text for the embedded engine, another for PostgreSQL.
    pub fn either(&mut self, embedded: &'static str, postgres: &'static str) -> &mut Self {
        self.sql(if self.embedded { embedded } else { postgres })
    }

    /// Keeps the embedded engine from choosing an index by what follows: it knows nothing of how many rows have which value, and
    /// would walk half the table for a condition that half the table meets.
    pub fn aside(&mut self) -> &mut Self {
        self.either("+", "")
    }

    /// Adds a value.
    pub fn text(&mut self, value: impl Into<String>) -> &mut Self {
        self.parts.push(Part::Text(value.into()));
        self
    }

    /// Adds a value.
    pub fn number(&mut self, value: i64) -> &mut Self {
        self.parts.push(Part::Number(value));
        self
    }

    /// Adds ` IN (…)` of texts; of none, a condition that nothing meets.
    pub fn in_texts<S: Into<String>>(&mut self, values: impl IntoIterator<Item = S>) -> &mut Self {
        self.sql(" IN (");
        for (at, value) in values.into_iter().enumerate() {
            self.sql(if at == 0 { "" } else { ", " }).text(value);
        }
        self.sql(")")
    }

    /// Adds ` IN (…)` of numbers.
    pub fn in_numbers(&mut self, values: impl IntoIterator<Item = i64>) -> &mut Self {
        self.sql(" IN (");
        for (at, value) in values.into_iter().enumerate() {
            self.sql(if at == 0 { "" } else { ", " }).number(value);
        }
        self.sql(")")
    }

    /// Adds a condition that the column before it is one of these units. They are one value, so that the text stays the same
    /// however many they are.
    pub fn in_units(&mut self, units: &[UnitId]) -> &mut Self {
        self.in_ids(units.iter().map(UnitId::as_str))
    }

    /// Adds a condition that the column before it is one of these members; one value, likewise.
    pub fn in_members(&mut self, members: &[MemberId]) -> &mut Self {
        self.in_ids(members.iter().map(MemberId::as_str))
    }

    /// Ids have neither quotes nor commas.
    fn in_ids<'i>(&mut self, ids: impl Iterator<Item = &'i str>) -> &mut Self {
        if self.embedded {
            let array = ids.map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(",");
            self.sql(" IN (SELECT value FROM json_each(").text(format!("[{array}]")).sql("))")
        } else {
            self.sql(" = ANY (string_to_array(").text(ids.collect::<Vec<_>>().join(",")).sql(", ','))")
        }
    }

    /// Adds another statement's text and values.
    pub fn append<T>(&mut self, other: Statement<T>) -> &mut Self {
        self.kept &= other.kept;
        self.parts.extend(other.parts);
        self
    }

    /// Does not keep it prepared: for shapes of which there are many, so that asking for each of them fills no memory.
    pub fn seldom(&mut self) -> &mut Self {
        self.kept = false;
        self
    }

    /// Runs it and reads every row.
    pub fn load<Row>(self, connection: &mut Connection) -> Result<Vec<Row>>
    where
        Self: LoadQuery<'static, SqliteConnection, Row> + LoadQuery<'static, PgConnection, Row>,
    {
        match connection {
            Connection::Sqlite(connection) => Ok(RunQueryDsl::load(self, connection)?),
            Connection::Postgres(connection) => Ok(RunQueryDsl::load(self, connection)?),
        }
    }
}

impl<ST> Statement<ST> {
    /// How the engine would run it, a line for each step.
    pub fn plan(self, connection: &mut Connection) -> Result<Vec<String>> {
        type Step = (Integer, Integer, Integer, Text);
        if self.embedded {
            let mut asked = Statement::<Step>::on(connection);
            asked.sql("EXPLAIN QUERY PLAN ").append(self).seldom();
            return Ok(asked.load::<(i32, i32, i32, String)>(connection)?.into_iter().map(|(.., told)| told).collect());
        }
        let mut asked = Statement::<Text>::on(connection);
        asked.sql("EXPLAIN ").append(self).seldom();
        asked.load(connection)
    }
}

impl<ST> Query for Statement<ST> {
    type SqlType = ST;
}

impl<ST> QueryId for Statement<ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST, C> RunQueryDsl<C> for Statement<ST> {}

impl<ST, DB> QueryFragment<DB> for Statement<ST>
where
    DB: Backend + HasSqlType<Text> + HasSqlType<BigInt>,
    String: ToSql<Text, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if !self.kept {
            out.unsafe_to_cache_prepared();
        }
        for part in &self.parts {
            match part {
                Part::Sql(text) => out.push_sql(text),
                Part::Text(value) => out.push_bind_param::<Text, _>(value)?,
                Part::Number(value) => out.push_bind_param::<BigInt, _>(value)?,
            }
        }
        Ok(())
    }
}
