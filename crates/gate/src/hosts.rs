//! The names this server answers to. A page that points its own name at our address (DNS rebinding) is not served.

/// Host names, without ports.
#[derive(Debug, Clone, Default)]
pub struct Hosts(Vec<String>);

const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

impl Hosts {
    /// Answers to `names` beside the names of loopback.
    pub fn new(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(names.into_iter().map(|name| name.into().to_ascii_lowercase()).collect())
    }

    /// Whether `host`, with or without a port, is one of ours. The names of loopback are, on a listener of loopback.
    pub(crate) fn answer_to(&self, host: &str, local: bool) -> bool {
        let name = without_port(host);
        self.0.iter().any(|ours| ours.eq_ignore_ascii_case(name)) || (local && LOOPBACK.iter().any(|ours| ours.eq_ignore_ascii_case(name)))
    }
}

/// `example.org:8443` → `example.org`, `[::1]:8443` → `[::1]`. What is no port stays, and then matches nothing.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_with_any_port() {
        let hosts = Hosts::new(["Muster.Example.org"]);
        for ours in ["muster.example.org", "MUSTER.example.org:8443", "localhost:8080", "127.0.0.1", "[::1]:1"] {
            assert!(hosts.answer_to(ours, true), "{ours}");
        }
        for foreign in ["evil.example", "muster.example.org.evil.example", "", "muster.example.org:", "::1", "localhost.", "a@localhost"] {
            assert!(!hosts.answer_to(foreign, true), "{foreign}");
        }
    }

    #[test]
    fn loopback_names_are_ours_on_loopback_alone() {
        assert!(!Hosts::new(["muster.example.org"]).answer_to("localhost", false));
    }
}
