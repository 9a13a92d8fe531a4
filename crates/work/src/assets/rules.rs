//! What a placement may be: pure.

use kernel::{Error, Result, Timestamp};

/// A new placement is the last one, is no plan, and moves the asset.
pub fn check_placement<Site: PartialEq>(last: (&Site, Timestamp), next: (&Site, Timestamp), now: Timestamp) -> Result<()> {
    if next.1 > now {
        return Err(Error::field("from", "in-the-future", "an asset is moved when it has been moved: this time has not come yet"));
    }
    if next.1 <= last.1 {
        return Err(Error::refused("placed-later", format!("the asset was placed at {}; a move must be later than the last one", last.1)));
    }
    if next.0 == last.0 {
        return Err(Error::refused("placed-there", "that is where it stands already"));
    }
    Ok(())
}

/// How people call asset `number`.
pub fn label(number: i64) -> String {
    format!("A-{number:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_only_grows() {
        let at = |millis| Timestamp::from_millis(millis).unwrap();
        let code = |next, from| check_placement((&"north", at(1_000)), (&next, at(from)), at(5_000)).map_err(|refused| refused.code());
        assert_eq!(code("south", 2_000), Ok(()));
        assert_eq!(code("south", 1_000), Err("placed-later"));
        assert_eq!(code("south", 500), Err("placed-later"));
        assert_eq!(code("north", 2_000), Err("placed-there"));
        assert_eq!(code("south", 5_001), Err("invalid"));
    }
}
