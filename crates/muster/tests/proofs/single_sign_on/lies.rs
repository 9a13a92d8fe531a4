//! Tokens that a right provider never gives, senders that are not the provider, and providers that are not fit. Each with the right thing
//! beside it, which is let in.

use super::hostile::{Hostile, Signed};
use super::{SETTINGS, decide, leads_to, parameter, path, reason, start, wanted};
use crate::world::{Client, on_both};
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};

/// Where an organisation's provider sends people back to.
async fn place(owner: &Client) -> String {
    let told = owner.get(SETTINGS).await.json();
    path(told["redirect_uri"].as_str().unwrap()).to_owned()
}

/// Somebody comes back with a token that differs from a right one in so much; where they are led.
async fn with(set: &Hostile, signed: Signed, differs: impl Fn(&mut Map<String, Value>)) -> String {
    let (browser, state, mut claims) = set.begun().await;
    differs(&mut claims);
    set.will(claims, signed);
    let back = browser.get(&format!("{}?code=c-1&state={state}", place(&set.owner).await)).await;
    let led = leads_to(&back).to_owned();
    let is_in = browser.after(&back).get("/api/v1/me").await.status == StatusCode::OK;
    assert_eq!(is_in, led == "/", "{led}");
    led
}

#[test]
fn a_token_is_believed_when_all_of_it_is_right() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/", "the counter-proof of all that follows");
        for (signed, told) in [
            (Signed::NotAtAll, "wrong signature"),
            (Signed::WithTheSecret, "wrong signature"),
            (Signed::WithThePublicKey, "wrong signature"),
            (Signed::ByAnother, "wrong signature"),
            (Signed::UnderNoName, "unknown key"),
        ] {
            assert_eq!(with(&set, signed, |_| {}).await, "/sign-in?sso=failed", "{signed:?}");
            assert_eq!(reason(&set.owner).await, told, "{signed:?}");
        }
        type Lie = (&'static str, Value, &'static str);
        let now = |claims: &Map<String, Value>| claims["iat"].as_i64().unwrap();
        let elsewhere = "https://login.example.org";
        let lies: [Lie; 10] = [
            ("iss", json!(elsewhere), "wrong issuer"),
            ("iss", json!(format!("{}/", set.issuer)), "wrong issuer"),
            ("aud", json!("another-client"), "wrong audience"),
            ("aud", json!(["muster", "another-client"]), "wrong audience"),
            ("azp", json!("another-client"), "wrong audience"),
            ("nonce", json!("another-nonce"), "wrong nonce"),
            ("nonce", Value::Null, "wrong nonce"),
            ("sub", json!(""), "no token"),
            ("sub", json!("s".repeat(256)), "no token"),
            ("exp", Value::Null, "code not accepted"),
        ];
        for (claim, value, told) in lies {
            let differs = |claims: &mut Map<String, Value>| {
                if value.is_null() {
                    claims.remove(claim)
                } else {
                    claims.insert(claim.into(), value.clone())
                };
            };
            assert_eq!(with(&set, Signed::Rightly, differs).await, "/sign-in?sso=failed", "{claim} {value}");
            assert_eq!(reason(&set.owner).await, told, "{claim} {value}");
        }
        for (claim, seconds) in [("exp", -61), ("iat", 61), ("iat", -120)] {
            let differs = |claims: &mut Map<String, Value>| {
                let at = now(claims) + seconds;
                claims.insert(claim.into(), json!(at));
            };
            assert_eq!(with(&set, Signed::Rightly, differs).await, "/sign-in?sso=failed", "{claim} {seconds}");
            assert_eq!(reason(&set.owner).await, "wrong time", "{claim} {seconds}");
        }
        // Clocks differ by a little.
        let skewed = |claims: &mut Map<String, Value>| {
            let at = now(claims);
            claims.insert("exp".into(), json!(at - 30));
            claims.insert("iat".into(), json!(at + 30));
        };
        assert_eq!(with(&set, Signed::Rightly, skewed).await, "/");
        assert_eq!(with(&set, Signed::Rightly, |claims| drop(claims.insert("azp".into(), json!("muster")))).await, "/");
    });
}

