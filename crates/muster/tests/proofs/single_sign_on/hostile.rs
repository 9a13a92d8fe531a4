//! A provider that signs what it is told to: a real server over TLS, with a discovery document and keys of its own.

use super::{Client, SECRET, decide, parameter, start, wanted};
use crate::world::{On, World};
use access::Role;
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use kernel::Clock as _;
use serde_json::{Map, Value, json};
use std::sync::{Arc, Mutex};
use test_support::{Asked, Authority, HttpsServer, Said};

/// How the token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signed {
    /// As it should be.
    Rightly,
    /// By another key than the one it names.
    ByAnother,
    /// By the key that it had before, under that one's name.
    ByTheOneBefore,
    /// Under a name that no key has.
    UnderNoName,
    /// Not at all: `alg` is `none`.
    NotAtAll,
    /// With the secret that both sides know: `HS256`.
    WithTheSecret,
    /// With the public key as if it were a secret: `HS256`.
    WithThePublicKey,
}

/// What it does next.
#[derive(Debug, Clone)]
pub(super) struct Lie {
    pub(super) claims: Map<String, Value>,
    pub(super) signed: Signed,
    /// What its discovery document says otherwise.
    pub(super) says: Map<String, Value>,
}

struct State {
    lie: Lie,
    /// Codes that were brought to it.
    codes: Vec<String>,
    right: Ed25519KeyPair,
    before: Ed25519KeyPair,
    wrong: Ed25519KeyPair,
}

/// It, and an organisation that signs in at it.
pub(super) struct Hostile {
    pub(super) world: World,
    pub(super) owner: Client,
    pub(super) issuer: String,
    state: Arc<Mutex<State>>,
    _server: HttpsServer,
}

impl Hostile {
    pub(super) async fn new(on: On) -> Self {
        let authority = Authority::make();
        let world = World::believing(on, &authority).await;
        let lie = Lie { claims: Map::new(), signed: Signed::Rightly, says: Map::new() };
        let key = || Ed25519KeyPair::generate().unwrap();
        let state = Arc::new(Mutex::new(State { lie, codes: Vec::new(), right: key(), before: key(), wrong: key() }));
        let told = Arc::clone(&state);
        let server = HttpsServer::start(&authority, move |own, asked| answer(&mut told.lock().unwrap(), own, asked));
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let issuer = server.url();
        let decided = decide(&owner, wanted(&issuer, &json!({"new_members": {"role": "member"}}))).await;
        assert_eq!(decided.status, StatusCode::OK, "{}", String::from_utf8_lossy(&decided.bytes));
        Self { world, owner, issuer, state, _server: server }
    }

    /// Somebody begins; the browser, the errand's state, and the right claims for it.
    pub(super) async fn begun(&self) -> (Client, String, Map<String, Value>) {
        let (browser, url) = start(&self.world.anonymous(), "north-river").await;
        let now = self.world.clock.now().millis() / 1000;
        let claims = json!({
            "iss": self.issuer, "aud": "muster", "sub": "ana-7", "nonce": parameter(&url, "nonce"), "iat": now, "exp": now + 300,
            "email": "member@example.org", "email_verified": true,
        });
        let Value::Object(claims) = claims else { unreachable!() };
        (browser, parameter(&url, "state"), claims)
    }

    /// What it will sign, and how.
    pub(super) fn will(&self, claims: Map<String, Value>, signed: Signed) {
        let mut state = self.state.lock().unwrap();
        (state.lie.claims, state.lie.signed) = (claims, signed);
    }

    /// What its discovery document says otherwise.
    pub(super) fn says(&self, says: Value) {
        let Value::Object(says) = says else { unreachable!() };
        self.state.lock().unwrap().lie.says = says;
    }

    /// The codes that were brought to it since it was asked last.
    pub(super) fn codes(&self) -> Vec<String> {
        std::mem::take(&mut self.state.lock().unwrap().codes)
    }

    /// Its keys are others from now on.
    pub(super) fn changes_its_key(&self) {
        let mut state = self.state.lock().unwrap();
        state.before = std::mem::replace(&mut state.right, Ed25519KeyPair::generate().unwrap());
    }
}

fn answer(state: &mut State, own: &str, asked: &Asked) -> Said {
    let path = asked.line.split(' ').nth(1).unwrap_or_default();
    match path {
        "/.well-known/openid-configuration" => {
            let mut document = json!({
                "issuer": own, "authorization_endpoint": format!("{own}/authorize"), "token_endpoint": format!("{own}/token"),
                "jwks_uri": format!("{own}/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"], "code_challenge_methods_supported": ["S256"],
            });
            for (field, value) in &state.lie.says {
                document[field] = value.clone();
            }
            Said::json(&document)
        }
        "/keys" => Said::json(&json!({"keys": [{
            "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": name(&state.right),
            "x": URL_SAFE_NO_PAD.encode(state.right.public_key()),
        }]})),
        "/token" => {
            let body = String::from_utf8(asked.body.clone()).unwrap();
            let code = body.split('&').find_map(|pair| pair.strip_prefix("code=")).unwrap().to_owned();
            assert!(body.contains("code_verifier="), "{body}");
            // The secret comes one way: in the body where that is all it says it takes, else in the header.
            let in_body = state.lie.says.get("token_endpoint_auth_methods_supported") == Some(&json!(["client_secret_post"]));
            if in_body != body.contains("client_secret=") || in_body == asked.headers.contains_key("authorization") {
                return Said { status: 401, headers: Vec::new(), body: json!({"error": "invalid_client"}).to_string() };
            }
            state.codes.push(code);
            Said::json(&json!({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token(state)}))
        }
        "/elsewhere" => Said { status: 302, headers: vec![("location", format!("{own}/token"))], body: "{}".into() },
        "/large" => Said { status: 200, headers: Vec::new(), body: format!("{{\"a\":\"{}\"}}", "a".repeat(300_000)) },
        _ => Said { status: 404, headers: Vec::new(), body: "{}".into() },
    }
}

fn name(key: &Ed25519KeyPair) -> String {
    URL_SAFE_NO_PAD.encode(&key.public_key().as_ref()[..6])
}

fn token(state: &State) -> String {
    let signed = state.lie.signed;
    let (way, kid) = match signed {
        Signed::NotAtAll => ("none", name(&state.right)),
        Signed::WithTheSecret | Signed::WithThePublicKey => ("HS256", name(&state.right)),
        Signed::UnderNoName => ("EdDSA", "nobody".to_owned()),
        Signed::ByTheOneBefore => ("EdDSA", name(&state.before)),
        Signed::Rightly | Signed::ByAnother => ("EdDSA", name(&state.right)),
    };
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(&json!({"alg": way, "typ": "JWT", "kid": kid})), part(&Value::Object(state.lie.claims.clone())));
    let bytes = message.as_bytes();
    let with_secret = |secret: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), bytes).as_ref().to_vec();
    let signature = match signed {
        Signed::Rightly => state.right.sign(bytes).as_ref().to_vec(),
        Signed::ByTheOneBefore => state.before.sign(bytes).as_ref().to_vec(),
        Signed::ByAnother | Signed::UnderNoName => state.wrong.sign(bytes).as_ref().to_vec(),
        Signed::NotAtAll => Vec::new(),
        Signed::WithTheSecret => with_secret(SECRET.as_bytes()),
        Signed::WithThePublicKey => with_secret(state.right.public_key().as_ref()),
    };
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}
