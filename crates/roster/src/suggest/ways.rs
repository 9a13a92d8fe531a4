//! From one site to another, as nobody has driven it: the way over the earth, a third longer because roads bend, at town speed.

/// Roads are longer than the crow flies.
const BENDS: f64 = 1.3;
/// Metres a minute: 45 kilometres an hour.
const SPEED: f64 = 750.0;
const EARTH: f64 = 6_371_000.0;

/// A position, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Position {
    pub(super) latitude: f64,
    pub(super) longitude: f64,
}

/// Metres of road.
pub(super) fn metres(from: Position, to: Position) -> f64 {
    let (north, other_north) = (from.latitude.to_radians(), to.latitude.to_radians());
    let (up, across) = ((other_north - north) / 2.0, (to.longitude - from.longitude).to_radians() / 2.0);
    let half = up.sin().powi(2) + north.cos() * other_north.cos() * across.sin().powi(2);
    2.0 * EARTH * half.clamp(0.0, 1.0).sqrt().asin() * BENDS
}

/// Minutes for so many metres.
pub(super) fn minutes(metres: f64) -> f64 {
    metres / SPEED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn london_to_oxford_is_as_far_as_it_is() {
        let london = Position { latitude: 51.5074, longitude: -0.1278 };
        let oxford = Position { latitude: 51.7520, longitude: -1.2577 };
        let way = metres(london, oxford);
        assert!((way - 107_000.0).abs() < 2_000.0, "{way}");
        assert!((minutes(way) - 143.0).abs() < 3.0, "{}", minutes(way));
        assert!(metres(london, london) < 1e-6);
    }
}
