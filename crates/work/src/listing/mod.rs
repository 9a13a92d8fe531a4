//! What lists are made of: a [`Statement`] put together from fixed text and bound values, the words of a search, where a page ends.

mod place;
pub mod rows;
mod search;
mod sought;

pub use place::Place;
pub use rows::Statement;
pub use search::Words;
pub use sought::{CUSTOMERS, JOBS, SITES, Sought};
