//! A provider of single sign-on for tests: `oidc-provider` in a process of its own, over TLS under an authority made for it, where nobody
//! has to click.

use crate::certificates::{Authority, KEY, SERVER};
use crate::https::visit;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A program that the provider knows.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its name there.
    pub id: String,
    /// Its secret; none for one that has none.
    pub secret: Option<String>,
    /// Where it wants people back.
    pub redirect_uri: String,
}

/// Somebody who has an account there.
#[derive(Debug, Clone)]
pub struct Person {
    /// The provider's word for them.
    pub subject: String,
    /// Their address.
    pub email: String,
    /// Whether the provider verified it.
    pub is_verified: bool,
    /// What they call themselves.
    pub name: String,
    /// By what they sign in there.
    pub methods: Vec<String>,
}

impl Person {
    /// Somebody with a verified address and a password.
    pub fn new(subject: &str, email: &str, name: &str) -> Self {
        Self { subject: subject.into(), email: email.into(), is_verified: true, name: name.into(), methods: vec!["pwd".into()] }
    }

    fn hint(&self) -> String {
        let Self { subject, email, is_verified, name, methods } = self;
        let told = json!({ "sub": subject, "email": email, "email_verified": is_verified, "name": name, "amr": methods });
        URL_SAFE_NO_PAD.encode(told.to_string())
    }
}

/// A running provider, ended with the test.
#[derive(Debug)]
pub struct Provider {
    /// Its name for itself.
    pub issuer: String,
    /// Its key and certificate.
    _folder: tempfile::TempDir,
    authority: PathBuf,
    process: Child,
}

impl Provider {
    /// Starts one that knows these programs, and for which this authority vouches. `claims_elsewhere`: it tells addresses and names at its userinfo endpoint alone.
    pub fn start(authority: &Authority, clients: &[Client], claims_elsewhere: bool) -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("provider");
        assert!(
            program.join("node_modules/oidc-provider").exists(),
            "the provider is not installed: npm --prefix crates/test-support/provider ci"
        );
        let folder = tempfile::Builder::new().prefix("muster-provider-").tempdir().expect("a temporary folder can be made");
        authority.vouch(folder.path());
        let vouching = folder.path().join("authority.crt");
        std::fs::copy(authority.path(), &vouching).expect("the authority is there");
        let clients: Vec<Value> = clients.iter().map(described).collect();
        let mut command = Command::new("node");
        command.arg(program.join("provider.js")).arg(folder.path().join(SERVER)).arg(folder.path().join(KEY));
        command.arg(Value::from(clients).to_string()).env("CLAIMS_ELSEWHERE", if claims_elsewhere { "yes" } else { "no" });
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("node cannot be started: {error}"));
        let mut first = String::new();
        let output = process.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut first).expect("the provider says its port");
        let told: Value = serde_json::from_str(&first).unwrap_or_else(|_| panic!("the provider did not start: {first}"));
        Self { issuer: format!("https://localhost:{}", told["port"]), _folder: folder, authority: vouching, process }
    }

    /// What a browser does that is sent to this address, with somebody at it: follows where it leads, until it leads elsewhere. With
    /// nobody at it, it is refused.
    pub fn sign_in(&self, url: &str, person: Option<&Person>) -> String {
        let hint = person.map_or_else(|| "nobody".to_owned(), Person::hint);
        let (mut url, mut jar) = (format!("{url}&login_hint={hint}"), BTreeMap::new());
        for _ in 0..12 {
            let answer = visit(&url, &jar, &self.authority);
            for cookie in answer.headers.get("set-cookie").into_iter().flat_map(|cookies| cookies.lines()) {
                if let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) {
                    jar.insert(name.to_owned(), value.to_owned());
                }
            }
            let place = answer.headers.get("location").unwrap_or_else(|| panic!("{url}: {}", answer.line));
            url = if place.starts_with('/') { format!("{}{place}", self.issuer) } else { place.clone() };
            if !url.starts_with(&self.issuer) {
                return url;
            }
        }
        panic!("the provider leads in circles: {url}")
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn described(client: &Client) -> Value {
    let way = if client.secret.is_some() { "client_secret_basic" } else { "none" };
    json!({
        "client_id": client.id,
        "client_secret": client.secret,
        "redirect_uris": [client.redirect_uri],
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": way,
    })
}
