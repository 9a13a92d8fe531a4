//! Secrets that a person carries to us in a link: which organisation, and 32 random bytes, `msi_<26 characters>_<43 characters>`. They
//! stand behind `#`, which browsers keep to themselves: they reach no log of any server.

use kernel::OrganisationId;
use vault::{Token, TokenDigest};

/// A kind of link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carried {
    /// To an invitation.
    Invitation,
    /// To a new password.
    Reset,
    /// To an answer to a call-out.
    CallOut,
}

impl Carried {
    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Invitation => ("join", "msi_"),
            Self::Reset => ("reset", "msr_"),
            Self::CallOut => ("call-out", "msc_"),
        }
    }

    /// The link at which the secret is used.
    pub(crate) fn link(self, site: &str, organisation: OrganisationId, token: &Token) -> String {
        let (page, beginning) = self.parts();
        let id = organisation.as_str().trim_start_matches("org_");
        format!("{site}/{page}#{beginning}{id}_{}", &*token.text())
    }

    /// Reads what stood behind `#`.
    pub(crate) fn read(self, text: &str) -> Option<(OrganisationId, TokenDigest)> {
        let (id, token) = text.strip_prefix(self.parts().1)?.split_once('_')?;
        let organisation = OrganisationId::parse(&format!("org_{id}")).ok()?;
        Some((organisation, Token::parse(token).ok()?.digest()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, Timestamp};

    #[test]
    fn a_link_is_read_back_by_its_own_kind_alone() {
        let organisation = OrganisationId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng);
        let token = Token::generate(&mut vault::OsRandom).unwrap();
        let link = Carried::Invitation.link("https://muster.test", organisation, &token);
        let (site, secret) = link.split_once('#').unwrap();
        assert_eq!(site, "https://muster.test/join");
        assert_eq!(Carried::Invitation.read(secret), Some((organisation, token.digest())));
        assert_eq!(Carried::Reset.read(secret), None);
        for bad in ["", "msi_", &secret[..secret.len() - 1], &format!("{secret}x"), &secret.to_uppercase()] {
            assert_eq!(Carried::Invitation.read(bad), None, "{bad}");
        }
    }
}
