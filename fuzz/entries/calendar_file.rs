//! Calendars from any bytes: no panic; what happens is in order and no more than was asked for.

use calendar::ics::{events, read, spans};
use calendar::recurrence::Window;
use calendar::wall::zone;

pub(crate) fn run(bytes: &[u8]) {
    let (Ok(file), Some(zone)) = (read(bytes), zone("Europe/London")) else { return };
    let (events, problems) = events(&file, &zone);
    assert!(problems.iter().all(|problem| !problem.reason.is_empty()));
    let (times, _) = spans(&events, Window::whole(100));
    assert!(times.len() <= 100);
    assert!(times.windows(2).all(|two| two[0].start <= two[1].start));
}
