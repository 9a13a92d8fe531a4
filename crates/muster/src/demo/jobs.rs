//! Real jobs for the demo, as if of these days, brought in by the import that everybody uses. Where they come from: `demo/SOURCES.md`.

use super::recent::brought_up_to;
use crate::failure::Failure;
use crate::import::import;
use flate2::read::GzDecoder;
use jiff::civil::Date;
use kernel::{Actor, MemberId};
use std::path::Path;
use std::sync::Arc;
use store::Origin;
use store::door::{Authority, Realm};
use work::imports::ImportFile;
use work::imports::mapping::ready;

/// A packed file and the mapping it is read with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) packed: &'static [u8],
    pub(super) mapping: &'static str,
}

pub(super) const CHICAGO: Sample = Sample {
    name: "chicago-sanitation.csv",
    packed: include_bytes!("../../demo/chicago-sanitation.csv.gz"),
    mapping: "chicago-sanitation",
};

pub(super) const SAN_FRANCISCO: Sample =
    Sample { name: "san-francisco.csv", packed: include_bytes!("../../demo/san-francisco.csv.gz"), mapping: "san-francisco-311" };

/// Imports a sample whose newest record is of `newest` as if `member` had; tells how many jobs were added.
pub(super) async fn bring(realm: &Arc<Realm>, folder: &Path, sample: Sample, newest: Date, member: MemberId) -> Result<i64, Failure> {
    let path = folder.join(sample.name);
    let rows = std::io::read_to_string(GzDecoder::new(sample.packed))?;
    std::fs::write(&path, brought_up_to(&rows, newest))?;
    let mapping = ready().into_iter().find(|ready| ready.id == sample.mapping).map(|ready| ready.mapping);
    let mapping = mapping.ok_or_else(|| Failure::failed(format!("the mapping {} is missing", sample.mapping)))?;
    let authority = Authority::whole(Actor::Member(member), Origin::default());
    let report = import(realm, authority, ImportFile { path: path.clone(), mapping, dry_run: false }).await;
    std::fs::remove_file(&path)?;
    Ok(report?.progress.map_or(0, |progress| progress.added))
}
