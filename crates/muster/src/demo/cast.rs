//! Who is in the demo. Everybody is invented; only the imported jobs are real.

use super::jobs::{CHICAGO, SAN_FRANCISCO, Sample};
use super::life::Scenery;

/// What an organisation's people are sent out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calling {
    /// Jobs, by visits.
    Visits,
    /// Duties, by bookings.
    Duties,
}

/// An organisation of the demo.
pub(super) struct Troupe {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) zone: &'static str,
    /// Name and role.
    pub(super) members: [(&'static str, &'static str); 10],
    /// Name and kind of the units: the first stands at the top, the others under it.
    pub(super) units: [(&'static str, &'static str); 4],
    /// Ranks, the most senior first.
    pub(super) ranks: [&'static str; 3],
    /// Further members, who do not sign in.
    pub(super) crowd: &'static [&'static str],
    /// Names, levels and for how many months: what most can do, what is needed to lead, what few can do.
    pub(super) abilities: [(&'static str, &'static [&'static str], Option<u16>); 3],
    /// What one of them spent.
    pub(super) spent: [(&'static str, u32); 2],
    pub(super) calling: Calling,
    pub(super) sample: Sample,
    pub(super) scenery: Scenery,
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
        units: [("Street Works", "Department"), ("North yard", "Depot"), ("River yard", "Depot"), ("Night crew", "Crew")],
        ranks: ["Superintendent", "Crew leader", "Technician"],
        crowd: &["Bertrand Achterberg", "Calla Nwosu", "Domenic Rask", "Elspeth Varga"],
        abilities: [
            ("Confined spaces", &["Attendant", "Entrant"], Some(36)),
            ("Crew leading", &[], None),
            ("Electrical isolation", &[], Some(60)),
        ],
        spent: [("Tram to the depot course and back", 920), ("Gaskets for the sump pump", 3_460)],
        calling: Calling::Visits,
        sample: CHICAGO,
        scenery: Scenery {
            customers: &[("Lantern Row Housing Trust", "LRH-01"), ("Calder Park District", "CPD-07"), ("Millrace School Board", "MSB-12")],
            site: ("Lantern Row, yard B", "1400 Lantern Row", "Chicago"),
            jobs: &[
                ("Drain", "Clear the yard drain before the freeze", "p2"),
                ("Lighting", "Two lamps out along the north wall", "p3"),
                ("Paving", "Reset lifted slabs at the gate", "p3"),
                ("Graffiti", "Clean the substation door", "p4"),
                ("Drain", "Camera survey of the old culvert", "p3"),
                ("Fencing", "Mend the fence behind plot 9", "p2"),
                ("Lighting", "Replace the timer of the courtyard lights", "p4"),
                ("Refuse", "Collect the bulky waste of unit 4", "p3"),
            ],
        },
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
        units: [("Harbour Watch", "Division"), ("Pier Nine", "Station"), ("Old Quay", "Station"), ("Evening watch", "Team")],
        ranks: ["Commander", "Watch leader", "Volunteer"],
        crowd: &[
            "Abel Torvald",
            "Beatrix Lumumba",
            "Corin Adeyemi",
            "Dagny Whitlock",
            "Emrys Castaneda",
            "Fenna Holloway",
            "Gideon Strand",
            "Hollis Mbeki",
            "Imara Lindgren",
            "Jonah Pellerin",
            "Keziah Thorne",
            "Linus Abara",
            "Maren Duquesne",
            "Nils Okafor",
            "Orla Benedetti",
            "Pascal Winther",
            "Quilla Barnes",
            "Rafe Osei",
            "Sunniva Clarke",
            "Thaddeus Moya",
            "Una Kowalczyk",
            "Viggo Ransome",
            "Willa Tennant",
            "Xander Ilves",
            "Ysolde Marsh",
            "Zeno Falk",
            "Amara Huxley",
            "Basil Trujillo",
        ],
        abilities: [("First aid", &["Basic", "Advanced"], Some(24)), ("Watch leading", &[], None), ("Boat driving", &[], Some(60))],
        spent: [("Ferry to the evening watch and back", 1_840), ("Gauze and gloves for the post", 2_315)],
        calling: Calling::Duties,
        sample: SAN_FRANCISCO,
        scenery: Scenery {
            customers: &[("Pier Nine Regatta", "REG-26"), ("Gullwing Street Fair", "FAIR-3"), ("Old Quay Residents", "OQR")],
            site: ("Pier 9 first-aid post", "9 Harbour Walk", "San Francisco"),
            jobs: &[
                ("Event cover", "First-aid post for the autumn regatta", "p2"),
                ("Patrol", "Evening walk along the old quay", "p3"),
                ("Training", "Recertify the rescue line throwers", "p3"),
                ("Event cover", "Two teams for the street fair", "p2"),
                ("Kit", "Replace the post's oxygen regulator", "p1"),
                ("Patrol", "Early watch, low tide at the slip", "p3"),
                ("Welfare", "Call round after the storm warning", "p3"),
                ("Kit", "Wash and check the cold-water suits", "p4"),
            ],
        },
    },
];
