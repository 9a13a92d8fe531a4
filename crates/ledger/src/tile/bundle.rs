//! A bundle of entries: each behind its length in two bytes, big-endian.

/// Why entries make no bundle, or bytes are not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// An entry of 64 KiB or more.
    #[error("an entry of {0} bytes does not fit a bundle")]
    TooLong(usize),
    /// The bytes end within an entry.
    #[error("the bundle ends within an entry")]
    Truncated,
    /// Another number of entries than the bundle's width.
    #[error("the bundle holds {found} entries, not {expected}")]
    Width {
        /// Entries it should hold.
        expected: u16,
        /// Entries it holds.
        found: usize,
    },
}

/// The bundle's bytes.
pub fn encode_bundle<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, BundleError> {
    entries.into_iter().try_fold(Vec::new(), |mut bundle, entry| {
        let length = u16::try_from(entry.len()).map_err(|_| BundleError::TooLong(entry.len()))?;
        bundle.extend_from_slice(&length.to_be_bytes());
        bundle.extend_from_slice(entry);
        Ok(bundle)
    })
}

/// The entries of a bundle that must hold exactly `width` of them.
pub fn decode_bundle(mut bundle: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let mut entries = Vec::new();
    while !bundle.is_empty() {
        let (length, rest) = bundle.split_first_chunk::<2>().ok_or(BundleError::Truncated)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, rest) = rest.split_at_checked(length).ok_or(BundleError::Truncated)?;
        entries.push(entry);
        bundle = rest;
    }
    let found = entries.len();
    if found == usize::from(width) { Ok(entries) } else { Err(BundleError::Width { expected: width, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_and_nothing_else_does() {
        let longest = vec![7; 65_535];
        let entries: [&[u8]; 3] = [b"one", b"", &longest];
        let bundle = encode_bundle(entries).unwrap();
        assert_eq!(decode_bundle(&bundle, 3).unwrap(), entries);
        assert_eq!(decode_bundle(&bundle, 4), Err(BundleError::Width { expected: 4, found: 3 }));
        assert_eq!(decode_bundle(&bundle[..bundle.len() - 1], 3), Err(BundleError::Truncated));
        assert_eq!(decode_bundle(&[0], 1), Err(BundleError::Truncated));
        assert_eq!(encode_bundle([vec![0; 65_536].as_slice()]), Err(BundleError::TooLong(65_536)));
    }
}