#[test]
fn a_code_of_another_provider_is_shown_to_nobody() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        set.says(json!({"authorization_response_iss_parameter_supported": true}));
        // Past the ten minutes for which it is believed, it is asked again, and says that it names itself.
        set.world.clock.advance_seconds(601);
        let place = place(&set.owner).await;
        let sender = |text: &str| text.replace(':', "%3A").replace('/', "%2F");
        for iss in [String::new(), format!("&iss={}", sender("https://login.example.org")), format!("&iss={}%2F", sender(&set.issuer))] {
            let (browser, state, claims) = set.begun().await;
            set.will(claims, Signed::Rightly);
            let back = browser.get(&format!("{place}?code=of-another&state={state}{iss}")).await;
            assert_eq!(leads_to(&back), "/sign-in?sso=failed", "{iss}");
            assert_eq!(reason(&set.owner).await, "wrong sender", "{iss}");
            assert_eq!(set.codes(), Vec::<String>::new(), "the code stays here");
        }
        let (browser, state, claims) = set.begun().await;
        set.will(claims, Signed::Rightly);
        let back = browser.get(&format!("{place}?code=its-own&state={state}&iss={}", sender(&set.issuer))).await;
        assert_eq!((leads_to(&back), set.codes()), ("/", vec!["its-own".to_owned()]), "the counter-proof");
    });
}

#[test]
fn what_began_at_one_organisation_does_not_end_at_another() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        let south = set.world.signed_in(&set.world.south, access::Role::Owner).await;
        assert_eq!(decide(&south, wanted(&set.issuer, &json!({}))).await.status, StatusCode::OK);
        let (north_place, south_place) = (place(&set.owner).await, place(&south).await);
        assert_ne!(north_place, south_place, "each has a place of its own to come back to");
        let (browser, state, claims) = set.begun().await;
        set.will(claims, Signed::Rightly);
        let back = browser.get(&format!("{south_place}?code=c&state={state}")).await;
        assert_eq!((leads_to(&back), set.codes().len()), ("/sign-in?sso=expired", 0));
        assert_eq!(leads_to(&browser.get(&format!("{north_place}?code=c&state={state}")).await), "/", "the counter-proof");
        // Whoever is linked in the north is nobody in the south.
        let (browser, url) = start(&set.world.anonymous(), "south-hill").await;
        let mut claims = set.begun().await.2;
        claims.insert("nonce".into(), json!(parameter(&url, "nonce")));
        claims.insert("email".into(), json!("nobody@example.org"));
        set.will(claims, Signed::Rightly);
        let back = browser.get(&format!("{south_place}?code=c&state={}", parameter(&url, "state"))).await;
        assert_eq!(leads_to(&back), "/sign-in?sso=not-a-member");
    });
}

#[test]
fn a_provider_may_change_its_keys() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/");
        set.changes_its_key();
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/", "it is asked for the new one");
    });
}

/// It takes the secret as it says it does: in the body where it takes it nowhere else.
#[test]
fn a_provider_that_takes_the_secret_in_the_body_alone_gets_it_there() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/", "it says nothing of it: in the header");
        set.says(json!({"token_endpoint_auth_methods_supported": ["client_secret_post"]}));
        set.world.clock.advance_seconds(601);
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/");
        set.says(json!({"token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"]}));
        set.world.clock.advance_seconds(601);
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/", "in the header where either does");
    });
}

/// What it said of itself is believed for ten minutes: a key that it took back signs nobody in afterwards.
#[test]
fn a_key_that_was_taken_back_is_believed_for_ten_minutes_at_most() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/");
        set.changes_its_key();
        assert_eq!(with(&set, Signed::ByTheOneBefore, |_| {}).await, "/", "nobody has asked it again");
        set.world.clock.advance_seconds(601);
        assert_eq!(with(&set, Signed::ByTheOneBefore, |_| {}).await, "/sign-in?sso=failed");
        assert_eq!(reason(&set.owner).await, "unknown key");
        assert_eq!(with(&set, Signed::Rightly, |_| {}).await, "/", "the counter-proof");
    });
}

