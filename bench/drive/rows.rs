//! A file of service requests in the form of Chicago's, as long as one likes, the same in every run.

use crate::Outcome;
use crate::cases::Seed;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

const NATURES: [&str; 8] = [
    "Overflowing carts",
    "Garbage in yard",
    "Dumpster not being emptied",
    "Construction debris",
    "Rodent burrows in the alley",
    "Standing water and weeds",
    "Grease container leaks",
    "Other",
];
const STREETS: [&str; 8] =
    ["S HALSTED ST", "N WESTERN AVE", "W FULLERTON AVE", "S STATE ST", "W 65TH ST", "N CLARK ST", "S MORGAN ST", "W MADISON ST"];

/// One row in ten is still open.
pub fn write(file: &Path, rows: u64) -> Outcome<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(
        out,
        "Creation_Date,Status,Completion_Date,Service_Request_Number,Type_of_Service_Request,What_is_the_Nature_of_this_Code_Violation,\
         Street_Address,ZIP_Code,X_Coordinate,Y_Coordinate,Ward,Police_District,Community_Area,Latitude,Longitude"
    )?;
    let mut seed = Seed::new(42);
    for row in 0..rows {
        let (year, month, day) = (2010 + seed.next() % 5, 1 + seed.next() % 12, 1 + seed.next() % 28);
        let (status, done) =
            if seed.next() % 10 == 0 { ("Open", String::new()) } else { ("Completed", format!("2015-{month:02}-{day:02}")) };
        let (nature, street, number) = (seed.pick(&NATURES), seed.pick(&STREETS), 100 + seed.next() % 9000);
        writeln!(
            out,
            "{year}-{month:02}-{day:02},{status},{done},{:02}-{row:08},Sanitation Code Violation,{nature},{number} {street},606{:02},1165166.5,1872509.0,20,9,61,41.8057,-87.6697",
            year % 100,
            seed.next() % 60
        )?;
    }
    Ok(out.flush()?)
}
