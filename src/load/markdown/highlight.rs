//! Code in colour: each piece of a line gets a class by what it is; the only door to syntect.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::escape::escape;

/// The longest block that is coloured, in bytes.
const LONGEST: usize = 100_000;
/// The longest line that is coloured, in bytes: the time of some grammars grows with its square.
const LONGEST_LINE: usize = 2_000;

/// Words of a scope and the class that a piece gets; the first that matches counts.
const CLASSES: [(&str, &str); 16] = [
    ("comment", "c"),
    ("string", "s"),
    ("constant.numeric", "n"),
    ("constant.character.escape", "e"),
    ("constant", "n"),
    ("keyword.operator", "o"),
    ("keyword", "k"),
    ("storage", "k"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("variable.function", "f"),
    ("entity.name.tag", "t"),
    ("entity.other.attribute-name", "a"),
    ("entity.name", "t"),
    ("support", "t"),
    ("variable.parameter", "v"),
];

/// Writes code in colour; `None` where the language is not known or the block too large.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    let syntaxes = syntaxes();
    let syntax = syntaxes.find_syntax_by_token(language)?;
    if code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut out = Pieces { html: String::with_capacity(code.len() * 2), class: None };
    for line in code.split_inclusive('\n') {
        let changes = state.parse_line(line, syntaxes).ok()?;
        let mut from = 0;
        for (at, change) in changes {
            out.piece(&line[from..at], class(&scopes));
            from = at;
            scopes.apply(&change).ok()?;
        }
        out.piece(&line[from..], class(&scopes));
    }
    out.close();
    Some(out.html)
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

/// The class of the innermost scope that has one.
fn class(scopes: &ScopeStack) -> Option<&'static str> {
    static KNOWN: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        CLASSES.iter().filter_map(|(words, class)| Some((Scope::new(words).ok()?, *class))).collect()
    });
    scopes.scopes.iter().rev().find_map(|scope| {
        known.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    })
}

/// Pieces of code with neighbours of one class joined.
struct Pieces {
    html: String,
    class: Option<&'static str>,
}

impl Pieces {
    fn piece(&mut self, text: &str, class: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        if class != self.class {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"h-");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.class = class;
        }
        escape(&mut self.html, text);
    }

    fn close(&mut self) {
        if self.class.take().is_some() {
            self.html.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_gets_classes_and_keeps_its_text() {
        let html = highlight("// <b>\nlet x = \"a&b\";\n", "rust").unwrap();
        assert!(html.contains("<span class=\"h-c\">// &lt;b&gt;\n</span>"), "{html}");
        assert!(
            html.contains("h-k\">let</span>") && html.contains("h-s\">&quot;a&amp;b&quot;</span>"),
            "{html}"
        );
        assert!(highlight("x = 1  # y", "python").unwrap().contains("h-n\">1</span>"));
    }

    #[test]
    fn unknown_languages_and_huge_blocks_stay_plain() {
        assert_eq!(highlight("x", "no-such-language"), None);
        assert_eq!(highlight(&"x\n".repeat(LONGEST), "rust"), None);
        assert_eq!(highlight(&"x".repeat(LONGEST_LINE + 1), "rust"), None);
    }
}
