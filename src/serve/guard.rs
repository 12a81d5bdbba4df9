//! Whom the preview answers: this machine's own browser, asking for its own address, and nobody else.

use std::hash::{BuildHasher, RandomState};

use super::http::Ask;

/// Why a request gets no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The status code.
    pub status: u16,
    /// Why.
    pub why: &'static str,
}

/// Checks what holds for every request: method, host, origin.
///
/// A page elsewhere that resolves its own name to this machine (DNS rebinding) sends its own `Host`;
/// a page elsewhere that calls this server sends its own `Origin`. Both are refused.
pub fn admit(ask: &Ask, port: u16) -> Result<(), Refused> {
    if ask.absolute {
        return Err(Refused { status: 400, why: "this is no proxy" });
    }
    let [host] = ask.hosts.as_slice() else {
        return Err(Refused { status: 400, why: "exactly one Host header is needed" });
    };
    if !is_own(host, port) {
        return Err(Refused { status: 403, why: "this host is not served here" });
    }
    let foreign = |origin: &&str| !origin.strip_prefix("http://").is_some_and(|host| is_own(host, port));
    if ask.origins.iter().any(foreign) {
        return Err(Refused { status: 403, why: "other sites may not read this one" });
    }
    if !["GET", "HEAD"].contains(&ask.method) {
        return Err(Refused { status: 405, why: "only GET and HEAD are answered" });
    }
    Ok(())
}

fn is_own(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) if !given.ends_with(']') => (name, given),
        _ => (host, "80"),
    };
    let own = ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own));
    own && given == port.to_string()
}

/// Whether a request may listen to the live endpoint: it knows this run's token and comes from a page
/// of this server.
pub fn may_listen(ask: &Ask, token: &str) -> bool {
    let given = ask.query.split('&').find_map(|pair| pair.strip_prefix("token="));
    let near = ask.fetch_site.is_none_or(|site| site == "same-origin");
    near && given.is_some_and(|given| same(given.as_bytes(), token.as_bytes()))
}

/// Compares without stopping at the first difference.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// A secret of this run, from the randomness that the system gives to hash tables.
pub fn token() -> String {
    let random = RandomState::new();
    format!("{:016x}{:016x}", random.hash_one("tearsheet"), random.hash_one("live"))
}

/// The path of a request, decoded once: below the root, with `/` between its parts; empty for the root.
/// `None` for anything that no page of a site is called.
pub fn decoded(path: &str) -> Option<String> {
    let encoded = path.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            byte => byte,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let climbs = path.split('/').any(|part| part == ".." || part == ".");
    let odd = path.contains('\\') || path.chars().any(char::is_control);
    (!climbs && !odd).then_some(path)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask<'a>(host: &'a str, origin: Option<&'a str>) -> Ask<'a> {
        Ask {
            method: "GET",
            path: "/",
            hosts: vec![host],
            origins: origin.into_iter().collect(),
            ..Ask::default()
        }
    }

    #[test]
    fn only_this_machines_own_names_are_answered() {
        for host in ["localhost:4040", "127.0.0.1:4040", "[::1]:4040", "LOCALHOST:4040"] {
            assert_eq!(admit(&ask(host, None), 4040), Ok(()), "{host}");
            assert_eq!(admit(&ask(host, Some(&format!("http://{host}"))), 4040), Ok(()), "{host}");
        }
        let strangers = [
            "evil.example",
            "evil.example:4040",
            "localhost.evil.example:4040",
            "localhost:4041",
            "localhost",
            "localhost:4040@evil",
            "127.0.0.1.evil:4040",
            "",
            ":4040",
            "[::1]",
            "localhost:04040",
        ];
        for host in strangers {
            assert!(admit(&ask(host, None), 4040).is_err(), "{host}");
        }
        assert_eq!(admit(&ask("localhost", None), 80), Ok(()));
        assert_eq!(admit(&Ask { method: "GET", ..Ask::default() }, 80).unwrap_err().status, 400);
        let two = Ask { hosts: vec!["localhost:80", "localhost:80"], ..ask("", None) };
        assert!(admit(&two, 80).is_err());
    }

    #[test]
    fn other_origins_and_methods_are_refused() {
        for origin in ["http://evil.example", "null", "https://localhost:4040", "http://localhost:1", ""] {
            assert_eq!(
                admit(&ask("localhost:4040", Some(origin)), 4040).unwrap_err().status,
                403,
                "{origin}"
            );
        }
        let post = Ask { method: "POST", ..ask("localhost:4040", None) };
        assert_eq!(admit(&post, 4040).unwrap_err().status, 405);
        let proxy = Ask { absolute: true, ..ask("localhost:4040", None) };
        assert_eq!(admit(&proxy, 4040).unwrap_err().status, 400);
    }

    #[test]
    fn the_live_endpoint_wants_the_token_of_this_run() {
        let with = |query| Ask { query, ..Ask::default() };
        assert!(may_listen(&with("token=abc"), "abc"));
        for query in ["", "token=", "token=ab", "token=abd", "tokens=abc", "TOKEN=abc"] {
            assert!(!may_listen(&with(query), "abc"), "{query}");
        }
        assert!(!may_listen(&Ask { fetch_site: Some("cross-site"), ..with("token=abc") }, "abc"));
        assert_ne!(token(), token());
        assert_eq!(token().len(), 32);
    }

    #[test]
    fn no_path_climbs() {
        assert_eq!(decoded("/").as_deref(), Some(""));
        assert_eq!(decoded("/zh/%E4%BB%B7/").as_deref(), Some("zh/价/"));
        let bad = [
            "",
            "x",
            "/../x",
            "/%2e%2e/x",
            "/a/..%2fb",
            "/.%2e/x",
            "/%00",
            "/%5c",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/%0a",
            "/a/./b",
        ];
        for path in bad {
            assert_eq!(decoded(path), None, "{path}");
        }
    }
}
