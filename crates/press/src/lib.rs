//! The press: what is handed out on paper, laid out on A4 and written as a tagged PDF/A-2a.
//!
//! Pure: a [`Sheet`] goes in, bytes come out; no clock, no file, no database. Whoever makes a sheet says what stands on it; how it is
//! broken into lines and pages, and how it is read aloud, is decided here.
//!
//! Invariants: the same sheet makes the same bytes; nothing is left out without a word in its place; nothing reaches past the margins;
//! no sheet, whatever stands on it, makes more than [`MOST_PAGES`] pages.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod draw;
mod face;
mod flow;
mod legible;
mod lines;
mod outline;
mod pages;
mod pictures;
mod row;
mod sheet;
mod table;

pub use sheet::{Body, Column, Created, Entry, Picture, Printed, Sheet};

/// Most pages of a sheet; what is longer ends with a page that says so.
pub const MOST_PAGES: usize = 300;

/// Why a sheet was not printed.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The typefaces that come along cannot be read.
    #[error("the typefaces cannot be read")]
    Typefaces,
    /// The document is not what it is to be.
    #[error("the document could not be written: {0}")]
    Document(String),
}

/// Prints a sheet.
pub fn print(sheet: &Sheet) -> Result<Printed, PressError> {
    let faces = face::Faces::load().ok_or(PressError::Typefaces)?;
    let laid = flow::lay_out(sheet, &faces);
    draw::write(sheet, laid, &faces)
}
