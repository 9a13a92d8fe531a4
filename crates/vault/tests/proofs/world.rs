//! What most proofs start from: a root key, an instance, two organisations.

use vault::{InstanceId, MasterKey, OsRandom, RootKey, RootKeys};

/// Keys of one instance with two organisations.
pub(crate) struct World {
    pub(crate) roots: RootKeys,
    pub(crate) instance: InstanceId,
    pub(crate) north: MasterKey,
    pub(crate) south: MasterKey,
}

pub(crate) fn world() -> World {
    World {
        roots: RootKey::generate(&mut OsRandom).unwrap().into(),
        instance: InstanceId::generate(&mut OsRandom).unwrap(),
        north: MasterKey::generate("org_north", &mut OsRandom).unwrap(),
        south: MasterKey::generate("org_south", &mut OsRandom).unwrap(),
    }
}

/// `bytes` with one bit of the byte `at` turned over.
pub(crate) fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut other = bytes.to_vec();
    other[at] ^= 1;
    other
}
