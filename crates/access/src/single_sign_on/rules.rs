//! What is decided about single sign-on, and what follows from it. Pure.

use kernel::Email;
use openidconnect::ClientSecret;
use serde::{Deserialize, Serialize};

/// Most domains of one organisation.
pub(super) const MOST_DOMAINS: usize = 20;
/// Longest address of an issuer, in bytes.
pub(super) const MOST_ISSUER: usize = 500;
/// Longest path to come back to, in bytes.
const MOST_PATH: usize = 500;

/// Whether members may sign in at the organisation's own provider, or must.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = SingleSignOnMode)]
pub enum Mode {
    /// They may not.
    #[default]
    Off,
    /// They may, or sign in as ever.
    Optional,
    /// They must; owners keep a way in of their own, and so do contacts.
    Required,
}

impl Mode {
    /// Its word in the table.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }

    /// The mode of a word in the table.
    pub(super) fn of_word(word: &str) -> Self {
        match word {
            "required" => Self::Required,
            "optional" => Self::Optional,
            _ => Self::Off,
        }
    }
}

/// What was decided.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(super) version: i64,
    pub(super) mode: Mode,
    pub(super) issuer: Option<String>,
    pub(super) client_id: Option<String>,
    pub(super) secret: Option<ClientSecret>,
    pub(super) label: Option<String>,
    pub(super) domains: Vec<String>,
    pub(super) link_by_address: bool,
    /// The role of whoever joins by signing in.
    pub(super) new_role: Option<String>,
    pub(super) trust_second_factor: bool,
}

impl Settings {
    /// Whether anything is asked of the provider's word for an address.
    pub(super) fn goes_by_address(&self) -> bool {
        self.link_by_address || self.new_role.is_some()
    }

    /// Whether this address is in one of the domains whose addresses the provider vouches for.
    pub(super) fn lists(&self, email: &Email) -> bool {
        email.as_str().rsplit_once('@').is_some_and(|(_, domain)| self.domains.iter().any(|listed| listed == domain))
    }
}

/// In what more is let in than before; nothing when in nothing. What was off let nobody in by this door: turning it on is no weakening.
pub(super) fn weaker(before: &Settings, after: &Settings) -> Vec<String> {
    let mut weaker = Vec::new();
    if before.mode == Mode::Off {
        return weaker;
    }
    if after.mode < before.mode {
        weaker.push(format!("single sign-on is {} instead of {}", after.mode.as_str(), before.mode.as_str()));
    }
    if after.mode == Mode::Off {
        return weaker;
    }
    if before.issuer != after.issuer {
        weaker.push("another provider says who somebody is".to_owned());
    }
    if after.trust_second_factor && !before.trust_second_factor {
        weaker.push("the provider's word counts as second factor".to_owned());
    }
    if after.link_by_address && !before.link_by_address {
        weaker.push("members are known by their address".to_owned());
    }
    if after.new_role.is_some() && before.new_role != after.new_role {
        weaker.push(format!("whoever the provider knows joins as {}", after.new_role.as_deref().unwrap_or_default()));
    }
    let more: Vec<&str> = after.domains.iter().filter(|domain| !before.domains.contains(domain)).map(String::as_str).collect();
    if after.goes_by_address() && !more.is_empty() {
        weaker.push(format!("addresses of {} too", more.join(", ")));
    }
    weaker
}

/// Whether one of these words of RFC 8176 says that there was more than a password: several factors, or one that is a thing in the
/// hand. A message to a telephone is none.
pub(super) fn tells_second_factor<'a>(mut methods: impl Iterator<Item = &'a str>) -> bool {
    methods.any(|method| matches!(method, "mfa" | "otp" | "hwk" | "sc"))
}

/// The domain of a name such as `example.org`, lower-cased.
pub(super) fn domain(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let label = |label: &str| {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len()) && label.bytes().all(inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    (text.len() <= 253 && text.contains('.') && text.split('.').all(label)).then_some(text)
}

/// Where to go after the sign-in: a page of this site, and nowhere else.
pub(super) fn path(text: &str) -> Option<String> {
    let plain = text.len() <= MOST_PATH && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    // `//host` is another site.
    let ours = text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/api/");
    (plain && ours).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(mode: Mode) -> Settings {
        Settings { mode, issuer: Some("https://id.example.org".into()), domains: vec!["example.org".into()], ..Settings::default() }
    }

    #[test]
    fn weaker_in_anything_is_weaker_once_it_is_in_use() {
        let before = settings(Mode::Required);
        assert_eq!(weaker(&before, &before), Vec::<String>::new());
        assert_eq!(weaker(&settings(Mode::Off), &settings(Mode::Optional)), Vec::<String>::new(), "it was off");
        assert_eq!(weaker(&settings(Mode::Optional), &before), Vec::<String>::new(), "stricter");
        for mode in [Mode::Off, Mode::Optional] {
            assert_eq!(weaker(&before, &settings(mode)).len(), 1, "{mode:?}");
        }
        let elsewhere = Settings { issuer: Some("https://other.example".into()), ..before.clone() };
        assert_eq!(weaker(&before, &elsewhere), ["another provider says who somebody is"]);
        let trusting = Settings { trust_second_factor: true, link_by_address: true, new_role: Some("member".into()), ..before.clone() };
        assert_eq!(weaker(&before, &trusting).len(), 3);
        let wider = Settings { domains: vec!["example.org".into(), "example.net".into()], ..trusting.clone() };
        assert_eq!(weaker(&trusting, &wider), ["addresses of example.net too"]);
    }

    #[test]
    fn one_comes_back_to_a_page_of_this_site() {
        for good in ["/", "/jobs?status=open", "/jobs/job_01"] {
            assert_eq!(path(good).as_deref(), Some(good));
        }
        for bad in ["", "jobs", "//evil.example", "/\\evil.example", "https://evil.example/", "/a b", "/a\r\nset-cookie: x", "/api/v1/me"] {
            assert_eq!(path(bad), None, "{bad}");
        }
        assert_eq!(path(&format!("/{}", "a".repeat(MOST_PATH))), None);
    }

    #[test]
    fn domains_and_addresses() {
        assert_eq!(domain(" Example.ORG ").as_deref(), Some("example.org"));
        for bad in ["", "org", "example..org", "-a.org", "a-.org", "exa mple.org", "*.example.org", "ana@example.org", "ex\u{e4}mple.org"] {
            assert_eq!(domain(bad), None, "{bad}");
        }
        let listed = |address: &str| settings(Mode::Optional).lists(&Email::parse(address).unwrap());
        assert!(listed("ana@example.org") && listed("Ana@Example.Org"));
        assert!(!listed("ana@sub.example.org") && !listed("ana@notexample.org") && !listed("ana@example.org.evil.example"));
    }

    #[test]
    fn a_second_factor_is_a_thing_or_several() {
        let tells = |methods: &[&str]| tells_second_factor(methods.iter().copied());
        assert!(tells(&["pwd", "mfa"]) && tells(&["otp"]) && tells(&["hwk"]));
        assert!(!tells(&[]) && !tells(&["pwd"]) && !tells(&["pwd", "sms"]) && !tells(&["MFA"]));
    }
}
