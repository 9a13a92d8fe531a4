//! Finding the customers and sites that rows speak of, and making those that are not there.

use super::mapping::Place;
use crate::customers::{self, CustomerId, NewCustomer};
use crate::sites::{self, NewSite, SiteId};
use kernel::{Line, Result, Text, UnitId, Zone};
use std::collections::HashMap;
use store::{Fingerprint, Subject, WriteTx, fingerprint};

/// Most customers and sites remembered from one chunk to the next; beyond that the database is asked again.
const REMEMBERED: usize = 100_000;

/// A customer or a site, and the unit that looks after it.
pub(super) type Kept<T> = (T, Option<UnitId>);

/// A place, and whose.
pub(super) type Wanted = (Place, Option<Kept<CustomerId>>);

/// What was found or made so far. What a chunk that failed has made is forgotten with it, because the run ends there.
#[derive(Debug, Default)]
pub(super) struct Places {
    customers: HashMap<Fingerprint, Kept<CustomerId>>,
    sites: HashMap<Fingerprint, Kept<SiteId>>,
    /// Made since the last [`Places::made`].
    made: Vec<Subject>,
}

impl Places {
    /// The customer of this name.
    pub(super) fn customer(&mut self, tx: &mut WriteTx<'_>, name: Line<200>) -> Result<Kept<CustomerId>> {
        let key = fingerprint(name.as_str().to_lowercase().as_bytes());
        if let Some(known) = self.customers.get(&key) {
            return Ok(*known);
        }
        let id = if let Some(there) = customers::rows::by_name(tx, name.as_str())? {
            there
        } else {
            let new = NewCustomer { name, reference: None, email: None, phone: None, notes: Text::default(), unit_id: None };
            let made = customers::create_in(tx, new)?.0;
            self.made.push(Subject::new("customer", made.id));
            (made.id, made.unit_id)
        };
        remember(&mut self.customers, key, id);
        Ok(id)
    }

    /// The sites at these addresses, one for each that is wanted, in their order.
    pub(super) fn sites(
        &mut self,
        tx: &mut WriteTx<'_>,
        wanted: Vec<Option<Wanted>>,
        zone: &Zone,
        posted: Option<UnitId>,
    ) -> Result<Vec<Option<Kept<SiteId>>>> {
        let (mut keys, mut ids, mut unknown) = (Vec::with_capacity(wanted.len()), HashMap::new(), HashMap::new());
        for wanted in wanted {
            let key = wanted.as_ref().map(key_of);
            keys.push(key);
            let Some((key, wanted)) = key.zip(wanted) else { continue };
            match self.sites.get(&key) {
                Some(id) => drop(ids.insert(key, *id)),
                None => drop(unknown.entry(key).or_insert((keys.len(), wanted))),
            }
        }
        ids.extend(there(tx, unknown.values().map(|(_, wanted)| wanted))?);
        let mut missing: Vec<_> = unknown.into_iter().filter(|(key, _)| !ids.contains_key(key)).collect();
        missing.sort_unstable_by_key(|(_, (order, _))| *order);
        let mut made = Vec::with_capacity(missing.len());
        let first = if missing.is_empty() { 0 } else { tx.next_numbers("site", i64::try_from(missing.len()).unwrap_or(0))? };
        for ((key, (_, (place, customer))), number) in missing.into_iter().zip(first..) {
            let (customer_id, unit) = (customer.map(|(id, _)| id), customer.and_then(|(_, unit)| unit).or(posted));
            let row = sites::new_row(tx, number, new_site(place, customer_id, zone), unit);
            ids.insert(key, (row.id, unit));
            made.push(row);
        }
        sites::rows::insert_all(tx, &mut made)?;
        self.made.extend(made.iter().map(|row| Subject::new("site", row.id)));
        for (key, id) in &ids {
            remember(&mut self.sites, *key, *id);
        }
        Ok(keys.into_iter().map(|key| ids.get(&key?).copied()).collect())
    }

    /// What was made since this was last asked.
    pub(super) fn made(&mut self) -> Vec<Subject> {
        std::mem::take(&mut self.made)
    }
}

fn new_site(Place { name, address, position }: Place, customer_id: Option<CustomerId>, zone: &Zone) -> NewSite {
    NewSite { customer_id, name, address, position, time_zone: zone.clone(), access_notes: Text::default(), unit_id: None }
}

fn remember<T>(known: &mut HashMap<Fingerprint, T>, key: Fingerprint, id: T) {
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(key, id);
}

/// Name and address in lower case, as `sites::rows` keeps them for the search.
fn words(place: &Place) -> String {
    let Place { name, address, .. } = place;
    let lines = address.lines.iter().map(Line::as_str).collect::<Vec<_>>().join("\n");
    let parts = [
        Some(name.as_str()),
        Some(lines.as_str()),
        address.locality.as_ref().map(Line::as_str),
        address.region.as_ref().map(Line::as_str),
        address.postcode.as_ref().map(Line::as_str),
    ];
    parts.into_iter().flatten().map(str::to_lowercase).collect::<Vec<_>>().join("\n")
}

/// What tells one site from another.
fn key(words: &str, country: Option<&str>, customer: Option<CustomerId>) -> Fingerprint {
    let customer = customer.map(|id| id.to_string()).unwrap_or_default();
    fingerprint(format!("{words}\0{}\0{customer}", country.unwrap_or_default().to_lowercase()).as_bytes())
}

fn key_of((place, customer): &Wanted) -> Fingerprint {
    key(&words(place), place.address.country.as_ref().map(Line::as_str), customer.map(|(id, _)| id))
}

/// Those of the wanted sites that are there; of two alike the older.
fn there<'a>(tx: &mut WriteTx<'_>, wanted: impl Iterator<Item = &'a Wanted>) -> Result<Vec<(Fingerprint, Kept<SiteId>)>> {
    let (names, words): (Vec<_>, Vec<_>) = wanted.map(|(place, _)| (place.name.as_str().to_lowercase(), words(place))).unzip();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let found = sites::rows::told(tx, &names, &words)?;
    let known = |(id, words, country, customer, unit): sites::rows::Told| (key(&words, country.as_deref(), customer), (id, unit));
    Ok(found.into_iter().map(known).collect())
}
