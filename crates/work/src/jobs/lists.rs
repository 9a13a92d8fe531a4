//! The statement of a list. Each one walks an index that is already in the order asked for, so that a page of fifty costs the same
//! among ten thousand jobs and among a million.
//!
//! One condition drives: it and the order share an index. The others are looked at row by row on the way ([`Statement::aside`]).
//! Several statuses are walked side by side, each along its own stretch of the index. Where no index has both condition and
//! order (a customer's jobs by target), the condition drives, because it leaves few rows.

use super::filter::{Filter, JobSort};
use super::rows::{BRIEF, Named, NamedSql, WHOLE};
use super::rules::Status;
use super::tally;
use crate::listing::{Statement, Words};
use diesel::sql_types::BigInt;
use kernel::{Result, Scope};
use serde::{Deserialize, Serialize};
use store::Tx;

/// The sort keys of the last row of a page: the order's columns, most significant first. A missing target is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place(Vec<Option<i64>>);

impl Place {
    /// Whether it has the keys of this order.
    pub(super) fn fits(&self, sort: JobSort) -> bool {
        let nulls = self.0.iter().filter(|key| key.is_none()).count();
        let null_holds = nulls == 0 || sort.by_target() && nulls == 1 && self.0.first() == Some(&None);
        self.0.len() == sort.width() && null_holds
    }
}

impl JobSort {
    /// The place of a row in this order.
    pub fn place(self, (row, ..): &Named) -> Place {
        let number = Some(row.number);
        Place(match self {
            Self::Created | Self::CreatedDown => vec![Some(row.created_at.millis()), number],
            Self::Target | Self::TargetDown => vec![row.target_at.map(kernel::Timestamp::millis), number],
            Self::Priority => vec![Some(row.priority.number()), Some(row.created_at.millis()), number],
            Self::UpdatedDown => vec![Some(row.updated_at.millis()), number],
            Self::Number | Self::NumberDown => vec![number],
        })
    }

    /// How many keys a place in this order has.
    fn width(self) -> usize {
        match self {
            Self::Number | Self::NumberDown => 1,
            Self::Priority => 3,
            _ => 2,
        }
    }

    fn order(self) -> &'static str {
        match self {
            Self::Created => " ORDER BY job.created_at, job.number",
            Self::CreatedDown => " ORDER BY job.created_at DESC, job.number DESC",
            Self::Target => " ORDER BY job.target_at, job.number",
            Self::TargetDown => " ORDER BY job.target_at DESC, job.number DESC",
            Self::Priority => " ORDER BY job.priority, job.created_at, job.number",
            Self::UpdatedDown => " ORDER BY job.updated_at DESC, job.number DESC",
            Self::Number => " ORDER BY job.number",
            Self::NumberDown => " ORDER BY job.number DESC",
        }
    }

    fn past(self) -> &'static str {
        match self {
            Self::Created => " AND (job.created_at, job.number) > (",
            Self::CreatedDown => " AND (job.created_at, job.number) < (",
            Self::Target => " AND (job.target_at, job.number) > (",
            Self::TargetDown => " AND (job.target_at, job.number) < (",
            Self::Priority => " AND (job.priority, job.created_at, job.number) > (",
            Self::UpdatedDown => " AND (job.updated_at, job.number) < (",
            Self::Number => " AND job.number > (",
            Self::NumberDown => " AND job.number < (",
        }
    }

    fn by_target(self) -> bool {
        matches!(self, Self::Target | Self::TargetDown)
    }

    fn by_created(self) -> bool {
        matches!(self, Self::Created | Self::CreatedDown)
    }
}

/// What an index is entered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Driver {
    Words,
    Customer,
    Site,
    Overdue,
    Kind,
    Status,
    Priority,
    Order,
}

/// More rows than this holding the words, and the list is walked in its order instead, asking of each row whether it holds them.
const MANY: i64 = 20_000;

fn driver(filter: &Filter, sort: JobSort, few_words: bool) -> Driver {
    let ordered = sort.by_created() || sort.by_target();
    if filter.words.is_some() && few_words {
        Driver::Words
    } else if filter.site.is_some() {
        Driver::Site
    } else if filter.customer.is_some() {
        Driver::Customer
    } else if filter.overdue {
        Driver::Overdue
    } else if filter.kind.is_some() && sort.by_created() {
        Driver::Kind
    } else if !filter.statuses.is_empty() && ordered {
        Driver::Status
    } else if filter.priorities.len() == 1 && sort.by_created() {
        Driver::Priority
    } else {
        Driver::Order
    }
}

