//! Finding the customers and sites that rows speak of, and making those that are not there.

use super::mapping::Place;
use crate::customers::{self, CustomerId, NewCustomer};
use crate::listing::Statement;
use crate::sites::{self, NewSite, SiteId};
use diesel::sql_types::Text as SqlText;
use kernel::{Line, Result, Text, Zone};
use std::collections::HashMap;
use store::{Fingerprint, Subject, WriteTx, fingerprint};

/// Most customers and sites remembered from one chunk to the next; beyond that the database is asked again.
const REMEMBERED: usize = 100_000;

/// What was found or made so far. What a chunk that failed has made is forgotten with it, because the run ends there.
#[derive(Debug, Default)]
pub(super) struct Places {
    customers: HashMap<Fingerprint, CustomerId>,
    sites: HashMap<Fingerprint, SiteId>,
    /// Made since the last [`Places::made`].
    made: Vec<Subject>,
}

impl Places {
    /// The customer of this name.
    pub(super) fn customer(&mut self, tx: &mut WriteTx<'_>, name: Line<200>) -> Result<CustomerId> {
        let key = fingerprint(name.as_str().to_lowercase().as_bytes());
        if let Some(known) = self.customers.get(&key) {
            return Ok(*known);
        }
        let id = if let Some(there) = customers::rows::by_name(tx, name.as_str())? {
            there
        } else {
            let new = NewCustomer { name, reference: None, email: None, phone: None, notes: Text::default() };
            let id = customers::create_in(tx, new)?.id;
            self.made.push(Subject::new("customer", id));
            id
        };
        remember(&mut self.customers, key, id);
        Ok(id)
    }

    /// The site at this address.
    pub(super) fn site(&mut self, tx: &mut WriteTx<'_>, place: Place, customer: Option<CustomerId>, zone: &Zone) -> Result<SiteId> {
        let words = words(&place);
        let country = place.address.country.as_ref().map(|country| country.as_str().to_owned()).unwrap_or_default();
        let of = customer.map(|id| id.to_string()).unwrap_or_default();
        let key = fingerprint(format!("{words}\0{}\0{of}", country.to_lowercase()).as_bytes());
        if let Some(known) = self.sites.get(&key) {
            return Ok(*known);
        }
        let id = if let Some(there) = find(tx, place.name.as_str(), words, country, of)? {
            there
        } else {
            let Place { name, address, position } = place;
            let new = NewSite { customer_id: customer, name, address, position, time_zone: zone.clone(), access_notes: Text::default() };
            let id = sites::create_in(tx, new)?.0.id;
            self.made.push(Subject::new("site", id));
            id
        };
        remember(&mut self.sites, key, id);
        Ok(id)
    }

    /// What was made since this was last asked.
    pub(super) fn made(&mut self) -> Vec<Subject> {
        std::mem::take(&mut self.made)
    }
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

fn find(tx: &mut WriteTx<'_>, name: &str, words: String, country: String, customer: String) -> Result<Option<SiteId>> {
    let mut statement = Statement::<SqlText>::on(tx.db());
    statement.sql("SELECT id FROM site WHERE sort_name = ").text(name.to_lowercase());
    statement.sql(" AND words = ").text(words);
    statement.sql(" AND coalesce(country, '') = ").text(country).sql(" AND coalesce(customer_id, '') = ").text(customer);
    statement.sql(" ORDER BY id LIMIT 1");
    Ok(statement.load::<SiteId>(tx.db())?.pop())
}
