//! What the reader and the mapping answer for awkward input.

use super::*;
use crate::imports::table::{Dialect, Encoding, Row, Separator, Table};
use crate::jobs::Priority;
use crate::jobs::rules::{CancelReason, Status};

const PLAIN: &str = r#"
name = "Plain"
zone = "America/Chicago"
source = "plain"
[fields]
reference = { column = "id" }
title = { columns = ["what", "where"], join = ", at " }
status = { column = "state", map = { "Done" = "closed", "Dup" = "cancelled", "Held" = "on_hold" } }
cancel_reason = { column = "state", map = { "Dup" = "duplicate" } }
created_at = { column = "from", formats = ["%Y-%m-%d", "%m/%d/%Y"] }
finished_at = { column = "to", format = "%Y-%m-%d" }
address = { column = "where" }
latitude = { column = "point" }
longitude = { column = "point" }
"#;

const HEADER: &str = "id,what,where,state,from,to,point\n";

fn plan(text: &str, header: &str) -> Result<Plan, Vec<MappingFault>> {
    let columns: Vec<String> = header.trim().split(',').map(str::to_owned).collect();
    Plan::of(&Mapping::from_toml(text).unwrap(), &columns)
}

fn rows(text: &str) -> Vec<Row> {
    let mut table = Table::open(text.as_bytes(), Dialect { encoding: Encoding::UTF_8, separator: Separator::Comma }).unwrap();
    std::iter::from_fn(|| table.next_row().unwrap()).map(Result::unwrap).collect()
}

fn drafted(row: &str) -> Result<Draft, Vec<String>> {
    let row = rows(&format!("{HEADER}{row}\n")).remove(0);
    let told = |problem: crate::imports::table::Problem| {
        format!("{} {} {}: {}", problem.line, problem.column.unwrap_or_default(), problem.value.unwrap_or_default(), problem.reason)
    };
    plan(PLAIN, HEADER).unwrap().draft(&row).map_err(|problems| problems.into_iter().map(told).collect())
}

#[test]
fn a_row_becomes_a_job() {
    let draft = drafted(r#"7, Sweep ,12 Oak St,Done,2015-03-01,2015-03-01,"(41.8, -87.65)""#).unwrap();
    assert_eq!((draft.line, draft.reference.as_deref(), draft.title.as_str()), (2, Some("7"), "Sweep, at 12 Oak St"));
    assert_eq!((draft.kind.as_str(), draft.priority, draft.status), ("General", Priority::P3, Status::Closed));
    assert_eq!(draft.created_at.unwrap().to_string(), "2015-03-01T06:00:00.000Z");
    let place = draft.place.unwrap();
    assert_eq!((place.name.as_str(), place.address.lines[0].as_str()), ("12 Oak St", "12 Oak St"));
    assert_eq!(place.position.unwrap().stored(), (418_000_000, -876_500_000));
}

#[test]
fn absent_is_empty_or_na() {
    let draft = drafted("7,Sweep,NA,,,NA,").unwrap();
    assert_eq!(
        (draft.title.as_str(), draft.status, draft.created_at, draft.finished_at, draft.place),
        ("Sweep", Status::Open, None, None, None)
    );
    assert_eq!(drafted("7,NA, ,,,,").unwrap_err(), ["2 what NA: is empty, and so is the type"]);
}

#[test]
fn every_reason_is_told_with_column_and_value() {
    assert_eq!(
        drafted("7,x,y,Sleeping,31/31/2015,1066-01-01,far").unwrap_err(),
        [
            "2 from 31/31/2015: is not a date of the form %Y-%m-%d or %m/%d/%Y",
            "2 to 1066-01-01: is a date before 1900 or after 2199",
            "2 state Sleeping: is not one of draft, open, work_done, closed, cancelled; the mapping has no word for it",
        ]
    );
    assert_eq!(
        drafted("7,x,y,,,,far").unwrap_err(),
        ["2 point far: is not a number of degrees from -90 to 90", "2 point far: is not a number of degrees from -180 to 180"]
    );
    assert_eq!(
        drafted("7,x,y,Done,2015-03-02,2015-03-01,").unwrap_err(),
        ["2 to 2015-03-01: lies before the time at which the job came up"]
    );
    assert_eq!(drafted("7,x,y,Held,,,").unwrap_err(), ["2 state Held: needs a reason and is not imported: map it to open"]);
    let long = "x".repeat(201);
    assert_eq!(drafted(&format!("7,{long},,,,,")).unwrap_err(), [format!("2 what {}…: must have at most 200 characters", "x".repeat(200))]);
}

#[test]
fn the_reason_of_a_cancellation_is_asked_of_cancelled_jobs_alone() {
    let read = |row: &str| drafted(row).map(|draft| (draft.status, draft.cancelled)).unwrap();
    assert_eq!(read("7,x,y,Dup,,,"), (Status::Cancelled, Some(CancelReason::Duplicate)));
    assert_eq!(read("7,x,y,Done,,,"), (Status::Closed, None));
}

#[test]
fn what_is_wrong_with_a_mapping_is_told_at_once_and_all_of_it() {
    let wrong = r#"
name = "x"
encoding = "klingon"
separator = "x"
zone = "Mars/Olympus"
source = " "
[fields]
reference = { column = "number" }
type = { value = "a", column = "id" }
status = {}
priority = { column = "id", format = "%Y" }
created_at = { column = "from", formats = ["YYYY-MM-DD"] }
finished_at = { column = "to", format = "%Y-%m-%d", formats = [] }
note = { columns = [] }
"#;
    let faults = plan(wrong, HEADER).unwrap_err();
    let parts: Vec<&str> = faults.iter().map(|fault| fault.part.as_str()).collect();
    assert_eq!(
        parts,
        [
            "encoding",
            "separator",
            "zone",
            "source",
            "title",
            "reference",
            "type",
            "priority",
            "status",
            "created_at",
            "finished_at",
            "note"
        ]
    );
    assert_eq!(faults[5].reason, "the file has no column number");
    assert!(faults.iter().all(|fault| !fault.reason.is_empty()));
}

#[test]
fn unknown_settings_and_parts_are_refused_by_name() {
    let told = |text: &str| Mapping::from_toml(text).unwrap_err();
    assert!(told("name='x'\nzone='UTC'\nsource='x'\ncolour='red'\n[fields]").contains("unknown field `colour`"));
    assert!(told("name='x'\nzone='UTC'\nsource='x'\n[fields]\nwho={}").contains("unknown variant `who`"));
    assert!(told("name='x'\nzone='UTC'\nsource='x'\n[fields]\ntitle={col='x'}").contains("unknown field `col`"));
    assert!(told("name='x'\nsource='x'\n[fields]").contains("missing field `zone`"));
}

#[test]
fn toml_and_json_say_the_same() {
    let mapping = Mapping::from_toml(PLAIN).unwrap();
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
    assert!(json.contains(r#""cancel_reason":{"column":"state","map":{"Dup":"duplicate"}}"#));
}
