//! Words as the engines are asked for them, such that the newest few rows cost the same among a thousand and among a million.
//!
//! The embedded engine walks a word's rows newest first, but gathers all rows of a word's *beginning* before it gives the first one:
//! a beginning is therefore looked up in the vocabulary and asked for as the words it begins. In PostgreSQL row security keeps text
//! search away from any index, so one word is found in a table of words, and text search looks at the rest row by row.

use super::{Seen, Statement, Words};
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::Result;
use store::Tx;

/// Where a kind of row has its words: tables that both engines keep by triggers.
#[derive(Debug)]
pub struct Index {
    row: &'static str,
    number: &'static str,
    /// Of the embedded engine.
    text: &'static str,
    vocabulary: &'static str,
    /// Of PostgreSQL.
    word: &'static str,
    tokens: &'static str,
}

/// The words of jobs.
pub const JOBS: Index =
    Index { row: "job", number: "job.number", text: "job_text", vocabulary: "job_vocabulary", word: "job_word", tokens: "words" };

/// The words of customers.
pub const CUSTOMERS: Index = Index {
    row: "customer",
    number: "customer.number",
    text: "customer_text",
    vocabulary: "customer_vocabulary",
    word: "customer_word",
    tokens: "words",
};

/// The words of sites.
pub const SITES: Index =
    Index { row: "site", number: "site.number", text: "site_text", vocabulary: "site_vocabulary", word: "site_word", tokens: "tokens" };

/// The words of assets.
pub const ASSETS: Index = Index {
    row: "asset",
    number: "asset.number",
    text: "asset_text",
    vocabulary: "asset_vocabulary",
    word: "asset_word",
    tokens: "tokens",
};

/// Most words that a beginning is asked for as. One that begins more of them is left to the engine.
const MOST: u8 = 32;
/// Beginnings up to this length have an index of their own in the embedded engine.
const INDEXED: usize = 3;
/// Beyond this many rows a word is common, whatever the exact number.
const COMMON: i64 = 1_000;
/// Fewer rows than this are always worth beginning with.
const FEW: i64 = 200;

/// Words, ready to be asked for.
#[derive(Debug)]
pub struct Sought {
    index: &'static Index,
    how: How,
}

#[derive(Debug)]
enum How {
    /// No row holds them.
    Nothing,
    /// A match expression of the embedded engine.
    Matching(String),
    /// Each row holds one of `terms`, and those that fit all of `query` are wanted; `alone` when that is the same.
    Terms { terms: Vec<String>, alone: bool, query: String },
    /// Only looking at each row tells.
    Query(String),
}

impl Words {
    /// Prepares to ask for them.
    pub fn sought(&self, tx: &mut Tx<'_>, index: &'static Index) -> Result<Sought> {
        let how = if self.is_empty() {
            How::Nothing
        } else if Statement::<Text>::on(tx.db()).is_embedded() {
            matching(self, tx, index)?
        } else {
            rarest(self, tx, index)?
        };
        Ok(Sought { index, how })
    }
}

