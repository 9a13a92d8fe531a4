//! What lists are made of: a [`Statement`] put together from fixed text and bound values, how far the asker's right reaches, the words
//! of a search, where a page ends.

mod place;
mod reach;
mod search;
mod sought;
mod words_of_a_set;

pub use place::Place;
pub use reach::{ASSET, CUSTOMER, JOB, Kind, PLAN, SITE, Seen, UNIT};
pub use search::Words;
pub use sought::{ASSETS, CUSTOMERS, JOBS, SITES, Sought};
pub use store::Statement;
pub use words_of_a_set::one_of;
