//! Starts the tests' PostgreSQL with one empty database, prints the ways in, and keeps it until standard input ends
//! (Ctrl-D) or the program does: for looking around by hand, and for the test that a killed owner leaves nothing behind.

use std::io::{self, Write as _};
use test_support::{Durability, Postgres};

fn main() -> io::Result<()> {
    let postgres = Postgres::start(Durability::Fast);
    let database = postgres.fresh_database();
    let mut out = io::stdout().lock();
    writeln!(out, "data      {}", postgres.data_folder().display())?;
    writeln!(out, "owner     {}", database.owner_url)?;
    writeln!(out, "app       {}", database.app_url)?;
    writeln!(out, "superuser {}", database.superuser_url)?;
    out.flush()?;
    io::copy(&mut io::stdin(), &mut io::sink()).map(drop)
}
