//! A proof file at the command line.

use crate::failure::Failure;
use crate::support::Reading;
use store::door::SignedHead;

pub(super) async fn write(reading: &Reading, seq: i64, head: &SignedHead) -> Result<String, Failure> {
    let head = head.clone();
    match reading.read(move |tx| trust::audit::proof_file(tx, seq, head.size, &head.note)).await {
        Err(kernel::Error::NotFound { .. }) => Err(Failure::failed(format!("there is no event record {seq}"))),
        written => Ok(written?),
    }
}
