//! What holds of an audience, whoever is in it.

use super::wire::Audience;
use kernel::{Error, Reach, Result, UnitId};
use roster::audience;

/// The audience as it is asked for in the database, with no list that contradicts another, and within reach.
pub(super) fn wanted(asked: &Audience, reach: &Reach) -> Result<audience::Audience> {
    let lists = [asked.unit_ids.is_empty(), asked.rank_ids.is_empty(), asked.competency_ids.is_empty(), asked.role_ids.is_empty()];
    match (asked.everybody, lists.iter().all(|is_empty| *is_empty)) {
        (true, false) => return Err(Error::field("audience.everybody", "not-with-lists", "everybody is everybody: leave the lists out")),
        (false, true) => {
            return Err(Error::field("audience", "nobody", "say whom it is for: everybody, or units, ranks, abilities or roles"));
        }
        _ => {}
    }
    if !is_within(&asked.unit_ids, reach) {
        let message = "your right to announce reaches some units: name those that it is for";
        return Err(Error::field("audience.unit_ids", "beyond-your-units", message));
    }
    Ok(audience::Audience {
        units: asked.unit_ids.clone(),
        ranks: asked.rank_ids.iter().map(ToString::to_string).collect(),
        competencies: asked.competency_ids.clone(),
        roles: asked.role_ids.clone(),
        members: Vec::new(),
        within: None,
    })
}

/// Whether a right of this reach announces to these units: to none named, one that reaches everybody.
fn is_within(units: &[UnitId], reach: &Reach) -> bool {
    match reach {
        Reach::Organisation => true,
        Reach::Units(held) => !units.is_empty() && units.iter().all(|unit| held.binary_search(unit).is_ok()),
        Reach::Own | Reach::Customer(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, Timestamp};

    #[test]
    fn a_right_for_some_units_announces_to_those_alone() {
        let at = Timestamp::clamped(1_795_000_000_000);
        let [north, south] = [UnitId::new(at, &SystemRng), UnitId::new(at, &SystemRng)];
        let of = |unit_ids: Vec<UnitId>| Audience { unit_ids, ..Audience::default() };
        let reach = Reach::units([north]);
        assert!(wanted(&of(vec![north]), &reach).is_ok());
        for beyond in [of(vec![south]), of(vec![north, south]), of(vec![]), Audience { everybody: true, ..Audience::default() }] {
            assert!(wanted(&beyond, &reach).is_err(), "{beyond:?}");
            assert!(wanted(&of(vec![north]), &Reach::Own).is_err());
        }
        assert!(wanted(&of(vec![south]), &Reach::Organisation).is_ok());
        assert!(wanted(&of(vec![]), &Reach::Organisation).is_err(), "nobody is no audience");
        assert!(wanted(&Audience { everybody: true, unit_ids: vec![north], ..Audience::default() }, &Reach::Organisation).is_err());
    }
}
