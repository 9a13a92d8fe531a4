//! What happened, as people read it: event records with the names of who acted.

mod rows;
mod wire;

pub use rows::items;
pub use wire::{ActorView, SubjectView, TimelineItem};
