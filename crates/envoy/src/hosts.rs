//! Hosts that the operator names: each by its whole name, or all below one.

use crate::destination::Destination;

/// Hosts that may be gone to; none by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosts(Vec<Pattern>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    /// This host.
    Host(String),
    /// Every host below this one, kept with its leading dot.
    Below(String),
}

/// A text names no host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is neither a host such as push.example.net nor *.example.net")]
pub struct NoHost(String);

impl Hosts {
    /// Reads their names.
    pub fn parse<S: AsRef<str>>(names: &[S]) -> Result<Self, NoHost> {
        names.iter().map(|name| pattern(name.as_ref())).collect::<Result<_, _>>().map(Self)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the destination is at one of them.
    pub fn hold(&self, to: &Destination) -> bool {
        self.0.iter().any(|pattern| match pattern {
            Pattern::Host(host) => to.host() == host,
            Pattern::Below(end) => to.host().ends_with(end.as_str()),
        })
    }
}

fn pattern(name: &str) -> Result<Pattern, NoHost> {
    let (below, host) = name.strip_prefix("*.").map_or((false, name), |host| (true, host));
    let host = host.to_ascii_lowercase();
    // All below one label would be all of the web.
    let is_named = Destination::at(&host, 443).is_ok() && (!below || host.contains('.'));
    match (is_named, below) {
        (false, _) => Err(NoHost(name.to_owned())),
        (true, false) => Ok(Pattern::Host(host)),
        (true, true) => Ok(Pattern::Below(format!(".{host}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_itself_and_a_star_what_is_below() {
        let hosts = Hosts::parse(&["Push.example.net", "*.push.example.org"]).unwrap();
        let holds = |to: &str| hosts.hold(&Destination::parse(to).unwrap());
        assert!(holds("https://push.example.net/a") && holds("https://PUSH.example.net:8443/a") && holds("https://eu.push.example.org/"));
        for other in ["https://example.net/", "https://a.push.example.net/", "https://push.example.org/", "https://evilpush.example.org/"] {
            assert!(!holds(other), "{other}");
        }
        assert!(Hosts::default().is_empty() && !Hosts::default().hold(&Destination::parse("https://push.example.net/").unwrap()));
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for bad in ["", "*", "*.", "*.net", "https://push.example.net", "push.example.net/a", "push.*.net", "a b"] {
            assert!(Hosts::parse(&[bad]).is_err(), "{bad}");
        }
        assert!(Hosts::parse(&["localhost"]).is_ok());
    }
}