/// One page of jobs, up to `limit` rows, in their order; `after` is the place of the last row of the page before.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, sort: JobSort, after: Option<&Place>, limit: i64) -> Result<Vec<Named>> {
    let mut walk = Walk { filter, sort, few_words: few(tx, filter)?, stretch: Stretch::Whole, after, limit };
    if !sort.by_target() {
        return walk.statement(tx).load(tx.db());
    }
    // No two engines agree where null is in an order, so jobs without a target are a stretch of their own, after the others.
    let untargeted = after.is_some_and(|place| place.0.first() == Some(&None));
    walk.stretch = Stretch::Targeted;
    let mut found: Vec<Named> = if untargeted { Vec::new() } else { walk.statement(tx).load(tx.db())? };
    walk.limit -= i64::try_from(found.len()).unwrap_or(limit);
    let all_have_one = filter.overdue || filter.target.0.is_some() || filter.target.1.is_some();
    if walk.limit > 0 && !all_have_one {
        walk.stretch = Stretch::Untargeted;
        walk.after = after.filter(|_| untargeted);
        found.extend(walk.statement(tx).load::<Named>(tx.db())?);
    }
    Ok(found)
}

/// How the engine would walk the first page, in its own words: for tests and for whoever wonders why a list is slow.
pub fn plan(tx: &mut Tx<'_>, filter: &Filter, sort: JobSort) -> Result<Vec<String>> {
    let stretch = if sort.by_target() { Stretch::Targeted } else { Stretch::Whole };
    let walk = Walk { filter, sort, few_words: few(tx, filter)?, stretch, after: None, limit: 51 };
    walk.statement(tx).plan(tx.db())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Whole,
    Targeted,
    Untargeted,
}

/// One stretch of a list.
struct Walk<'a> {
    filter: &'a Filter,
    sort: JobSort,
    few_words: bool,
    stretch: Stretch,
    after: Option<&'a Place>,
    limit: i64,
}

impl Walk<'_> {
    fn statement(&self, tx: &mut Tx<'_>) -> Statement<NamedSql> {
        let (filter, drives) = (self.filter, driver(self.filter, self.sort, self.few_words));
        let mut statement = Statement::<NamedSql>::on(tx.db());
        statement.sql(if filter.with_texts { WHOLE } else { BRIEF });
        if drives == Driver::Status && filter.statuses.len() > 1 {
            statement.sql("job.number IN (");
            for (at, status) in filter.statuses.iter().enumerate() {
                statement.sql(if at == 0 { "" } else { " UNION ALL " });
                statement.sql("SELECT number FROM (SELECT job.number AS number FROM job WHERE ");
                statement.append(self.leg(tx, std::slice::from_ref(status), drives)).sql(") AS stretch");
            }
            statement.sql(")").sql(self.along().order()).sql(" LIMIT ").number(self.limit);
        } else if self.in_order(drives) {
            statement.append(self.leg(tx, &filter.statuses, drives));
        } else {
            // Sorting numbers costs less than sorting rows.
            statement.sql("job.number IN (SELECT job.number FROM job WHERE ");
            statement.append(self.leg(tx, &filter.statuses, drives)).sql(")").sql(self.along().order());
        }
        if filter.breadth() > 2 {
            statement.seldom();
        }
        statement
    }

    /// Conditions, order and limit of one walk.
    fn leg(&self, tx: &mut Tx<'_>, statuses: &[Status], drives: Driver) -> Statement<BigInt> {
        let mut leg = Statement::<BigInt>::on(tx.db());
        conditions(&mut leg, self.filter, statuses, drives, tx.now().millis());
        scoped(&mut leg, tx);
        self.stretched(&mut leg);
        leg.sql(self.along().order()).sql(" LIMIT ").number(self.limit);
        leg
    }

    /// Whether the index that is entered by the driver has the order asked for.
    fn in_order(&self, drives: Driver) -> bool {
        match drives {
            Driver::Words | Driver::Overdue => false,
            Driver::Customer | Driver::Site => self.sort.by_created(),
            _ => true,
        }
    }

    /// The order of this stretch: jobs without a target go by number, in the same direction.
    fn along(&self) -> JobSort {
        match (self.stretch, self.sort) {
            (Stretch::Untargeted, JobSort::TargetDown) => JobSort::NumberDown,
            (Stretch::Untargeted, _) => JobSort::Number,
            (_, sort) => sort,
        }
    }

    fn stretched<ST>(&self, statement: &mut Statement<ST>) {
        match self.stretch {
            Stretch::Whole => {}
            Stretch::Targeted => {
                statement.sql(" AND job.target_at IS NOT NULL");
            }
            Stretch::Untargeted => {
                statement.sql(" AND job.target_at IS NULL");
            }
        }
        let Some(Place(keys)) = self.after else { return };
        statement.sql(self.along().past());
        for (at, key) in keys.iter().flatten().enumerate() {
            statement.sql(if at == 0 { "" } else { ", " }).number(*key);
        }
        statement.sql(")");
    }
}

