//! A right finds the time it reaches: one's own, some units', all of it.

use crate::world::{World, on_both_engines};
use kernel::{Error, Reach};
use roster::assignments::rows::find;
use roster::assignments::{NewAssignment, Seat, place};

on_both_engines!(others_time_is_not_found);

async fn others_time_is_not_found(world: World) {
    let (north, south) = (world.unit("North").await, world.unit("South").await);
    let (of_north, of_south) = (world.members(1, Some(north)).await[0], world.members(1, Some(south)).await[0]);
    let mut rows = Vec::new();
    // Of nobody's unit, of the north and of the south; filled by one of each.
    for (at, unit) in [None, Some(north), Some(south)].into_iter().enumerate() {
        let from = 10 * i64::try_from(at).unwrap();
        let requirement = world.requirement(from, from + 4, 2, unit).await;
        for member in [of_north, of_south] {
            let new = NewAssignment::at(&requirement, member, Seat::Full);
            rows.push(world.write(move |tx| place(tx, new, None)).await.unwrap().0);
        }
    }
    let reaches = [Reach::Own, Reach::units([north]), Reach::units([south]), Reach::units([north, south]), Reach::Organisation];
    for reach in reaches {
        for row in &rows {
            let serves = if row.member_id == of_north { north } else { south };
            let expected = match &reach {
                Reach::Organisation => true,
                Reach::Units(units) => {
                    row.member_id == of_north || units.contains(&serves) || row.unit_id.is_some_and(|unit| units.contains(&unit))
                }
                _ => row.member_id == of_north,
            };
            let id = row.id;
            let found = world.read_as(of_north, reach.clone(), move |tx| find(tx, id)).await;
            assert_eq!(found.is_ok(), expected, "{reach:?} {:?} {:?}", row.unit_id, row.member_id);
            if let Err(refused) = found {
                assert_eq!(refused, Error::not_found("assignment"));
            }
        }
    }
}
