//! What the browser brings back from the provider.

use form_urlencoded::parse;

/// The parameters of a return. Others may come with them; one that comes twice is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Brought {
    pub(super) code: Option<String>,
    pub(super) state: Option<String>,
    /// Who sends them back, where the provider says it.
    pub(super) sender: Option<String>,
    /// The provider said no.
    pub(super) is_refusal: bool,
}

impl Brought {
    pub(super) fn read(query: &str) -> Option<Self> {
        let mut brought = Self::default();
        for (name, value) in parse(query.as_bytes()) {
            let place = match name.as_ref() {
                "code" => &mut brought.code,
                "state" => &mut brought.state,
                "iss" => &mut brought.sender,
                "error" => {
                    brought.is_refusal = true;
                    continue;
                }
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(brought)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_once_and_others_are_left() {
        let brought = Brought::read("code=a%2Bb&state=c&iss=https%3A%2F%2Fid.example&session_state=x&scope=openid").unwrap();
        let of = |text: &str| Some(text.to_owned());
        assert_eq!(brought, Brought { code: of("a+b"), state: of("c"), sender: of("https://id.example"), is_refusal: false });
        assert!(Brought::read("error=access_denied&state=c").unwrap().is_refusal);
        assert_eq!(Brought::read(""), Some(Brought::default()));
        for twice in ["code=a&code=b", "state=a&state=a", "iss=a&iss=b"] {
            assert_eq!(Brought::read(twice), None, "{twice}");
        }
    }
}
