//! Sealed fields: they open in their place alone, and only unaltered.

use crate::world::{flipped, world};
use proptest::collection::vec;
use proptest::prelude::*;
use vault::{FieldContext, FieldSealer, OsRandom, SealError};

const PLACE: FieldContext<'_> = FieldContext { organisation: "org_north", table: "site", column: "access_notes", row: "sit_1" };

fn sealer() -> FieldSealer {
    world().north.field_sealer().unwrap()
}

#[test]
fn in_any_other_place_it_stays_shut() {
    let sealer = sealer();
    let sealed = sealer.seal(PLACE, b"key under the third pot", &mut OsRandom).unwrap();
    assert_eq!(sealed.len(), 23 + FieldSealer::OVERHEAD);
    assert_eq!(sealer.open(PLACE, &sealed).unwrap(), b"key under the third pot");
    let elsewhere = [
        FieldContext { organisation: "org_south", ..PLACE },
        FieldContext { table: "job", ..PLACE },
        FieldContext { column: "name", ..PLACE },
        FieldContext { row: "sit_2", ..PLACE },
        FieldContext { table: "siteaccess", column: "_notes", ..PLACE },
        FieldContext { row: "", ..PLACE },
    ];
    for place in elsewhere {
        assert!(matches!(sealer.open(place, &sealed), Err(SealError::Refused)), "{place:?}");
    }
    assert!(matches!(world().north.field_sealer().unwrap().open(PLACE, &sealed), Err(SealError::Refused)));
}

#[test]
fn an_older_key_opens_where_it_was_given_and_is_asked_for_where_not() {
    let old = world().north;
    let new = old.next(&mut OsRandom).unwrap();
    let sealed = old.field_sealer().unwrap().seal(PLACE, b"x", &mut OsRandom).unwrap();
    let both = new.field_sealer().unwrap().and_older(old.field_sealer().unwrap());
    assert_eq!(both.open(PLACE, &sealed).unwrap(), b"x");
    assert_eq!(both.seal(PLACE, b"x", &mut OsRandom).unwrap()[1], 2, "sealed with the new key");
    assert!(matches!(new.field_sealer().unwrap().open(PLACE, &sealed), Err(SealError::UnknownKeyVersion(1))));
}

#[test]
fn the_same_text_is_never_sealed_alike() {
    let sealer = sealer();
    let [one, two] = [(); 2].map(|()| sealer.seal(PLACE, b"same", &mut OsRandom).unwrap());
    assert_ne!(one, two);
}

proptest! {
    #[test]
    fn what_was_sealed_opens(plaintext in vec(any::<u8>(), 0..400), row in "[a-z0-9_]{0,300}") {
        let sealer = sealer();
        let place = FieldContext { row: &row, ..PLACE };
        let sealed = sealer.seal(place, &plaintext, &mut OsRandom).unwrap();
        prop_assert_eq!(sealer.open(place, &sealed).unwrap(), plaintext);
    }

    #[test]
    fn whatever_is_altered_or_cut_is_refused(plaintext in vec(any::<u8>(), 0..60), at in any::<prop::sample::Index>()) {
        let sealer = sealer();
        let sealed = sealer.seal(PLACE, &plaintext, &mut OsRandom).unwrap();
        prop_assert!(sealer.open(PLACE, &flipped(&sealed, at.index(sealed.len()))).is_err());
        prop_assert!(sealer.open(PLACE, &sealed[..at.index(sealed.len())]).is_err());
        prop_assert!(sealer.open(PLACE, &[&sealed[..], b"x"].concat()).is_err());
    }

    #[test]
    fn anything_at_all_is_refused_without_a_panic(bytes in vec(any::<u8>(), 0..100)) {
        prop_assert!(sealer().open(PLACE, &bytes).is_err());
    }
}
