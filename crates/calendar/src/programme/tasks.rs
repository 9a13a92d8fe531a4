//! Volunteers' tasks as XML: days counted from the first, times of day, numbers of people.

use super::judge::Draft;
use super::talk::clock;
use super::xml::{Xml, said};
use super::{MOST_ROWS, Need, NotRead, Programme, Settings};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use roxmltree::Node;

/// Reads tasks; they need to be told the first day.
pub fn tasks(bytes: &[u8], settings: &Settings) -> Result<Programme, NotRead> {
    let first = settings.first_day.ok_or_else(|| NotRead::Form("counts days: say on which day it begins".to_owned()))?;
    let xml = Xml::read(bytes)?;
    let tasks: Vec<Node<'_, '_>> = xml.document.root_element().children().filter(|node| node.has_tag_name("task")).collect();
    if tasks.is_empty() {
        return Err(NotRead::Form("has no <task>".to_owned()));
    }
    if tasks.len() > MOST_ROWS {
        return Err(NotRead::TooMany);
    }
    let mut programme = Programme { rows: tasks.len(), ..Programme::default() };
    for task in tasks {
        let row = xml.line(task);
        match draft(task, row, first, settings) {
            Ok(draft) => drop(programme.take(draft)),
            Err((field, reason)) => programme.refuse(row, field, &said(task, field), reason),
        }
    }
    Ok(programme)
}

type Wrong = (&'static str, &'static str);

fn draft(task: Node<'_, '_>, row: usize, first: Date, settings: &Settings) -> Result<Draft, Wrong> {
    let day: i64 = said(task, "day").parse().ok().filter(|day| (-366..=366).contains(day)).ok_or(("day", "is no number of days"))?;
    let date = first.saturating_add(day.days());
    let (start, end) = times(task, date)?;
    let (name, counter) = (said(task, "name"), said(task, "counter"));
    let need = need(task, row, &name)?;
    let reference = Some(format!("{name} {counter}")).filter(|_| !counter.is_empty());
    let (description, place, zone) = (said(task, "description"), said(task, "location"), settings.zone.clone());
    Ok(Draft { row, reference, name, description, place, zone, start, end, needs: vec![need], people: Vec::new() })
}

/// A task that ends at an earlier time of day ends on the next, if that makes it no longer than half a day; else somebody mistyped.
fn times(task: Node<'_, '_>, date: Date) -> Result<(DateTime, DateTime), Wrong> {
    let start = clock(&said(task, "start_time")).ok_or(("start_time", "is no time of day"))?;
    let end = clock(&said(task, "end_time")).ok_or(("end_time", "is no time of day"))?;
    let (start, mut end) = (date.to_datetime(start), date.to_datetime(end));
    if end < start {
        let next = end.saturating_add(1.day());
        if start.duration_until(next).as_hours() >= 12 {
            return Err(("end_time", "ends before it begins"));
        }
        end = next;
    }
    Ok((start, end))
}

fn need(task: Node<'_, '_>, row: usize, name: &str) -> Result<Need, Wrong> {
    let number = |field: &'static str| match said(task, field).as_str() {
        "" => Ok(None),
        text => text.parse::<u32>().map(Some).map_err(|_| (field, "is no whole number")),
    };
    let wanted = number("nbr_volunteers")?;
    let (least, most) = (number("nbr_volunteers_min")?, number("nbr_volunteers_max")?);
    let role = task.attribute("template").filter(|role| !role.is_empty()).unwrap_or(name).to_owned();
    let most = most.or(wanted).or(least).unwrap_or(1);
    Ok(Need { row, name: role, least: least.unwrap_or(0), most, wanted, signed_up: None })
}
