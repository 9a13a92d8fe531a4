//! A witness, as the operator names it: its key and where it is asked, one word behind the other.

use envoy::Destination;
use ledger::WitnessKey;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Witness {
    pub(crate) key: WitnessKey,
    /// Where it is, as it was written.
    pub(crate) url: String,
    /// Where it takes heads.
    pub(crate) heads: Destination,
}

impl FromStr for Witness {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, url) = text.split_once(' ').ok_or("expected the witness's key and its address, such as 'NAME+ID+KEY https://…'")?;
        let key = key.parse().map_err(|why| format!("{key}: {why}"))?;
        let url = url.trim();
        let heads = Destination::parse(&format!("{}/add-checkpoint", url.trim_end_matches('/'))).map_err(|why| format!("{url} {why}"))?;
        Ok(Self { key, url: url.to_owned(), heads })
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.key, self.url)
    }
}

impl<'de> Deserialize<'de> for Witness {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Witness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Cosigner, NoteSigner};

    #[test]
    fn a_key_and_an_address() {
        let key = Cosigner::from_seed("witness.test/w1", &[9; 32]).unwrap().key().to_string();
        for url in ["https://witness.test", "https://witness.test/"] {
            let witness: Witness = format!("{key} {url}").parse().unwrap();
            assert_eq!(
                (witness.heads.to_string().as_str(), witness.to_string()),
                ("https://witness.test/add-checkpoint", format!("{key} {url}"))
            );
        }
        let log = NoteSigner::from_seed("muster.test/log/a", &[7; 32]).unwrap().verifier_key().to_string();
        for bad in
            [key.clone(), format!("{key} http://witness.test"), format!("{log} https://witness.test"), "https://witness.test".to_owned()]
        {
            assert!(bad.parse::<Witness>().is_err(), "{bad}");
        }
    }
}
