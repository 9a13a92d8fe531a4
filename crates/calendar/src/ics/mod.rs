//! Calendars as text (RFC 5545).

pub mod value;
