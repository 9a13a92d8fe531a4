//! Who is in the demo. Everybody is invented.

/// An organisation of the demo.
#[derive(Debug)]
pub(super) struct Troupe {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) zone: &'static str,
    /// Name and role.
    pub(super) members: [(&'static str, &'static str); 10],
}

pub(super) const CAST: &[Troupe] = &[
    Troupe {
        slug: "brightwater",
        name: "Brightwater Street Works",
        zone: "America/Chicago",
        members: [
            ("Odalys Marchetti", "owner"),
            ("Ferris Okonkwo", "administrator"),
            ("Ruta Lindqvist", "dispatcher"),
            ("Callum Abiodun", "dispatcher"),
            ("Petra Vasquez", "member"),
            ("Idris Hollander", "member"),
            ("Noor Castellane", "member"),
            ("Tomas Greaves", "member"),
            ("Wilhelmina Sato", "member"),
            ("Auden Pfeiffer", "auditor"),
        ],
    },
    Troupe {
        slug: "harbour-watch",
        name: "Harbour Watch Volunteers",
        zone: "America/Los_Angeles",
        members: [
            ("Seraphine Doyle", "owner"),
            ("Mateo Brandvold", "administrator"),
            ("Yara Finch", "dispatcher"),
            ("Bram Oyelaran", "dispatcher"),
            ("Lucia Thistlewood", "member"),
            ("Kenji Aldersey", "member"),
            ("Hester Quiroga", "member"),
            ("Dov Marlowe", "member"),
            ("Anneke Ruiz", "member"),
            ("Solveig Banerjee", "auditor"),
        ],
    },
];
