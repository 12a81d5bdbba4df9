//! The format of a case: what must come out, and where, read from `expect.txt`.

use std::collections::BTreeMap;
use std::path::Path;

use regex::Regex;

/// The lines of an `expect.txt`: values by key, in file order.
pub struct Expect {
    values: BTreeMap<String, Vec<String>>,
}

impl Expect {
    /// Reads the file of a case's folder.
    pub fn read(case: &Path) -> Expect {
        let text = std::fs::read_to_string(case.join("expect.txt")).unwrap_or_default();
        Expect::parse(&text)
    }

    /// Reads `key: value` lines; `# …` is what the case shows.
    pub fn parse(text: &str) -> Expect {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            if let Some((key, value)) = line.split_once(':') {
                values.entry(key.trim().to_owned()).or_default().push(value.trim().to_owned());
            }
        }
        Expect { values }
    }

    /// All values of a key.
    pub fn all(&self, key: &str) -> &[String] {
        self.values.get(key).map_or(&[], Vec::as_slice)
    }

    /// The value of a key, or a default.
    pub fn one<'a>(&'a self, key: &str, default: &'a str) -> &'a str {
        self.all(key).first().map_or(default, String::as_str)
    }

    /// A number, or a default.
    pub fn number(&self, key: &str, default: f64) -> f64 {
        self.one(key, "").parse().unwrap_or(default)
    }

    /// The features that the case needs.
    pub fn needs(&self) -> Vec<&str> {
        self.one("needs", "-").split_whitespace().filter(|need| *need != "-").collect()
    }

    /// The `glob :: text` pairs of a key.
    pub fn pairs(&self, key: &str) -> impl Iterator<Item = (&str, &str)> {
        self.all(key)
            .iter()
            .filter_map(|value| value.split_once(" :: "))
            .map(|(glob, text)| (glob.trim(), text))
    }
}

/// What the log of a failed build lacks; `prefix` is empty or `error_`.
pub fn unclear(expect: &Expect, prefix: &str, log: &str) -> Vec<String> {
    let mut bad = Vec::new();
    let lower = log.to_lowercase();
    for place in expect.all(&format!("{prefix}must_locate")) {
        let (path, lines) = place.rsplit_once(':').unwrap_or((place, "\\d+"));
        let pattern = format!(r"{}:({lines})(\D|$)", regex::escape(&expand(path)));
        if !Regex::new(&pattern).is_ok_and(|pattern| pattern.is_match(log)) {
            bad.push(format!("CLEAR the message does not locate {}:{lines}", expand(path)));
        }
    }
    for word in expect.all(&format!("{prefix}must_mention")) {
        if !lower.contains(&expand(word).to_lowercase()) {
            bad.push(format!("CLEAR the message does not mention `{word}`"));
        }
    }
    for words in expect.all(&format!("{prefix}must_mention_any")) {
        if !words.split(" | ").any(|word| lower.contains(&word.trim().to_lowercase())) {
            bad.push(format!("CLEAR the message mentions none of `{words}`"));
        }
    }
    for word in expect.all(&format!("{prefix}must_not_mention")) {
        if lower.contains(&word.to_lowercase()) {
            bad.push(format!("CLEAR the message mentions `{word}`"));
        }
    }
    bad
}

/// Puts our chart fence and template name where a case leaves them open.
pub fn expand(text: &str) -> String {
    let chart = Regex::new(r#"@@CHART (.*?)@@(\n|$)"#).expect("a literal pattern");
    let attribute = Regex::new(r#"(\w+)="(.*?)"(?:\s|$)"#).expect("a literal pattern");
    let text = chart.replace_all(text, |found: &regex::Captures<'_>| {
        let mut fence = "```chart\nkind: column\n".to_owned();
        for pair in attribute.captures_iter(&found[1]) {
            fence += &format!("{}: {}\n", &pair[1], serde_json::json!(&pair[2]));
        }
        format!("{fence}```{}", &found[2])
    });
    text.replace("@@PAGE_TEMPLATE@@", PAGE_TEMPLATE)
        .replace("__PAGE_TEMPLATE__", PAGE_TEMPLATE)
        .replace("@@TEMPLATE_DIR@@", "templates")
        .replace("__TEMPLATE_DIR__", "templates")
}

/// The template that draws a report.
const PAGE_TEMPLATE: &str = "templates/report.html";

/// A pattern over paths (`**/*.{html,svg}`) as a regular expression.
pub fn glob(pattern: &str) -> Regex {
    let mut out = String::from("^(?:");
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let (piece, taken) = match c {
            '*' if rest.starts_with("**/") => ("(?:.*/)?".to_owned(), 3),
            '*' if rest.starts_with("**") => (".*".to_owned(), 2),
            '*' => ("[^/]*".to_owned(), 1),
            '{' => ("(?:".to_owned(), 1),
            '}' => (")".to_owned(), 1),
            ',' => ("|".to_owned(), 1),
            c => (regex::escape(&c.to_string()), c.len_utf8()),
        };
        out += &piece;
        rest = &rest[taken..];
    }
    Regex::new(&(out + ")$")).expect("an escaped pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_needs_the_right_line() {
        let expect = Expect::parse("must_locate: content/a.md:3|4\nmust_mention_any: x | fence\n");
        assert!(unclear(&expect, "", "--> content/a.md:3:9 the Fence").is_empty());
        assert_eq!(unclear(&expect, "", "--> content/a.md:34 the word").len(), 2);
    }

    #[test]
    fn patterns_over_paths_match_like_a_shell() {
        let pages = glob("**/*.{html,svg}");
        assert!(pages.is_match("index.html") && pages.is_match("a/b/c.svg") && !pages.is_match("a/b.json"));
        assert!(!glob("*/x").is_match("a/b/x"));
    }

    #[test]
    fn a_chart_is_written_as_our_fence() {
        let text = expand("@@CHART data=\"bad\" x=\"date\" y=\"a\" title=\"T\"@@\n");
        assert_eq!(text, "```chart\nkind: column\ndata: \"bad\"\nx: \"date\"\ny: \"a\"\ntitle: \"T\"\n```\n");
    }
}
