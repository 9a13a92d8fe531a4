//! What a member recognises a session by: browser and system, read from the browser's own word. Never used to decide anything.

use http::{HeaderMap, header};

/// The first that is found names the browser: some carry the names of others.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Likewise for the system: Android says Linux too.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// `Firefox on Windows`; `Another program` for what is not known.
pub(super) fn device(headers: &HeaderMap) -> String {
    let told = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |table: &[(&str, &'static str)]| table.iter().find(|(mark, _)| told.contains(mark)).map(|(_, name)| *name);
    match (first(BROWSERS), first(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => format!("A program on {system}"),
        (None, None) => "Another program".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(user_agent: &'static str) -> String {
        device(&HeaderMap::from_iter([(header::USER_AGENT, http::HeaderValue::from_static(user_agent))]))
    }

    #[test]
    fn browsers_are_told_apart_though_they_name_each_other() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0";
        assert_eq!(told(edge), "Edge on Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 Version/18.1 Mobile/15E148 Safari/604.1";
        assert_eq!(told(phone), "Safari on iPhone");
        assert_eq!(told("Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"), "Firefox on Android");
        assert_eq!(told("curl/8.9"), "curl");
        assert_eq!(device(&HeaderMap::new()), "Another program");
    }
}
