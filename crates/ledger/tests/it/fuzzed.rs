//! The fuzz targets' entry points without a fuzzer: over a real log's bytes, those bytes changed, and noise.

use crate::log::Log;
use crate::replay::replay;
use ledger::{
    Frontier, Hash, Note, consistency_proof, inclusion_proof, leaf_hash,
    tile::{encode_bundle, encode_hashes},
};

#[path = "../../../../fuzz/entries/entry.rs"]
mod entry;
#[path = "../../../../fuzz/entries/export.rs"]
mod export;
#[path = "../../../../fuzz/entries/note.rs"]
mod note;
#[path = "../../../../fuzz/entries/proof.rs"]
mod proof;
#[path = "../../../../fuzz/entries/proof_file.rs"]
mod proof_file;
#[path = "../../../../fuzz/entries/tile.rs"]
mod tile;

const COUNT: usize = 4_000;
const SIZE: u64 = 11;

fn entries(log: &Log) -> Vec<Vec<u8>> {
    log.records.iter().map(|record| record.entry.clone()).collect()
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    encode_hashes(hashes)
}

#[test]
fn records() {
    replay(&entries(&Log::grown(SIZE)), COUNT, entry::run);
}

#[test]
fn notes_and_keys() {
    let log = Log::grown(SIZE);
    let mut seeds: Vec<Vec<u8>> = log.checkpoints().into_iter().map(String::into_bytes).collect();
    seeds.push(log.key().into_bytes());
    seeds.push(Note::parse(&log.checkpoint(SIZE)).unwrap().text().as_bytes().to_vec());
    replay(&seeds, COUNT, note::run);
}

#[test]
fn exports() {
    let log = Log::grown(SIZE);
    let held = [log.checkpoint(4).into_bytes(), vec![0], log.export()].concat();
    replay(&[log.export(), held], COUNT / 4, export::run);
}

#[test]
fn proofs() {
    let log = Log::grown(SIZE);
    let sizes = |first: u64, second: u64| [first.to_le_bytes(), second.to_le_bytes()].concat();
    let included = |index: u64| {
        let leaf = leaf_hash(&log.records[usize::try_from(index).unwrap()].entry);
        let hashes = inclusion_proof(index, SIZE, &mut log.nodes()).unwrap();
        [sizes(index, SIZE), bytes(&[leaf, log.root(SIZE)]), bytes(&hashes)].concat()
    };
    let grown = |from: u64| {
        let hashes = consistency_proof(from, SIZE, &mut log.nodes()).unwrap();
        [sizes(from, SIZE), bytes(&[log.root(from), log.root(SIZE)]), bytes(&hashes)].concat()
    };
    let seeds: Vec<Vec<u8>> = (1..SIZE).flat_map(|at| [included(at), grown(at)]).collect();
    replay(&seeds, COUNT, proof::run);
}

#[test]
fn proof_files() {
    let log = Log::grown(SIZE);
    let seeds: Vec<Vec<u8>> =
        (1..SIZE).flat_map(|at| [log.proof(at, SIZE).to_string().into_bytes(), log.growth(at, SIZE).to_string().into_bytes()]).collect();
    replay(&seeds, COUNT, proof_file::run);
}

#[test]
fn tiles() {
    let log = Log::grown(SIZE);
    let leaves: Vec<Hash> = log.records.iter().map(|record| leaf_hash(&record.entry)).collect();
    let mut frontier = Frontier::default();
    for leaf in &leaves {
        frontier.append(*leaf);
    }
    let width = u16::try_from(SIZE).unwrap().to_le_bytes().to_vec();
    let bundle = encode_bundle(log.records.iter().map(|record| record.entry.as_slice())).unwrap();
    let paths = ["tile/0/x001/234", "tile/entries/000.p/11", "tile/8/x001/x234/067.p/1"].map(|path| path.as_bytes().to_vec());
    let seeds = [vec![frontier.to_bytes(), [width.clone(), bytes(&leaves)].concat(), [width, bundle].concat()], paths.to_vec()].concat();
    replay(&seeds, COUNT, tile::run);
}
