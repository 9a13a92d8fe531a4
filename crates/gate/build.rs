//! Finds the built web app. A release without it would be a server with an empty window, so it is refused; any other build gets a
//! page that says what is missing.
#![expect(clippy::disallowed_methods, reason = "cargo speaks to a build script through the environment")]

use std::path::PathBuf;
use std::{env, error::Error, fs};

const MISSING: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Muster</title></head>\
<body><h1>Muster is running</h1><p>This build holds no web app: run <code>make web</code> and build again. \
The interface for programs is described at <a href=\"/api/docs\">/api/docs</a>.</p></body></html>\n";

fn main() -> Result<(), Box<dyn Error>> {
    let built = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../web/build");
    let page = built.join("200.html");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", page.display());
    println!("cargo:rerun-if-changed={}", built.join("_app/version.json").display());
    let folder = if page.exists() {
        built
    } else if env::var("PROFILE")? == "release" {
        return Err("web/build/200.html is missing: run `make web` before a release build".into());
    } else {
        let stand_in = PathBuf::from(env::var("OUT_DIR")?).join("web");
        fs::create_dir_all(&stand_in)?;
        fs::write(stand_in.join("200.html"), MISSING)?;
        stand_in
    };
    println!("cargo:rustc-env=MUSTER_WEB={}", folder.display());
    Ok(())
}