/// Every condition of the filter, after which more may follow with AND.
fn conditions<ST>(statement: &mut Statement<ST>, filter: &Filter, statuses: &[Status], drives: Driver, now: i64) {
    statement.sql("1 = 1");
    let and = |statement: &mut Statement<ST>, this: Driver| {
        statement.sql(" AND ");
        if this != drives {
            statement.aside();
        }
    };
    if let Some(words) = &filter.words {
        holding(statement, words, drives == Driver::Words);
    }
    if let Some(site) = filter.site {
        and(statement, Driver::Site);
        statement.sql("job.site_id = ").text(site.as_str());
    }
    if let Some(customer) = filter.customer {
        and(statement, Driver::Customer);
        statement.sql("job.customer_id = ").text(customer.as_str());
    }
    if let Some(kind) = &filter.kind {
        and(statement, Driver::Kind);
        statement.sql("job.type = ").text(kind.as_str());
    }
    match statuses {
        [] => {}
        [one] => {
            and(statement, Driver::Status);
            statement.sql("job.status = ").text(one.as_str());
        }
        several => {
            and(statement, Driver::Status);
            statement.sql("job.status").in_texts(several.iter().map(|status| status.as_str()));
        }
    }
    match filter.priorities.as_slice() {
        [] => {}
        [one] => {
            and(statement, Driver::Priority);
            statement.sql("job.priority = ").number(one.number());
        }
        several => {
            and(statement, Driver::Priority);
            statement.sql("job.priority").in_numbers(several.iter().map(|priority| priority.number()));
        }
    }
    between(statement, " AND job.created_at >= ", " AND job.created_at < ", filter.created);
    between(statement, " AND job.target_at >= ", " AND job.target_at < ", filter.target);
    if filter.overdue {
        and(statement, Driver::Overdue);
        statement.sql("job.due_at < ").number(now);
    }
}

fn between<ST>(statement: &mut Statement<ST>, from: &'static str, to: &'static str, dates: super::filter::Dates) {
    if let Some(at) = dates.0 {
        statement.sql(from).number(at.millis());
    }
    if let Some(at) = dates.1 {
        statement.sql(to).number(at.millis());
    }
}

fn holding<ST>(statement: &mut Statement<ST>, words: &Words, drives: bool) {
    if words.is_empty() {
        statement.sql(" AND 1 = 0");
    } else if !statement.is_embedded() {
        statement.sql(" AND job.words @@ to_tsquery('simple', ").text(words.for_tsquery()).sql(")");
    } else if drives {
        statement.sql(" AND job.number IN (SELECT rowid FROM job_text WHERE job_text MATCH ").text(words.for_fts5()).sql(")");
    } else {
        statement.sql(" AND EXISTS (SELECT 1 FROM job_text WHERE job_text MATCH ").text(words.for_fts5());
        statement.sql(" AND job_text.rowid = job.number)");
    }
}

/// What one may only do with one's own is not found on others'.
fn scoped<ST>(statement: &mut Statement<ST>, tx: &Tx<'_>) {
    if tx.scope() != Scope::Organisation {
        let member = tx.actor().member().map(|id| id.to_string()).unwrap_or_default();
        statement.sql(" AND job.created_by = ").text(member);
    }
}

/// Whether few enough jobs hold the words to begin with them.
fn few(tx: &mut Tx<'_>, filter: &Filter) -> Result<bool> {
    let Some(words) = filter.words.as_ref().filter(|words| !words.is_empty()) else { return Ok(true) };
    let mut statement = Statement::<BigInt>::on(tx.db());
    if !statement.is_embedded() {
        return Ok(true);
    }
    statement.sql("SELECT count(*) FROM (SELECT rowid FROM job_text WHERE job_text MATCH ").text(words.for_fts5());
    statement.sql(" LIMIT ").number(MANY).sql(")");
    Ok(statement.load::<i64>(tx.db())?.first().is_none_or(|count| *count < MANY))
}

/// How many jobs of each status the filter leaves, and how many of them are late.
pub fn count(tx: &mut Tx<'_>, filter: &Filter) -> Result<tally::Tally> {
    if filter.is_counted() && tx.scope() == Scope::Organisation {
        return tally::kept(tx, filter);
    }
    let few_words = few(tx, filter)?;
    let now = tx.now().millis();
    let mut statement = Statement::on(tx.db());
    statement.sql("SELECT job.status, count(*), count(CASE WHEN job.due_at < ").number(now);
    statement.sql(" THEN 1 END) FROM job WHERE ");
    conditions(&mut statement, filter, &[], driver(filter, JobSort::CreatedDown, few_words), now);
    scoped(&mut statement, tx);
    statement.sql(" GROUP BY job.status").seldom();
    tally::told(statement, tx)
}
