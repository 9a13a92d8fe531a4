//! The witness's key: two lines in a file, its name and its seed in hexadecimal.

use kernel::{Rng as _, SystemRng};
use ledger::{Cosigner, WitnessKey};
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// Makes a key and keeps its secret half; gives the public half.
pub(crate) fn make(name: &str, file: &Path) -> Result<WitnessKey, String> {
    let mut seed = [0_u8; 32];
    SystemRng.fill(&mut seed);
    let cosigner = Cosigner::from_seed(name, &seed).map_err(|error| error.to_string())?;
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    let mut kept = OpenOptions::new().write(true).create_new(true).mode(0o400).open(file).map_err(failed)?;
    kept.write_all(format!("{name}\n{}\n", hex::encode(seed)).as_bytes()).and_then(|()| kept.sync_all()).map_err(failed)?;
    Ok(cosigner.key().clone())
}

/// Reads the key. A file that others can read is refused.
pub(crate) fn open(file: &Path) -> Result<Cosigner, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    let mode = fs::metadata(file).map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(format!("{}: others can read it; chmod 0400", file.display()));
    }
    let text = fs::read_to_string(file).map_err(failed)?;
    let malformed = || format!("{}: expected a name and a seed, a line each", file.display());
    let (name, seed) = text.trim_end().split_once('\n').ok_or_else(malformed)?;
    let mut bytes = [0_u8; 32];
    hex::decode_to_slice(seed, &mut bytes).map_err(|_| malformed())?;
    Cosigner::from_seed(name, &bytes).map_err(|error| format!("{}: {error}", file.display()))
}
