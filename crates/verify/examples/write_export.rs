//! Writes a made-up, correctly signed export, to measure how long checking takes:
//! `cargo run --release -p verify --example write_export -- 1000000 > million.ndjson`

use ledger::{
    Checkpoint, Entry, Frontier, Hash, NoteSigner, Outcome, Touched, commitment,
    export::{ExportWriter, FORMAT, Header, Opened},
};
use std::{error::Error, io};

const ORIGIN: &str = "muster.example/log/made-up";

struct Made {
    entry: Vec<u8>,
    leaf: Hash,
    salt: [u8; 16],
    detail: String,
}

fn make(seq: u64) -> Result<Made, Box<dyn Error>> {
    let job = format!("job_01j{seq:023}");
    let detail = format!(
        r#"{{"actor":"Ada Quill","label":"J-{seq:06}","changes":[{{"field":"status","before":"open","after":"in_progress"}},{{"field":"description","before":null,"after":"Pump {seq} leaks at the flange"}}]}}"#
    );
    let salt = u128::from(seq).to_be_bytes();
    let touched = vec![Touched { kind: "job", id: &job }];
    let entry = Entry {
        seq,
        at_ms: 1_448_000_000_000 + seq,
        actor_kind: "member",
        actor_id: Some("mem_01j00000000000000000000001"),
        action: "job.changed",
        outcome: Outcome::Done,
        subject_kind: "job",
        subject_id: Some(&job),
        touched,
        commitment: commitment(&salt, detail.as_bytes()),
    };
    let (entry, leaf) = entry.seal()?;
    Ok(Made { entry, leaf, salt, detail })
}

fn main() -> Result<(), Box<dyn Error>> {
    let size: u64 = std::env::args().nth(1).unwrap_or_else(|| "1000".to_owned()).parse()?;
    let signer = NoteSigner::from_seed(ORIGIN, &[7; 32])?;
    let mut frontier = Frontier::new();
    let mut checkpoints = Vec::new();
    for seq in 1..=size {
        frontier.append(make(seq)?.leaf);
        if seq == size || seq % 10_000 == 0 {
            checkpoints.push(Checkpoint::new(ORIGIN, seq, frontier.root())?.sign(&signer)?);
        }
    }
    let header = Header {
        format: FORMAT.to_owned(),
        origin: ORIGIN.to_owned(),
        organisation: "Made-up Works".to_owned(),
        verifier_keys: vec![signer.verifier_key().to_string()],
        checkpoints,
    };
    let mut export = ExportWriter::begin(io::BufWriter::new(io::stdout().lock()), &header)?;
    for seq in 1..=size {
        let Made { entry, salt, detail, .. } = make(seq)?;
        export.entry(seq, &entry, Some(Opened { salt: &salt, detail: &detail }))?;
    }
    export.end()?;
    Ok(())
}
