//! The statement of a list. Each one walks an index that is already in the order asked for, so that a page of fifty costs the same
//! among ten thousand jobs and among a million.
//!
//! One condition drives: it and the order share an index. The others are looked at row by row on the way ([`Statement::aside`]).
//! Several statuses are walked side by side, each along its own stretch of the index. Where no index has both condition and
//! order (a customer's jobs by target), the condition drives, because it leaves few rows. What the asker's right reaches drives when
//! that is few rows too; when it is many, the order finds them soon.

use super::filter::{Filter, JobSort};
use super::rows::{Named, NamedSql, select, shown};
use super::rules::Status;
use super::tally;
use crate::listing::{JOB, JOBS, Seen, Sought, Statement};
use diesel::sql_types::{BigInt, Nullable};
use kernel::{CustomerId, Result, UnitId};
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

    /// Along its index.
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

    /// By sorting what something else found: what is computed is in no index, so none is walked for the order's sake.
    fn sorted(self) -> &'static str {
        match self {
            Self::Created => " ORDER BY +job.created_at, +job.number",
            Self::CreatedDown => " ORDER BY +job.created_at DESC, +job.number DESC",
            Self::Target => " ORDER BY +job.target_at, +job.number",
            Self::TargetDown => " ORDER BY +job.target_at DESC, +job.number DESC",
            Self::Priority => " ORDER BY +job.priority, +job.created_at, +job.number",
            Self::UpdatedDown => " ORDER BY +job.updated_at DESC, +job.number DESC",
            Self::Number => " ORDER BY +job.number",
            Self::NumberDown => " ORDER BY +job.number DESC",
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
    Reach,
    Overdue,
    Kind,
    Status,
    Priority,
    Order,
}

