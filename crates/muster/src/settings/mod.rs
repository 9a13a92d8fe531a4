//! Settings: one registry of keys, from which the flags, the file's keys, the environment's names, the defaults and the explanation
//! are all made, so that none can be forgotten.

mod load;
mod registry;
mod witness;

pub(crate) use load::{flags, load};
pub(crate) use registry::{KEYS, LogFormat, Settings};
pub(crate) use witness::Witness;
