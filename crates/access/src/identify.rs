//! Who is behind a request, by whichever proof it carries, and whether they may come from where they come: the one way to an
//! [`Identity`], so that no route can forget the networks.

use crate::cx::RequestFacts;
use crate::sessions::{self, Identity, SESSION_COOKIE};
use crate::state::Access;
use crate::{networks, tokens};
use http::{HeaderMap, header};
use kernel::{Error, Result};
use std::sync::Arc;

/// The member behind the request's cookie or token, once the networks let them pass.
pub(crate) async fn identify(access: &Access, headers: &HeaderMap, facts: &RequestFacts) -> Result<Arc<Identity>> {
    let identity = match bearer(headers) {
        Some(_) if has_cookie(headers) => {
            // Which of the two was meant is for nobody to guess.
            return Err(Error::Malformed("Send a session's cookie or a token, not both.".into()));
        }
        Some(token) => tokens::identify(access, token, facts).await?,
        None => sessions::identify(access, headers).await?,
    };
    networks::admit(access, &identity, facts).await?;
    Ok(identity)
}

/// What stands after `Bearer`; an empty text, which is no token, when the header occurs twice or cannot be read.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    let (first, second) = (sent.next()?, sent.next());
    if second.is_some() {
        return Some("");
    }
    let Ok(text) = first.to_str() else { return Some("") };
    let (scheme, rest) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| rest.trim())
}

fn has_cookie(headers: &HeaderMap) -> bool {
    let named = |pair: &str| pair.trim().split('=').next() == Some(SESSION_COOKIE);
    headers.get_all(header::COOKIE).iter().any(|value| value.to_str().map_or(true, |text| text.split(';').any(named)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn sent(values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (header::AUTHORIZATION, HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_cookie_is_noticed_however_it_is_sent() {
        let sent = |values: &[&'static [u8]]| -> HeaderMap {
            values.iter().map(|value| (header::COOKIE, HeaderValue::from_bytes(value).unwrap())).collect()
        };
        for with in [&[&b"__Host-s=a"[..]][..], &[b"a=b; __Host-s=c"], &[b"a=b", b"__Host-s="], &[b"a=\xff"], &[b"__Host-s"]] {
            assert!(has_cookie(&sent(with)), "{with:?}");
        }
        for without in [&[][..], &[&b"a=b"[..]], &[b"a=__Host-s"], &[b"__Host-session=a"]] {
            assert!(!has_cookie(&sent(without)), "{without:?}");
        }
    }

    #[test]
    fn one_bearer_is_read() {
        assert_eq!(bearer(&sent(&["Bearer mst_a"])), Some("mst_a"));
        assert_eq!(bearer(&sent(&["bearer  mst_a "])), Some("mst_a"));
        assert_eq!(bearer(&sent(&["Basic YTpi"])), None, "a proxy's own affair");
        assert_eq!(bearer(&sent(&[])), None);
        assert_eq!(bearer(&sent(&["Bearer mst_a", "Bearer mst_b"])), Some(""));
    }
}
