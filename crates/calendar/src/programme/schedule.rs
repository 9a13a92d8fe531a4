//! Programmes of conferences as frab and pentabarf export them: days, rooms, entries; XML or JSON.

use super::talk::{Day, Talk, take};
use super::xml::{Xml, child, said};
use super::{MOST_ROWS, NotRead, Programme, Settings, text};
use roxmltree::Node;
use serde_json::Value;

/// Reads the XML form.
pub fn schedule_xml(bytes: &[u8], settings: &Settings) -> Result<Programme, NotRead> {
    let xml = Xml::read(bytes)?;
    let schedule = xml.document.root_element();
    if !schedule.has_tag_name("schedule") {
        return Err(NotRead::Form("is not a programme: it does not begin with <schedule>".to_owned()));
    }
    let conference = child(schedule, "conference").unwrap_or(schedule);
    let mut programme = Programme { name: Some(said(conference, "title")).filter(|name| !name.is_empty()), ..Programme::default() };
    let (change, zone) = (said(conference, "day_change"), said(conference, "time_zone_name"));
    for day in schedule.children().filter(|node| node.has_tag_name("day")) {
        let facts = Day::new(day.attribute("date").unwrap_or_default(), &change, &zone, settings);
        for room in day.children().filter(|node| node.has_tag_name("room")) {
            for event in room.children().filter(|node| node.has_tag_name("event")) {
                counted(&mut programme)?;
                take(&mut programme, of_xml(&xml, room, event), &facts);
            }
        }
    }
    Ok(programme)
}

fn of_xml(xml: &Xml<'_>, room: Node<'_, '_>, event: Node<'_, '_>) -> Talk {
    let either = |one: &str, other: &str| Some(said(event, one)).filter(|text| !text.is_empty()).unwrap_or_else(|| said(event, other));
    let known = |name| event.attribute(name).filter(|value| !value.is_empty());
    let people = child(event, "persons").into_iter().flat_map(|persons| persons.children());
    Talk {
        row: xml.line(event),
        guid: known("guid").or(known("id")).unwrap_or_default().to_owned(),
        title: said(event, "title"),
        subtitle: said(event, "subtitle"),
        description: either("abstract", "description"),
        room: Some(said(event, "room"))
            .filter(|room| !room.is_empty())
            .unwrap_or_else(|| room.attribute("name").unwrap_or_default().to_owned()),
        date: said(event, "date"),
        start: said(event, "start"),
        duration: said(event, "duration"),
        people: people
            .filter(|person| person.has_tag_name("person"))
            .filter_map(|person| person.text())
            .map(|name| name.trim().to_owned())
            .collect(),
    }
}

/// Reads the JSON form. Rows are counted, since JSON has no lines to speak of.
pub fn schedule_json(bytes: &[u8], settings: &Settings) -> Result<Programme, NotRead> {
    let read: Value = serde_json::from_str(text(bytes)?).map_err(|error| NotRead::Form(format!("is not JSON: {error}")))?;
    let conference = &read["schedule"]["conference"];
    let days = conference["days"].as_array().ok_or_else(|| NotRead::Form("is not a programme: it has no schedule with days".to_owned()))?;
    let mut programme = Programme { name: conference["title"].as_str().map(str::to_owned), ..Programme::default() };
    let (change, zone) = (words(&conference["day_change"]), words(&conference["time_zone_name"]));
    for day in days {
        let facts = Day::new(&words(&day["date"]), &change, &zone, settings);
        for (room, events) in day["rooms"].as_object().into_iter().flatten() {
            for event in events.as_array().into_iter().flatten() {
                counted(&mut programme)?;
                let row = programme.rows;
                take(&mut programme, of_json(row, room, event), &facts);
            }
        }
    }
    Ok(programme)
}

fn of_json(row: usize, room: &str, event: &Value) -> Talk {
    let first = |names: [&str; 2]| names.map(|name| words(&event[name])).into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let people = event["persons"].as_array().into_iter().flatten();
    let name = |person: &Value| {
        ["public_name", "name", "full_public_name"].map(|key| words(&person[key])).into_iter().find(|name| !name.is_empty())
    };
    Talk {
        row,
        guid: first(["guid", "id"]),
        title: words(&event["title"]),
        subtitle: words(&event["subtitle"]),
        description: first(["abstract", "description"]),
        room: Some(words(&event["room"])).filter(|name| !name.is_empty()).unwrap_or_else(|| room.to_owned()),
        date: words(&event["date"]),
        start: words(&event["start"]),
        duration: words(&event["duration"]),
        people: people.filter_map(name).collect(),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn counted(programme: &mut Programme) -> Result<(), NotRead> {
    programme.rows += 1;
    if programme.rows > MOST_ROWS { Err(NotRead::TooMany) } else { Ok(()) }
}
