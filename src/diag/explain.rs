//! What every check means: why it matters, an example, how to set its level. The texts stand in
//! `explain/*.md`, one entry per code.

use std::sync::OnceLock;

use super::Level;

/// Areas of the catalogue, in the order of the page of all checks.
const AREAS: [&str; 19] = [
    include_str!("explain/config.md"),
    include_str!("explain/files.md"),
    include_str!("explain/yaml.md"),
    include_str!("explain/fields.md"),
    include_str!("explain/front_matter.md"),
    include_str!("explain/reference.md"),
    include_str!("explain/url.md"),
    include_str!("explain/markdown.md"),
    include_str!("explain/dataset.md"),
    include_str!("explain/cell.md"),
    include_str!("explain/fence.md"),
    include_str!("explain/figure.md"),
    include_str!("explain/chart.md"),
    include_str!("explain/fact.md"),
    include_str!("explain/total.md"),
    include_str!("explain/policy.md"),
    include_str!("explain/conflict.md"),
    include_str!("explain/lock.md"),
    include_str!("explain/template.md"),
];

/// What is to be known of a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// Its code.
    pub code: &'static str,
    /// Its level where nobody sets one; `None`: always an error.
    pub level: Option<Level>,
    /// The heading of its area.
    pub area: &'static str,
    /// What it finds.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// Lines of a diff from wrong to right.
    pub example: &'static str,
}

/// All checks, by area.
pub fn all() -> &'static [Explanation] {
    static ALL: OnceLock<Vec<Explanation>> = OnceLock::new();
    ALL.get_or_init(|| AREAS.iter().flat_map(|area| entries(area)).collect())
}

/// The check of a code.
pub fn find(code: &str) -> Option<&'static Explanation> {
    static BY_CODE: OnceLock<Vec<Explanation>> = OnceLock::new();
    let sorted = BY_CODE.get_or_init(|| {
        let mut sorted = all().to_vec();
        sorted.sort_by_key(|entry| entry.code);
        sorted
    });
    sorted.binary_search_by(|entry| entry.code.cmp(code)).ok().map(|at| &sorted[at])
}

fn entries(area: &'static str) -> Vec<Explanation> {
    let mut parts = area.split("\n## ");
    let title = parts.next().unwrap_or("").trim_start_matches("# ").trim();
    parts.map(|part| entry(title, part)).collect()
}

fn entry(area: &'static str, text: &'static str) -> Explanation {
    let (head, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (code, level) = head.split_once(": ").unwrap_or((head, ""));
    let (words, example) = rest.split_once("```diff\n").unwrap_or((rest, ""));
    let words = words.trim_end_matches('`');
    let example = example.trim_end().trim_end_matches('`').trim_end_matches('\n');
    let (what, why) = words.split_once("\nWhy: ").unwrap_or((words, ""));
    Explanation { code, level: Level::of(level), area, what: what.trim(), why: why.trim(), example }
}

/// One check as text for a terminal.
pub fn text(check: &Explanation) -> String {
    let indented = |lines: &str| lines.lines().map(|line| format!("  {line}\n")).collect::<String>();
    format!(
        "{} ({})\n\n{}\nWhy it matters\n{}\nExample\n{}\nLevel\n{}",
        check.code,
        usually(check),
        indented(check.what),
        indented(&capital(check.why)),
        indented(check.example),
        indented(&setting(check)),
    )
}

/// The list of all checks with their levels.
pub fn list() -> String {
    let mut text = String::new();
    let mut area = "";
    for check in all() {
        if check.area != area {
            area = check.area;
            text.push_str(&format!("{}{area}\n", if text.is_empty() { "" } else { "\n" }));
        }
        let level = check.level.map_or("error", Level::word);
        text.push_str(&format!("  {level:<5}  {}\n", check.code));
    }
    text
}

/// The page of all checks, as Markdown.
pub fn page() -> String {
    let mut page = INTRO.to_owned();
    let mut area = "";
    for check in all() {
        if check.area != area {
            area = check.area;
            page.push_str(&format!("\n## {area}\n"));
        }
        let fence = if check.example.contains("```") { "````" } else { "```" };
        page.push_str(&format!(
            "\n### {}\n\n*{}.* {}\n\n{}\n\n{fence}diff\n{}\n{fence}\n",
            check.code,
            capital(usually(check)),
            check.what,
            capital(check.why),
            check.example,
        ));
    }
    page
}

const INTRO: &str = "\
# Checks

What `tearsheet check` and `tearsheet build` find, why it matters, and an example from wrong to right.
This page is made by `tearsheet explain --all`; `tearsheet explain CODE` shows one entry.

Most checks are errors: nothing is published until they are mended. Those with a level are policies. Set theirs in
`content/site.yaml` for the whole site, or in the front matter of a note for that note and its translations:

```yaml
checks: {raw-html: deny, remote-image: allow}
```

`allow` says nothing, `warn` tells and builds, `deny` tells and publishes nothing. `--deny-warnings` makes errors of all
warnings for one run.
";

fn usually(check: &Explanation) -> &'static str {
    match check.level {
        None => "always an error",
        Some(Level::Allow) => "allowed unless you ask for it",
        Some(Level::WARN) => "a warning by default",
        Some(Level::Report(_)) => "an error by default, can be lowered",
    }
}

fn setting(check: &Explanation) -> String {
    if check.level.is_none() {
        return "Always an error; no level changes that.".to_owned();
    }
    let other = if check.level == Some(Level::WARN) { "deny" } else { "warn" };
    format!(
        "For the site, in content/site.yaml:    checks: {{{}: {other}}}\n\
         For one note, in its front matter:     the same key\n\
         The levels are allow, warn and deny; {} where none is set.",
        check.code,
        check.level.map_or("", Level::word)
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_whole() {
        assert!(all().len() > 100);
        for check in all() {
            let whole = !check.what.is_empty() && !check.why.is_empty() && !check.example.is_empty();
            assert!(whole, "{check:?}");
            let marked =
                check.example.lines().all(|line| line.is_empty() || line.starts_with(['+', '-', ' ']));
            assert!(marked, "{check:?}");
            assert_eq!(find(check.code), Some(check), "{} stands twice", check.code);
        }
    }

    #[test]
    fn an_entry_is_read_whole() {
        let area =
            "# Things\n\n## bad-x: warn\n\nWhat it is.\n\nWhy: because\nso.\n\n```diff\n- a\n+ b\n```\n";
        let read = entries(area);
        let wanted = Explanation {
            code: "bad-x",
            level: Some(Level::WARN),
            area: "Things",
            what: "What it is.",
            why: "because\nso.",
            example: "- a\n+ b",
        };
        assert_eq!(read, [wanted]);
        assert!(text(&wanted).contains("checks: {bad-x: deny}"));
    }

    #[test]
    fn a_level_that_cannot_be_set_is_not_offered() {
        let fixed = find("unknown-reference").unwrap();
        assert!(fixed.level.is_none() && !text(fixed).contains("checks:"));
    }
}
