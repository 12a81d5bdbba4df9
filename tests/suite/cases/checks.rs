//! What every case checks, whatever it is about: nothing runs, leaks, breaks or is left half done.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::expect::{Expect, glob};
use super::sandbox::{Ended, SECRET};
use crate::html;

/// Files by path.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// How the build itself behaved.
pub fn ending(expect: &Expect, ended: &Ended) -> Vec<String> {
    let mut bad = Vec::new();
    let limit = expect.number("max_seconds", 20.0);
    let log = ended.text();
    if ended.timeout || ended.seconds > limit {
        bad.push(format!("SAFE took {:.1} s, limit {limit}", ended.seconds));
    }
    if ended.megabytes as f64 > expect.number("max_rss_mb", 1000.0) {
        bad.push(format!("SAFE used {} MB", ended.megabytes));
    }
    match ended.code {
        _ if ended.timeout => {}
        Some(code) if code != 101 && code < 126 => {}
        code => bad.push(format!("SAFE crashed with {code:?}")),
    }
    let last: String = log.chars().take(400).collect();
    match (expect.one("exit", "either"), ended.code) {
        ("ok", code) if code != Some(0) => bad.push(format!("EXIT should succeed: {last}")),
        ("error", Some(0)) => bad.push("EXIT should fail".to_owned()),
        _ => {}
    }
    bad.extend(log_text(&ended.log));
    bad
}

/// What a log may not hold: the words of a crash, terminal controls, commands that a CI would take.
pub fn log_text(log: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(log);
    let rules = [
        (
            r"panicked at|RUST_BACKTRACE|stack overflow|unreachable code|memory allocation of",
            "the words of a crash",
        ),
        (r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "control characters"),
        (r"(?m)^(::[a-z]|##\[)", "a line that a CI takes for a command"),
    ];
    let rules = rules.map(|(pattern, what)| (Regex::new(pattern).expect("a literal pattern"), what));
    rules
        .iter()
        .filter(|(rule, _)| rule.is_match(&text))
        .map(|(_, what)| format!("SAFE the log holds {what}"))
        .collect()
}

/// What the case says about the published files.
pub fn published(expect: &Expect, ok: bool, out: &Tree) -> Vec<String> {
    let mut bad = Vec::new();
    let kinds = [
        ("must_contain", false, true),
        ("must_match", true, true),
        ("must_not_contain", false, false),
        ("must_not_match", true, false),
        ("must_not_match_if_ok", true, false),
    ];
    for (key, pattern, wanted) in kinds {
        if (wanted || key.ends_with("_if_ok")) && !ok {
            continue;
        }
        for (files, text) in expect.pairs(key) {
            let text_of = if pattern { text.to_owned() } else { regex::escape(text) };
            let rule = regex::bytes::Regex::new(&text_of).expect("a pattern of a case");
            let files = glob(files);
            let hit = out.iter().find(|(path, bytes)| files.is_match(path) && rule.is_match(bytes));
            match hit {
                None if wanted => bad.push(format!("OUTPUT {key} `{text}` not found")),
                Some((path, _)) if !wanted => bad.push(format!("SAFE {path} has `{text}`")),
                _ => {}
            }
        }
    }
    let megabytes = out.values().map(Vec::len).sum::<usize>() as f64 / 1e6;
    if megabytes > expect.number("max_out_mb", 1e9) {
        bad.push(format!("SAFE the output has {megabytes:.0} MB"));
    }
    bad
}

/// What no published file may be: active beyond the base site, malformed, or a leak.
pub fn pages(out: &Tree, known: &BTreeSet<String>) -> Vec<String> {
    let mut bad = Vec::new();
    for (path, bytes) in out {
        let text = String::from_utf8_lossy(bytes);
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if ["html", "svg"].contains(&ending) {
            let new = html::active(&text).into_iter().filter(|found| !known.contains(found));
            bad.extend(new.map(|found| format!("SAFE {path} holds {found}")));
        }
        if ["xml", "svg"].contains(&ending)
            && let Some(error) = html::xml_error(&text)
        {
            bad.push(format!("SAFE {path} is not well-formed: {error}"));
        }
        if ending == "json" && serde_json::from_str::<serde_json::Value>(&text).is_err() {
            bad.push(format!("SAFE {path} is not JSON"));
        }
        if text.contains(SECRET) {
            bad.push(format!("SAFE {path} holds a secret from outside the site"));
        }
    }
    bad
}

/// The active content of the base site.
pub fn known(out: &Tree) -> BTreeSet<String> {
    let pages = out.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg"));
    pages.flat_map(|(_, bytes)| html::active(&String::from_utf8_lossy(bytes))).collect()
}

/// How two trees differ, in a few words.
pub fn difference(before: &Tree, after: &Tree) -> Option<String> {
    let paths: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed: Vec<_> =
        paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).take(3).collect();
    (!changed.is_empty()).then(|| changed.iter().map(|path| path.as_str()).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(path: &str, text: &str) -> Tree {
        Tree::from([(path.to_owned(), text.as_bytes().to_vec())])
    }

    #[test]
    fn bad_output_is_found() {
        for (path, text) in [
            ("a.html", "<img src=x onerror=alert(1)>"),
            ("a.xml", "<a>&</b>"),
            ("a.json", "{\"x\": NaN}"),
            ("a.txt", SECRET),
        ] {
            assert_eq!(pages(&tree(path, text), &BTreeSet::new()).len(), 1, "{path}");
        }
    }

    #[test]
    fn a_log_cannot_command_a_ci() {
        assert_eq!(log_text(b"x\n::set-output name=a::b\n").len(), 1);
        assert_eq!(log_text(b"thread main panicked at x\n\x1b[31m").len(), 2);
        assert!(log_text("error: 价格 ::\n".as_bytes()).is_empty());
    }

    #[test]
    fn what_a_case_wants_of_the_output_is_checked() {
        let out = tree("a/index.html", "<h1>Off</h1>");
        let expect = Expect::parse("must_contain: **/*.html :: Off\nmust_not_match: **/*.html :: [Ff]alse\n");
        assert!(published(&expect, true, &out).is_empty());
        let expect = Expect::parse("must_contain: **/*.html :: On\nmust_not_match: **/*.html :: O.f\n");
        assert_eq!(published(&expect, true, &out).len(), 2);
    }
}
