//! Mappings that come with the program, one for each kind of file it was tried on.

use super::Mapping;
use super::field::MappedField;
use std::collections::HashSet;

/// A mapping that comes with the program.
#[derive(Debug, Clone, serde::Serialize, utoipa::ToSchema)]
#[schema(as = ReadyMapping)]
pub struct Ready {
    /// Its id.
    #[schema(value_type = String, example = "chicago-sanitation")]
    pub id: &'static str,
    /// What people call it.
    pub name: String,
    /// The mapping.
    pub mapping: Mapping,
}

const SOURCES: &[(&str, &str)] = &[
    ("chicago-sanitation", include_str!("../../../mappings/chicago-sanitation.toml")),
    ("san-francisco-311", include_str!("../../../mappings/san-francisco-311.toml")),
    ("san-francisco-311-geocoded", include_str!("../../../mappings/san-francisco-311-geocoded.toml")),
    ("new-york-311", include_str!("../../../mappings/new-york-311.toml")),
    ("nist-excavators", include_str!("../../../mappings/nist-excavators.toml")),
    ("uwa-mining", include_str!("../../../mappings/uwa-mining.toml")),
];

/// Every mapping that comes with the program; a test holds that all of them can be read.
pub fn ready() -> Vec<Ready> {
    let read =
        |(id, text): &(&'static str, &str)| Mapping::from_toml(text).ok().map(|mapping| Ready { id, name: mapping.name.clone(), mapping });
    SOURCES.iter().filter_map(read).collect()
}

/// The mapping that fits a file with these columns: it finds every column it names, and of several it names the most.
pub fn suggested(columns: &[String]) -> Option<&'static str> {
    let here: HashSet<&str> = columns.iter().map(String::as_str).collect();
    let fitting = ready().into_iter().filter_map(|ready| {
        let names: HashSet<&str> = ready.mapping.fields.values().flat_map(names).collect();
        names.iter().all(|name| here.contains(name)).then_some((names.len(), ready.id))
    });
    fitting.max_by_key(|(count, _)| *count).map(|(_, id)| id)
}

fn names(field: &MappedField) -> impl Iterator<Item = &str> {
    field.column.iter().chain(field.columns.iter().flatten()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_them_can_be_read_and_are_suggested_for_their_files() {
        assert_eq!(ready().len(), SOURCES.len());
        for (id, text) in SOURCES {
            let mapping = Mapping::from_toml(text).unwrap();
            let columns: Vec<String> = mapping.fields.values().flat_map(names).map(str::to_owned).collect();
            assert_eq!(super::super::Plan::of(&mapping, &columns).err(), None, "{id}");
            assert_eq!(suggested(&columns), Some(*id));
        }
        assert_eq!(suggested(&["name".to_owned()]), None);
    }
}
