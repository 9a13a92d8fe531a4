//! Wrapping and rotation: a key unwraps for its owner, kind and instance alone, and survives a change of the root key.

use crate::world::{World, flipped, world};
use vault::{InstanceId, InstanceMaster, LogSeed, MasterKey, OsRandom, RootKey, RootKeys, SealError, WrapContext, WrappedKey, rewrap};

fn database(key: &MasterKey) -> String {
    key.database_key().unwrap().hex().to_string()
}

#[test]
fn a_wrapped_key_comes_back_by_bytes_and_by_text() {
    let World { roots, instance, north, .. } = world();
    let wrapped = north.wrap(&roots, &instance).unwrap();
    assert_eq!((wrapped.version(), wrapped.root_key_id()), (1, roots.active().id()));
    for stored in [WrappedKey::from_bytes(&wrapped.to_bytes()).unwrap(), wrapped.to_string().parse().unwrap()] {
        let back = MasterKey::unwrap(&roots, &instance, "org_north", &stored).unwrap();
        assert_eq!(database(&back), database(&north));
    }
}

#[test]
fn another_owner_kind_instance_or_root_is_refused() {
    let World { roots, instance, north, .. } = world();
    let wrapped = north.wrap(&roots, &instance).unwrap();
    let refused = |result: Result<MasterKey, SealError>| matches!(result, Err(SealError::Refused));
    assert!(refused(MasterKey::unwrap(&roots, &instance, "org_south", &wrapped)));
    let elsewhere = InstanceId::generate(&mut OsRandom).unwrap();
    assert!(refused(MasterKey::unwrap(&roots, &elsewhere, "org_north", &wrapped)));
    assert!(matches!(InstanceMaster::unwrap(&roots, &instance, &wrapped), Err(SealError::Refused)));
    assert!(matches!(LogSeed::unwrap(&roots, &instance, WrapContext::OrganisationLog("org_north"), &wrapped), Err(SealError::Refused)));
    let other = RootKeys::new(RootKey::generate(&mut OsRandom).unwrap());
    let unknown = MasterKey::unwrap(&other, &instance, "org_north", &wrapped);
    assert!(matches!(unknown, Err(SealError::UnknownRootKey(id)) if id == roots.active().id()));
}

#[test]
fn every_flipped_bit_and_every_other_length_is_refused() {
    let World { roots, instance, north, .. } = world();
    let bytes = north.wrap(&roots, &instance).unwrap().to_bytes();
    // The version (byte 1) is a label: altered, the key comes back under a version whose sealed data it does not open.
    for at in (0..bytes.len()).filter(|at| *at != 1) {
        let opened =
            WrappedKey::from_bytes(&flipped(&bytes, at)).and_then(|wrapped| MasterKey::unwrap(&roots, &instance, "org_north", &wrapped));
        assert!(opened.is_err(), "byte {at}");
    }
    for length in 0..bytes.len() {
        assert!(WrappedKey::from_bytes(&bytes[..length]).is_err());
    }
    assert!(WrappedKey::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
    for text in ["", "mwk1.", "mwk2.AAAA", "mwk1.!!!!", &format!("mwk1.{}", "A".repeat(67))] {
        assert!(text.parse::<WrappedKey>().is_err(), "{text}");
    }
}

#[test]
fn rotation_rewraps_and_changes_nothing_below() {
    let World { roots, instance, north, .. } = world();
    let old = roots.active().clone();
    let seed = LogSeed::generate(&mut OsRandom).unwrap();
    let directory = InstanceMaster::generate(&mut OsRandom).unwrap();
    let log = WrapContext::OrganisationLog("org_north");
    let wrapped = [
        (WrapContext::Organisation("org_north"), north.wrap(&roots, &instance).unwrap()),
        (log, seed.wrap(&roots, &instance, log).unwrap()),
        (WrapContext::Instance, directory.wrap(&roots, &instance).unwrap()),
    ];

    let new = RootKey::generate(&mut OsRandom).unwrap();
    let both = RootKeys::new(new.clone()).and_retiring(old);
    let again = wrapped.clone().map(|(context, wrapped)| rewrap(&both, &instance, context, &wrapped).unwrap());

    let alone = RootKeys::new(new);
    assert_eq!(database(&MasterKey::unwrap(&alone, &instance, "org_north", &again[0]).unwrap()), database(&north));
    assert_eq!(LogSeed::unwrap(&alone, &instance, log, &again[1]).unwrap().expose(), seed.expose());
    let unwrapped = InstanceMaster::unwrap(&alone, &instance, &again[2]).unwrap();
    assert_eq!(unwrapped.database_key().hex(), directory.database_key().hex());
    assert_eq!(unwrapped.login_index_key().entry("anna@example.org"), directory.login_index_key().entry("anna@example.org"));

    // Interrupted and run again: what is new stays as it is, what is old is caught up on.
    assert_eq!(rewrap(&both, &instance, wrapped[0].0, &again[0]).unwrap(), again[0]);
    // The new key alone cannot read what was forgotten, and says which key is missing.
    assert!(matches!(rewrap(&alone, &instance, wrapped[0].0, &wrapped[0].1), Err(SealError::UnknownRootKey(_))));
    // A rotation also proves readability: what is under the new key but damaged is not passed over.
    let damaged = WrappedKey::from_bytes(&flipped(&again[0].to_bytes(), 49)).unwrap();
    assert!(matches!(rewrap(&both, &instance, wrapped[0].0, &damaged), Err(SealError::Refused)));
}

#[test]
fn every_purpose_and_every_organisation_has_its_own_key() {
    let World { roots, instance, north, south } = world();
    assert_ne!(database(&north), database(&south));
    // The same master key under another name gives other keys: the name is part of every context.
    let wrapped = north.wrap(&roots, &instance).unwrap();
    let back = MasterKey::unwrap(&roots, &instance, "org_north", &wrapped).unwrap();
    assert_eq!(database(&back), database(&north));
    assert_eq!((north.organisation(), north.version()), ("org_north", 1));
    let next = north.next(&mut OsRandom).unwrap();
    assert_eq!((next.organisation(), next.version()), ("org_north", 2));
    assert_ne!(database(&next), database(&north));
    let directory = InstanceMaster::generate(&mut OsRandom).unwrap();
    assert_ne!(directory.cookie_key().tag(b"x"), directory.csrf_key().tag(b"x"));
    assert_ne!(directory.cookie_key().tag(b"x"), directory.login_index_key().entry("x"));
}

#[test]
fn an_id_that_could_change_a_context_is_no_organisation() {
    for bad in ["", "a/log", "../x", "org north", &"x".repeat(65)] {
        assert!(matches!(MasterKey::generate(bad, &mut OsRandom), Err(SealError::BadId)), "{bad}");
    }
}

#[test]
fn a_seed_is_wrapped_for_a_log_only() {
    let World { roots, instance, .. } = world();
    let seed = LogSeed::generate(&mut OsRandom).unwrap();
    for context in [WrapContext::Instance, WrapContext::Organisation("org_north")] {
        assert!(matches!(seed.wrap(&roots, &instance, context), Err(SealError::Malformed(_))));
    }
    let wrapped = seed.wrap(&roots, &instance, WrapContext::InstanceLog).unwrap();
    let back = LogSeed::unwrap(&roots, &instance, WrapContext::InstanceLog, &wrapped).unwrap();
    assert_eq!((back.expose(), back.public_key()), (seed.expose(), seed.public_key()));
    assert!(LogSeed::unwrap(&roots, &instance, WrapContext::OrganisationLog("org_north"), &wrapped).is_err());
}