#[test]
fn a_return_that_is_not_its_own_ends_nobodys_sign_in() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        let place = place(&set.owner).await;
        let (browser, state, claims) = set.begun().await;
        set.will(claims, Signed::Rightly);
        for foreign in ["?code=c&state=AAAA", "?code=c", "", &format!("?code=c&state={state}&state={state}")] {
            let back = browser.get(&format!("{place}{foreign}")).await;
            assert_eq!(leads_to(&back), "/sign-in?sso=failed", "{foreign}");
            assert!(back.headers.get("set-cookie").is_none(), "{foreign}");
        }
        let forged = browser.with_altered_cookies().get(&format!("{place}?code=c&state={state}")).await;
        assert_eq!((leads_to(&forged), set.codes().len()), ("/sign-in?sso=expired", 0), "its tag is another");
        assert_eq!(leads_to(&browser.get(&format!("{place}?code=c&state={state}")).await), "/");
        // Here the code would do again: it is the errand that is done with.
        set.codes();
        assert_eq!(leads_to(&browser.get(&format!("{place}?code=c&state={state}")).await), "/sign-in?sso=expired");
        assert_eq!((reason(&set.owner).await, set.codes().len()), ("used before".to_owned(), 0));
        // What was decided meanwhile counts.
        let (browser, state, claims) = set.begun().await;
        set.will(claims, Signed::Rightly);
        assert_eq!(decide(&set.owner, wanted(&set.issuer, &json!({}))).await.status, StatusCode::OK);
        assert_eq!(leads_to(&browser.get(&format!("{place}?code=c&state={state}")).await), "/sign-in?sso=expired");
        assert_eq!(reason(&set.owner).await, "changed meanwhile");
    });
}

#[test]
fn a_provider_that_is_not_fit_is_told_as_what_it_is() {
    on_both(|on| async move {
        let set = Hostile::new(on).await;
        let check = async |issuer: &str| {
            let reply = set.owner.send(Method::POST, "/api/v1/single-sign-on/check", &[], Some(json!({ "issuer": issuer }))).await;
            let told = reply.json();
            if reply.status == StatusCode::OK { told["issuer"].clone() } else { told["errors"][0]["code"].clone() }
        };
        assert_eq!(check(&set.issuer).await, json!(set.issuer));
        assert_eq!(check(&format!("{}/", set.issuer)).await, "another-issuer", "to the last stroke");
        assert_eq!(check("https://192.168.7.7").await, "unreachable", "nobody goes to private networks");
        assert_eq!(check("http://login.example.org").await, "not-acceptable");
        let own = &set.issuer;
        for (says, told) in [
            (json!({"issuer": "https://login.example.org"}), "another-issuer"),
            (json!({"code_challenge_methods_supported": ["plain"]}), "no-pkce"),
            (json!({"response_types_supported": ["id_token"]}), "no-code-flow"),
            (json!({"authorization_endpoint": "javascript:alert(1)"}), "no-code-flow"),
            (json!({"authorization_endpoint": "http://login.example.org/authorize"}), "no-code-flow"),
            (json!({"token_endpoint": "http://login.example.org/token"}), "no-code-flow"),
            (json!({"id_token_signing_alg_values_supported": ["HS256", "none"]}), "no-signature"),
            (json!({"jwks_uri": format!("{own}/nowhere")}), "no-provider"),
            (json!({"jwks_uri": format!("{own}/elsewhere")}), "no-provider"),
            (json!({"jwks_uri": format!("{own}/large")}), "unreachable"),
            (json!({"jwks_uri": "https://192.168.7.7/keys"}), "unreachable"),
        ] {
            set.says(says.clone());
            assert_eq!(check(own).await, told, "{says}");
        }
        set.says(json!({}));
        assert_eq!(check(own).await, json!(own), "the counter-proof");
        // Nobody learns the secret of one provider by naming another.
        assert_eq!(set.owner.get(SETTINGS).await.json()["has_secret"], true);
        let mut elsewhere = wanted("https://login.example.org", &json!({}));
        elsewhere.as_object_mut().unwrap().remove("client_secret");
        assert_eq!(decide(&set.owner, elsewhere).await.json()["has_secret"], false);
    });
}
