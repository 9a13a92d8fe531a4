//! The fuzz targets' entry points without a fuzzer: over cookies as browsers send them, tokens as programs do, those changed, and noise.

#[path = "../../../fuzz/entries/cookie.rs"]
mod cookie;
#[path = "../../../fuzz/entries/token.rs"]
mod program;
#[path = "../../../fuzz/replay.rs"]
mod replay;

/// Where the entry point looks for what it feeds.
mod token {
    pub(crate) use access::{SESSION_COOKIE, fuzz_cookie};
}

/// Where the entry point of tokens looks.
mod text {
    pub(crate) use access::fuzz_token;
}

const COOKIES: &[&str] = &[
    "__Host-s=mss_01jd7q3v9mf4x8t2c5k6w0ezya_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
    "theme=dark; __Host-s=mss_01jd7q3v9mf4x8t2c5k6w0ezya_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8; a=b",
    "__Host-s=mss_7zzzzzzzzzzzzzzzzzzzzzzzzz_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8; __Host-s=",
    "__Host-s=\"mss_01jd7q3v9mf4x8t2c5k6w0ezya_\"",
    "=; ;;__Host-s",
];

#[test]
fn cookies() {
    assert!(access::fuzz_cookie(COOKIES[0].as_bytes()) && access::fuzz_cookie(COOKIES[1].as_bytes()), "the seeds are real ones");
    let seeds: Vec<Vec<u8>> = COOKIES.iter().map(|cookie| cookie.as_bytes().to_vec()).collect();
    replay::replay(&seeds, 20_000, cookie::run);
}

#[test]
fn tokens() {
    const TOKENS: [&str; 2] =
        ["mst_04CILaSMgb1x7Qa03kLm2Tz9bVd4RfGhJk5NpSuW_4FFXOD", "mst_0OCsYEbp7wXx7Qa03kLm2Tz9bVd4RfGhJk5NpSuW_000000"];
    assert!(access::fuzz_token(TOKENS[0].as_bytes()), "the seed is a real one");
    let seeds: Vec<Vec<u8>> = TOKENS.iter().map(|token| token.as_bytes().to_vec()).collect();
    replay::replay(&seeds, 20_000, program::run);
}