fn driver(filter: &Filter, sort: JobSort, asked: &Asked) -> Driver {
    let ordered = sort.by_created() || sort.by_target();
    if asked.drives {
        Driver::Words
    } else if filter.site.is_some() {
        Driver::Site
    } else if asked.customer(filter).is_some() {
        Driver::Customer
    } else if asked.near {
        Driver::Reach
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
    let asked = asked(tx, filter, limit)?;
    let mut walk = Walk { filter, sort, asked: &asked, stretch: Stretch::Whole, after, limit };
    if !sort.by_target() {
        let found = walk.statement(tx).load(tx.db())?;
        return Ok(asked.shown(found));
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
    Ok(asked.shown(found))
}

/// How the engine would walk the first page, in its own words: for tests and for whoever wonders why a list is slow.
pub fn plan(tx: &mut Tx<'_>, filter: &Filter, sort: JobSort) -> Result<Vec<String>> {
    let stretch = if sort.by_target() { Stretch::Targeted } else { Stretch::Whole };
    let asked = asked(tx, filter, 51)?;
    let walk = Walk { filter, sort, asked: &asked, stretch, after: None, limit: 51 };
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
    asked: &'a Asked,
    stretch: Stretch,
    after: Option<&'a Place>,
    limit: i64,
}

impl Walk<'_> {
    fn statement(&self, tx: &mut Tx<'_>) -> Statement<NamedSql> {
        let (filter, drives) = (self.filter, driver(self.filter, self.sort, self.asked));
        let mut statement = select(tx, filter.with_texts);
        if drives == Driver::Status && filter.statuses.len() > 1 {
            statement.sql("job.number IN (");
            for (at, status) in filter.statuses.iter().enumerate() {
                statement.sql(if at == 0 { "" } else { " UNION ALL " });
                statement.sql("SELECT number FROM (SELECT job.number AS number FROM job WHERE ");
                statement.append(self.leg(tx, std::slice::from_ref(status), drives)).sql(") AS stretch");
            }
            statement.sql(")").sql(self.along().sorted()).sql(" LIMIT ").number(self.limit);
        } else if self.in_order(drives) {
            statement.append(self.leg(tx, &filter.statuses, drives));
        } else {
            // Sorting numbers costs less than sorting rows.
            statement.sql("job.number IN (SELECT job.number FROM job WHERE ");
            statement.append(self.leg(tx, &filter.statuses, drives)).sql(")").sql(self.along().sorted());
        }
        if filter.breadth() > 2 {
            statement.seldom();
        }
        statement
    }

    /// Conditions, order and limit of one walk.
    fn leg(&self, tx: &mut Tx<'_>, statuses: &[Status], drives: Driver) -> Statement<BigInt> {
        let mut leg = Statement::<BigInt>::on(tx.db());
        conditions(&mut leg, self.filter, self.asked, statuses, drives, tx.now().millis());
        self.stretched(&mut leg);
        let along = self.along();
        leg.sql(if self.in_order(drives) { along.order() } else { along.sorted() }).sql(" LIMIT ").number(self.limit);
        leg
    }

    /// Whether the index that is entered by the driver has the order asked for.
    fn in_order(&self, drives: Driver) -> bool {
        match drives {
            Driver::Words | Driver::Overdue | Driver::Reach => false,
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
fn conditions<ST>(statement: &mut Statement<ST>, filter: &Filter, asked: &Asked, statuses: &[Status], drives: Driver, now: i64) {
    statement.sql("1 = 1");
    let and = |statement: &mut Statement<ST>, this: Driver| {
        statement.sql(" AND ");
        if this != drives {
            statement.aside();
        }
    };
    if let Some(sought) = &asked.sought {
        statement.sql(" AND ");
        sought.hold(statement, drives == Driver::Words);
    }
    if let Some(site) = filter.site {
        and(statement, Driver::Site);
        statement.sql("job.site_id = ").text(site.as_str());
    }
    if let Some(units) = &asked.units {
        and(statement, Driver::Reach);
        statement.sql("job.unit_id").in_units(units);
    }
    // The unit asked for drives before the units reached do: it is one of them, or nothing is found.
    let by_reach = drives == Driver::Reach && asked.units.is_none() || drives == Driver::Customer && filter.customer.is_none();
    asked.seen.hold(statement, !by_reach);
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
    // The dates may drive where nothing else does, or lie in the index of what does.
    let created = ["job.created_at >= ", "job.created_at < "];
    between(statement, created, filter.created, matches!(drives, Driver::Words | Driver::Overdue));
    let target = ["job.target_at >= ", "job.target_at < "];
    between(statement, target, filter.target, !matches!(drives, Driver::Order | Driver::Status));
    if filter.overdue {
        and(statement, Driver::Overdue);
        statement.sql("job.due_at < ").number(now);
    }
}

fn between<ST>(statement: &mut Statement<ST>, bounds: [&'static str; 2], dates: super::filter::Dates, aside: bool) {
    for (bound, date) in bounds.into_iter().zip([dates.0, dates.1]) {
        let Some(at) = date else { continue };
        statement.sql(" AND ");
        if aside {
            statement.aside();
        }
        statement.sql(bound).number(at.millis());
    }
}

/// What has to be known before the statement can be written: the filter's words and whether to begin with them, what the asker may
/// see and whether to begin with that.
struct Asked {
    sought: Option<Sought>,
    drives: bool,
    seen: Seen,
    /// The units the filter asks for.
    units: Option<Vec<UnitId>>,
    /// Whether what is reached, or of the units asked for, is few rows.
    near: bool,
}

impl Asked {
    /// The one customer whose jobs alone can be found.
    fn customer(&self, filter: &Filter) -> Option<CustomerId> {
        filter.customer.or(self.seen.customer())
    }

    fn shown(&self, found: Vec<Named>) -> Vec<Named> {
        found.into_iter().map(|found| shown(&self.seen, found)).collect()
    }
}

fn asked(tx: &mut Tx<'_>, filter: &Filter, shown: i64) -> Result<Asked> {
    let sought = filter.words.as_ref().map(|words| words.sought(tx, &JOBS)).transpose()?;
    let drives = sought.as_ref().map(|sought| sought.is_few(tx, shown)).transpose()?.unwrap_or(false);
    let seen = JOB.reached(tx);
    let units = filter.unit.map(|unit| crate::units::asked_for(tx, unit)).transpose()?;
    let near = near(tx, &seen, units.as_deref(), shown)?;
    Ok(Asked { sought, drives, seen, units, near })
}

/// Fewer rows than this are always worth beginning with.
const FEW: i64 = 200;

/// Whether a page of `shown` rows is found sooner by sorting every row that is reached than by walking the order and looking for
/// them: with `n` jobs of which `m` are reached, `m` rows are read against `shown * n / m`.
fn near(tx: &mut Tx<'_>, seen: &Seen, units: Option<&[UnitId]>, shown: i64) -> Result<bool> {
    if seen.customer().is_some() || seen.is_whole() && units.is_none() {
        return Ok(false);
    }
    let mut statement = Statement::<Nullable<BigInt>>::on(tx.db());
    statement.sql("SELECT max(number) FROM job");
    let rows = statement.load::<Option<i64>>(tx.db())?.pop().flatten().unwrap_or(0);
    let bound = rows.saturating_mul(shown.max(1)).isqrt().max(FEW);
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT count(*) FROM (SELECT 1 FROM job WHERE 1 = 1");
    if let Some(units) = units {
        statement.sql(" AND job.unit_id").in_units(units);
    } else {
        seen.hold(&mut statement, false);
    }
    statement.sql(" LIMIT ").number(bound).sql(") AS counted");
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or(0) < bound)
}

/// How many jobs of each status the filter leaves, and how many of them are late.
pub fn count(tx: &mut Tx<'_>, filter: &Filter) -> Result<tally::Tally> {
    let seen = JOB.reached(tx);
    if filter.is_counted() && seen.is_whole() {
        return tally::kept(tx, filter);
    }
    let sought = filter.words.as_ref().map(|words| words.sought(tx, &JOBS)).transpose()?;
    let units = filter.unit.map(|unit| crate::units::asked_for(tx, unit)).transpose()?;
    // Every row is looked at in any case, up to the bound: what is reached is the fewest there can be.
    let near = units.is_some() || !seen.is_whole();
    let asked = Asked { drives: sought.is_some(), sought, seen, units, near };
    let now = tx.now().millis();
    let mut statement = Statement::on(tx.db());
    statement.sql("SELECT status, count(*), count(CASE WHEN due_at < ").number(now);
    statement.sql(" THEN 1 END) FROM (SELECT job.status AS status, job.due_at AS due_at FROM job WHERE ");
    conditions(&mut statement, filter, &asked, &[], driver(filter, JobSort::CreatedDown, &asked), now);
    statement.sql(" LIMIT ").number(tally::MOST + 1).sql(") AS found GROUP BY status").seldom();
    tally::told(statement, tx)
}