fn matching(words: &Words, tx: &mut Tx<'_>, index: &'static Index) -> Result<How> {
    let mut all = Vec::new();
    for (word, open) in words.each() {
        // The vocabulary is without accents; what has some is left to the engine, which knows how to drop them.
        let begun = if open && word.is_ascii() && word.len() > INDEXED { beginning(tx, index, word)? } else { None };
        all.push(match begun {
            Some(terms) if terms.is_empty() => return Ok(How::Nothing),
            Some(terms) => format!("({})", terms.iter().map(|term| quoted(term)).collect::<Vec<_>>().join(" OR ")),
            None if open => quoted(word) + "*",
            None => quoted(word),
        });
    }
    Ok(How::Matching(all.join(" AND ")))
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// Begins with the word that fewest rows hold.
fn rarest(words: &Words, tx: &mut Tx<'_>, index: &'static Index) -> Result<How> {
    let alone = words.each().len() == 1;
    let query = words.each().map(|(word, open)| format!("'{word}'{}", if open { ":*" } else { "" })).collect::<Vec<_>>().join(" & ");
    let mut best: Option<(i64, Vec<String>)> = None;
    for (word, open) in words.each() {
        let terms = if open { beginning(tx, index, word)? } else { Some(vec![word.to_owned()]) };
        let Some(terms) = terms else { continue };
        let rows = if terms.is_empty() { 0 } else { holding(tx, index, &terms, COMMON)? };
        if rows == 0 {
            return Ok(How::Nothing);
        }
        if best.as_ref().is_none_or(|(fewest, _)| rows < *fewest) {
            best = Some((rows, terms));
        }
    }
    Ok(match best {
        Some((_, terms)) => How::Terms { terms, alone, query },
        None => How::Query(query),
    })
}

/// The words that `word` begins, or nothing if they are too many. Each is found by one step into the index, past the one before.
fn beginning(tx: &mut Tx<'_>, index: &'static Index, word: &str) -> Result<Option<Vec<String>>> {
    let mut statement = Statement::<Nullable<Text>>::on(tx.db());
    let (column, table) = if statement.is_embedded() { ("term", index.vocabulary) } else { ("word", index.word) };
    let end = format!("{word}\u{10ffff}");
    statement.sql("WITH RECURSIVE found (word) AS (SELECT * FROM (SELECT ").sql(column).sql(" FROM ").sql(table).sql(" WHERE ");
    statement.sql(column).sql(" >= ").text(word).sql(" AND ").sql(column).sql(" < ").text(end.as_str());
    statement.sql(" ORDER BY 1 LIMIT 1) AS first UNION ALL SELECT (SELECT ").sql(column).sql(" FROM ").sql(table).sql(" WHERE ");
    statement.sql(column).either(" >= found.word || char(1)", " > found.word").sql(" AND ").sql(column).sql(" < ").text(end);
    statement.sql(" ORDER BY 1 LIMIT 1) FROM found WHERE found.word IS NOT NULL) SELECT word FROM found LIMIT ");
    statement.number(i64::from(MOST) + 2);
    let found: Vec<String> = statement.load::<Option<String>>(tx.db())?.into_iter().flatten().collect();
    Ok((found.len() <= usize::from(MOST)).then_some(found))
}

/// How many rows hold one of the terms, counted up to `most`.
fn holding(tx: &mut Tx<'_>, index: &'static Index, terms: &[String], most: i64) -> Result<i64> {
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT count(*) FROM (SELECT 1 FROM ").sql(index.word).sql(" WHERE word").in_texts(terms.iter().cloned());
    statement.sql(" LIMIT ").number(most).sql(") AS counted");
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or(0))
}

impl Sought {
    /// Whether a page of `shown` rows in another order is found sooner by sorting every row that holds the words than by walking
    /// that order and looking for them: with `n` rows of which `m` hold them, `m` rows are read against `shown * n / m`.
    pub fn is_few(&self, tx: &mut Tx<'_>, shown: i64) -> Result<bool> {
        let mut statement = Statement::<Nullable<BigInt>>::on(tx.db());
        statement.sql("SELECT max(number) FROM ").sql(self.index.row);
        let rows = statement.load::<Option<i64>>(tx.db())?.pop().flatten().unwrap_or(0);
        let bound = rows.saturating_mul(shown.max(1)).isqrt().max(FEW);
        let found = match &self.how {
            How::Nothing => 0,
            How::Query(_) => bound,
            How::Terms { terms, .. } => holding(tx, self.index, terms, bound)?,
            How::Matching(text) => {
                let mut statement = Statement::<BigInt>::on(tx.db());
                statement.sql("SELECT count(*) FROM (SELECT rowid FROM ").sql(self.index.text).sql(" WHERE ").sql(self.index.text);
                statement.sql(" MATCH ").text(text.as_str()).sql(" LIMIT ").number(bound).sql(")");
                statement.load::<i64>(tx.db())?.pop().unwrap_or(0)
            }
        };
        Ok(found < bound)
    }

    /// Adds the condition that a row holds the words: as what is begun with, or as what each row on the way is asked.
    pub fn hold<ST>(&self, statement: &mut Statement<ST>, drives: bool) {
        let Index { number, text, word, .. } = *self.index;
        match &self.how {
            How::Nothing => {
                statement.sql("1 = 0");
            }
            How::Matching(matching) if drives => {
                statement.sql(number).sql(" IN (SELECT rowid FROM ").sql(text).sql(" WHERE ").sql(text).sql(" MATCH ");
                statement.text(matching.as_str()).sql(")");
            }
            How::Matching(matching) => {
                statement.sql("EXISTS (SELECT 1 FROM ").sql(text).sql(" WHERE ").sql(text).sql(" MATCH ").text(matching.as_str());
                statement.sql(" AND ").sql(text).sql(".rowid = ").sql(number).sql(")");
            }
            How::Terms { terms, alone, query } if drives => {
                statement.sql(number).sql(" IN (SELECT number FROM ").sql(word).sql(" WHERE word").in_texts(terms.iter().cloned());
                statement.sql(")").seldom();
                if !alone {
                    statement.sql(" AND ");
                    self.looked_at(statement, self.index.row, query);
                }
            }
            How::Terms { query, .. } | How::Query(query) => self.looked_at(statement, self.index.row, query),
        }
    }

    /// Adds the condition that a row is among the newest within reach that hold the words, with order and limit.
    pub fn newest_seen<ST>(&self, tx: &mut Tx<'_>, seen: &Seen, statement: &mut Statement<ST>, limit: i64) -> Result<()> {
        if seen.is_whole() {
            self.newest(statement, limit);
            return Ok(());
        }
        // The newest that hold the words may all be out of reach: they are looked at one by one, or all of them when they are few.
        self.hold(statement, self.is_few(tx, limit)?);
        seen.hold(statement, true);
        statement.sql(" ORDER BY ").sql(self.index.number).sql(" DESC LIMIT ").number(limit);
        Ok(())
    }

    /// Adds the condition that a row is among the newest that hold the words, with order and limit.
    fn newest<ST>(&self, statement: &mut Statement<ST>, limit: i64) {
        let Index { row, number, text, word, .. } = *self.index;
        match &self.how {
            How::Nothing => {
                statement.sql("1 = 0");
            }
            How::Matching(matching) => {
                statement.sql(number).sql(" IN (SELECT rowid FROM ").sql(text).sql(" WHERE ").sql(text).sql(" MATCH ");
                statement.text(matching.as_str()).sql(" ORDER BY rowid DESC LIMIT ").number(limit).sql(")");
            }
            How::Terms { terms, alone, query } => {
                // Each term's rows are walked newest first, as far as the limit; then the newest of those are taken.
                statement.sql(number).sql(" IN (SELECT near.number FROM (VALUES ");
                for (at, term) in terms.iter().enumerate() {
                    statement.sql(if at == 0 { "(" } else { ", (" }).text(term.as_str()).sql(")");
                }
                statement.sql(") AS term (word) CROSS JOIN LATERAL (SELECT held.number FROM ").sql(word).sql(" AS held");
                if !alone {
                    statement.sql(" JOIN ").sql(row).sql(" AS looked ON looked.number = held.number AND ");
                    self.looked_at(statement, "looked", query);
                }
                statement.sql(" WHERE held.word = term.word ORDER BY held.number DESC LIMIT ").number(limit).sql(") AS near)").seldom();
            }
            How::Query(query) => self.looked_at(statement, row, query),
        }
        statement.sql(" ORDER BY ").sql(number).sql(" DESC LIMIT ").number(limit);
    }

    fn looked_at<ST>(&self, statement: &mut Statement<ST>, of: &'static str, query: &str) {
        statement.sql(of).sql(".").sql(self.index.tokens).sql(" @@ to_tsquery('simple', ").text(query).sql(")");
    }
}
