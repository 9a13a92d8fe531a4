//! A small made-up log to export, prove and tamper with.

use ledger::{
    Checkpoint, ConsistencyFile, Entry, Hash, LAPSE_ACTION, LAPSE_SUBJECT, LEAST_KEPT_MILLIS, MemoryNodes, Note, NoteSigner, Outcome,
    ProofFile, Touched, commitment, consistency_proof,
    export::{EntryLine, ExportWriter, FORMAT, Header, Opened},
    inclusion_proof, leaf_hash, root_at,
};

/// Origin of the made-up log.
pub(crate) const ORIGIN: &str = "muster.example/log/brook";

/// One record with what opens it.
#[derive(Clone)]
pub(crate) struct Made {
    pub(crate) seq: u64,
    pub(crate) action: String,
    pub(crate) salt: [u8; 16],
    pub(crate) detail: String,
    pub(crate) entry: Vec<u8>,
    /// The log says by it that records before this one lapsed.
    pub(crate) lapsed_before: Option<u64>,
    /// Its detail is gone.
    pub(crate) erased: bool,
}

/// A log, its signer and the sizes at which it signed.
#[derive(Clone)]
pub(crate) struct Log {
    pub(crate) origin: &'static str,
    pub(crate) seed: [u8; 32],
    pub(crate) records: Vec<Made>,
    pub(crate) signed_at: Vec<u64>,
}

impl Made {
    /// Encodes again after a change of its parts.
    pub(crate) fn again(mut self) -> Self {
        let subject = format!("job_{:026}", self.seq);
        if let Some(before) = self.lapsed_before {
            return self.lapse(before);
        }
        let entry = Entry {
            seq: self.seq,
            at_ms: 1_448_000_000_000 + self.seq,
            actor_kind: "member",
            actor_id: (!self.seq.is_multiple_of(7)).then_some("mem_00000000000000000000000001"),
            action: &self.action,
            outcome: Outcome::Done,
            subject_kind: "job",
            subject_id: Some(&subject),
            touched: vec![Touched { kind: "job", id: &subject }],
            commitment: commitment(&self.salt, self.detail.as_bytes()),
        };
        self.entry = entry.encode().unwrap();
        self
    }

    /// Encoded as the record by which the log says that those before `before` lapsed, two years after the first.
    fn lapse(mut self, before: u64) -> Self {
        let subject = before.to_string();
        let entry = Entry {
            seq: self.seq,
            at_ms: 1_448_000_000_000 + 2 * LEAST_KEPT_MILLIS,
            actor_kind: "system",
            actor_id: None,
            action: LAPSE_ACTION,
            outcome: Outcome::Done,
            subject_kind: LAPSE_SUBJECT,
            subject_id: Some(&subject),
            touched: Vec::new(),
            commitment: commitment(&self.salt, self.detail.as_bytes()),
        };
        self.entry = entry.encode().unwrap();
        self
    }

    /// The record moved to another place, with everything about it made to fit.
    pub(crate) fn renumbered(mut self, seq: u64) -> Self {
        self.seq = seq;
        self.again()
    }

    pub(crate) fn line(&self) -> String {
        EntryLine::to_json(self.seq, &self.entry, self.opened()).unwrap()
    }

    fn opened(&self) -> Option<Opened<'_>> {
        (!self.erased).then_some(Opened { salt: &self.salt, detail: &self.detail })
    }
}

impl Log {
    /// A log of so many records, signed every four and at the end.
    pub(crate) fn grown(size: u64) -> Self {
        let records = (1..=size)
            .map(|seq| {
                let detail = format!(r#"{{"actor":"Ada Quill","note":"visit {seq} é"}}"#);
                let action = if seq % 3 == 0 { "job.closed" } else { "job.created" }.to_owned();
                Made { seq, action, salt: u128::from(seq).to_le_bytes(), detail, entry: Vec::new(), lapsed_before: None, erased: false }
                    .again()
            })
            .collect();
        let signed_at = (1..=size).filter(|at| at % 4 == 0 || *at == size).collect();
        Self { origin: ORIGIN, seed: [7; 32], records, signed_at }
    }

    /// The log in which the last record says that those before `before` lapsed, and these are erased.
    pub(crate) fn lapsed(size: u64, before: u64, erased: &[u64]) -> Self {
        let mut log = Self::grown(size);
        let last = log.records.pop().unwrap();
        log.records.push(Made { lapsed_before: Some(before), ..last }.again());
        for record in &mut log.records {
            record.erased = erased.contains(&record.seq);
        }
        log
    }

    pub(crate) fn signer(&self) -> NoteSigner {
        NoteSigner::from_seed(self.origin, &self.seed).unwrap()
    }

    pub(crate) fn key(&self) -> String {
        self.signer().verifier_key().to_string()
    }

    pub(crate) fn nodes(&self) -> MemoryNodes {
        self.records.iter().map(|record| leaf_hash(&record.entry)).collect()
    }

    pub(crate) fn root(&self, size: u64) -> Hash {
        root_at(size, &mut self.nodes()).unwrap()
    }

    /// The signed checkpoint of that size.
    pub(crate) fn checkpoint(&self, size: u64) -> String {
        Checkpoint::new(self.origin, size, self.root(size)).unwrap().sign(&self.signer()).unwrap()
    }

    pub(crate) fn checkpoints(&self) -> Vec<String> {
        self.signed_at.iter().map(|size| self.checkpoint(*size)).collect()
    }

    /// The export with these checkpoints instead of the log's own.
    pub(crate) fn export_with(&self, checkpoints: Vec<String>) -> Vec<u8> {
        let header = Header {
            format: FORMAT.to_owned(),
            origin: self.origin.to_owned(),
            organisation: "Brook Rescue".to_owned(),
            verifier_keys: vec![self.key()],
            checkpoints,
        };
        let mut export = ExportWriter::begin(Vec::new(), &header).unwrap();
        for record in &self.records {
            export.entry(record.seq, &record.entry, record.opened()).unwrap();
        }
        export.end().unwrap()
    }

    pub(crate) fn export(&self) -> Vec<u8> {
        self.export_with(self.checkpoints())
    }

    /// The proof of a record in the tree of that size.
    pub(crate) fn proof(&self, seq: u64, size: u64) -> ProofFile {
        let index = seq - 1;
        let hashes = inclusion_proof(index, size, &mut self.nodes()).unwrap();
        let record = &self.records[usize::try_from(index).unwrap()];
        let checkpoint = Note::parse(&self.checkpoint(size)).unwrap();
        ProofFile { extra: Some(record.line().into_bytes()), index, hashes, checkpoint }
    }

    /// The proof that the log only grew.
    pub(crate) fn growth(&self, old: u64, size: u64) -> ConsistencyFile {
        let hashes = consistency_proof(old, size, &mut self.nodes()).unwrap();
        ConsistencyFile { old, hashes, checkpoint: Note::parse(&self.checkpoint(size)).unwrap() }
    }
}
