//! What is measured.

/// A case: what is asked, by how many at once, and how much more than the ceiling it may cost.
#[derive(Clone)]
pub struct Case {
    pub name: &'static str,
    pub method: &'static str,
    pub status: u16,
    pub clients: u64,
    /// Most processor time for a request, as a multiple of the ceiling's.
    pub budget: Option<f64>,
    asks: Asks,
}

#[derive(Clone)]
enum Asks {
    One,
    Fifty,
    Create,
    Search,
    SignIn(String),
}

pub const WORDS: [&str; 12] =
    ["rodent", "garbage", "weeds", "dumpster", "grease", "debris", "overflowing", "standing", "alley", "carts", "halsted", "western"];

impl Case {
    pub fn all(sign_in: &str) -> Vec<Self> {
        let case = |name, method, status, clients, budget, asks| Self { name, method, status, clients, budget, asks };
        vec![
            case("read one", "GET", 200, 8, Some(2.0), Asks::One),
            case("list fifty, filtered and sorted", "GET", 200, 8, Some(1.7), Asks::Fifty),
            case("search", "GET", 200, 8, None, Asks::Search),
            case("create, with audit", "POST", 201, 8, Some(2.0), Asks::Create),
            case("create, 64 clients", "POST", 201, 64, Some(2.0), Asks::Create),
            case("sign in", "POST", 200, 2, None, Asks::SignIn(sign_in.to_owned())),
        ]
    }

    /// The next request: path and body.
    pub fn request(&self, seed: &mut Seed, jobs: &[String]) -> (String, Option<String>) {
        match &self.asks {
            Asks::One => (format!("/api/v1/jobs/{}", seed.pick(jobs)), None),
            Asks::Fifty => ("/api/v1/jobs?status=open,on_hold&priority=p2,p3&sort=-created_at&limit=50".to_owned(), None),
            Asks::Search => (format!("/api/v1/search?q={}&limit=20", seed.pick(&WORDS)), None),
            Asks::Create => {
                let (word, number) = (seed.pick(&WORDS), seed.next() % 10_000);
                let body = format!(
                    r#"{{"type":"Sanitation","title":"{word} behind number {number}","description":"Reported by a neighbour: {word}.","priority":"p3"}}"#
                );
                ("/api/v1/jobs".to_owned(), Some(body))
            }
            Asks::SignIn(body) => ("/api/v1/session".to_owned(), Some(body.clone())),
        }
    }
}

/// Numbers that look like chance and are the same in every run.
pub struct Seed(u64);

impl Seed {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[(self.next() % of.len() as u64) as usize]
    }
}
