//! Just enough of Rust's surface to check house rules: text without comments, paths, functions.

/// Replaces comments, and literals too where asked, by spaces; lines stay where they are.
pub fn blank(source: &str, literals: bool) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let (end, literal) = token(&chars, at);
        for &c in &chars[at..end] {
            let keep = c == '\n' || end == at + 1 || literal && !literals;
            out.push(if keep { c } else { ' ' });
        }
        at = end;
    }
    out
}

/// Where the comment or literal that starts at `at` ends; one character for anything else.
fn token(chars: &[char], at: usize) -> (usize, bool) {
    let rest = &chars[at..];
    match rest {
        ['/', '/', ..] => (at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()), false),
        ['/', '*', ..] => (block_comment(chars, at), false),
        ['r' | 'b' | '"', ..] if at == 0 || !is_word(chars[at - 1]) => match quoted(chars, at) {
            Some(end) => (end, true),
            None => (at + 1, false),
        },
        ['\'', '\\', ..] => {
            let close = rest.iter().skip(3).position(|c| *c == '\'').map_or(rest.len(), |found| found + 4);
            (at + close, true)
        }
        ['\'', _, '\'', ..] => (at + 3, true),
        ['"', ..] => (quoted(chars, at).unwrap_or(at + 1), true),
        _ => (at + 1, false),
    }
}

fn block_comment(chars: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut here = at;
    while here < chars.len() {
        match chars[here..] {
            ['/', '*', ..] => (depth, here) = (depth + 1, here + 2),
            ['*', '/', ..] => (depth, here) = (depth - 1, here + 2),
            _ => here += 1,
        }
        if depth == 0 {
            break;
        }
    }
    here
}

/// The end of a string literal that starts here (`"…"`, `b"…"`, `r#"…"#`).
fn quoted(chars: &[char], at: usize) -> Option<usize> {
    let mut here = at;
    if chars[here] == 'b' {
        here += 1;
    }
    let raw = chars.get(here) == Some(&'r');
    here += usize::from(raw);
    let hashes = chars[here.min(chars.len())..].iter().take_while(|c| **c == '#').count();
    if hashes > 0 && !raw || chars.get(here + hashes) != Some(&'"') {
        return None;
    }
    here += hashes + 1;
    while here < chars.len() {
        match chars[here] {
            '\\' if !raw => here += 2,
            '"' if chars[here + 1..].iter().take_while(|c| **c == '#').count() >= hashes => {
                return Some(here + 1 + hashes);
            }
            _ => here += 1,
        }
    }
    Some(chars.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Text (already blanked) without its `#[cfg(test)] mod … { … }`.
pub fn without_tests(blanked: &str) -> &str {
    match blanked.find("#[cfg(test)]\nmod ") {
        Some(at) => &blanked[..at],
        None => blanked,
    }
}

/// One import or path: its segments, whether it is `pub use`, and the name it gets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Import {
    /// The parts of the path, in order; a last `*` for globs.
    pub path: Vec<String>,
    /// The name under which it is known in the file.
    pub name: String,
    /// Whether it is exported again.
    pub public: bool,
    /// Whether it stands in a `use` statement (otherwise it is a path inside code).
    pub declared: bool,
}

/// The `use` statements of blanked text and every path in its code.
pub fn imports(blanked: &str) -> Vec<Import> {
    let mut found = Vec::new();
    let mut code = String::new();
    let mut rest = blanked;
    while let Some(at) = statement(rest) {
        code.push_str(&rest[..at]);
        let end = rest[at..].find(';').map_or(rest.len(), |semicolon| at + semicolon);
        let public = rest[..at].trim_end().ends_with("pub") || rest[..at].trim_end().ends_with(')');
        let tree: String = rest[at + 4..end].split_whitespace().collect::<Vec<_>>().join(" ");
        // Indented, it stands in a module within the file, whose `super` is the file itself.
        let within = rest[..at].ends_with("    ") && tree == "super::*";
        if !within {
            expand(&tree, &[], public, &mut found);
        }
        rest = &rest[end..];
    }
    code.push_str(rest);
    found.extend(inline(&code));
    found
}

/// The place of the next `use ` statement.
fn statement(text: &str) -> Option<usize> {
    text.match_indices("use ").map(|(at, _)| at).find(|at| {
        let before = text[..*at].trim_end_matches(' ');
        before.is_empty() || before.ends_with(['\n', ';', '}', '{', ')']) || before.ends_with("pub")
    })
}

fn expand(tree: &str, before: &[String], public: bool, found: &mut Vec<Import>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let mut path = before.to_vec();
        path.extend(segments(&tree[..open]));
        let inner = tree[open + 1..].trim_end().trim_end_matches('}');
        for branch in branches(&format!("{inner}{}", "}".repeat(unclosed(inner)))) {
            expand(branch, &path, public, found);
        }
        return;
    }
    if tree.is_empty() {
        return;
    }
    let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
    let mut full = before.to_vec();
    full.extend(segments(path));
    if full.len() > 1 && full.last().is_some_and(|last| last == "self") {
        full.pop();
    }
    let name = if alias.is_empty() { full.last().cloned().unwrap_or_default() } else { alias.trim().into() };
    found.push(Import { path: full, name, public, declared: true });
}

fn unclosed(text: &str) -> usize {
    text.matches('{').count().saturating_sub(text.matches('}').count())
}

fn segments(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}

fn branches(inner: &str) -> Vec<&str> {
    let (mut depth, mut start) = (0, 0);
    let mut parts = Vec::new();
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    parts
}

/// Paths such as `crate::a::b`, `tera::Value` in code.
fn inline(code: &str) -> Vec<Import> {
    let mut found = Vec::new();
    let mut words = code.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = words.next() {
        if !is_word(c) || is_word(before) || before == ':' || before == '.' {
            before = c;
            continue;
        }
        let path = code[at..].split(|c: char| !is_word(c) && c != ':').next().unwrap_or("");
        while words.peek().is_some_and(|(next, _)| *next < at + path.len()) {
            words.next();
        }
        before = 'x';
        if path.contains("::") {
            let path: Vec<String> = segments(path).collect();
            let name = path.last().cloned().unwrap_or_default();
            found.push(Import { path, name, public: false, declared: false });
        }
    }
    found
}

/// The modules that a file declares (`mod x;`), in order.
pub fn modules(blanked: &str) -> Vec<String> {
    let declared = blanked.split(';').filter_map(|statement| {
        let line = statement.lines().last()?.trim();
        let at = line.find("mod ")?;
        let before = line[..at].trim();
        (before.is_empty() || before.starts_with("pub")).then(|| line[at + 4..].trim().to_owned())
    });
    declared.filter(|name| name.chars().all(is_word)).collect()
}

/// The functions of blanked text: name, first line (from 1), number of lines.
pub fn functions(blanked: &str) -> Vec<(String, usize, usize)> {
    let starts = blanked.match_indices("fn ").filter(|(at, _)| !blanked[..*at].ends_with(is_word));
    starts.filter_map(|(at, _)| function(blanked, at)).collect()
}

fn function(text: &str, at: usize) -> Option<(String, usize, usize)> {
    let name: String = text[at + 3..].chars().take_while(|c| is_word(*c)).collect();
    let (mut round, mut curly) = (0, 0);
    for (offset, c) in text[at..].char_indices() {
        match c {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round == 0 && curly == 0 => return None,
            '{' => curly += 1,
            '}' if curly == 1 => {
                let first = text[..at].matches('\n').count() + 1;
                let lines = text[at..at + offset].matches('\n').count() + 1;
                return (!name.is_empty()).then_some((name, first, lines));
            }
            '}' => curly -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_lines_stay() {
        let text = "a(\"x // \\\" y\"); // b\n/* c\n/* d */ */ 'e' r#\"f\"#; g<'h>";
        assert_eq!(blank(text, true).split_whitespace().collect::<String>(), "a();;g<'h>");
        assert_eq!(blank(text, true).lines().count(), 3);
        assert!(blank(text, false).contains("\"x // \\\" y\"") && !blank(text, false).contains('b'));
    }

    #[test]
    fn use_trees_are_spread_out() {
        let found = imports("pub use a::{self, b::{c as d, e}, f::*};\nuse x;\nfn y() { crate::q::r(1) }");
        let shown: Vec<String> =
            found.iter().map(|i| format!("{} {} {}", i.path.join("::"), i.name, i.public)).collect();
        let wanted = [
            "a a true",
            "a::b::c d true",
            "a::b::e e true",
            "a::f::* * true",
            "x x false",
            "crate::q::r r false",
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn functions_are_measured() {
        let text = "fn a() {\n b({});\n}\nimpl X { fn c(&self) -> Y { 1 } }\ntrait T { fn d(); }";
        assert_eq!(functions(text), [("a".into(), 1, 3), ("c".into(), 4, 1)]);
    }

    #[test]
    fn modules_keep_their_order() {
        assert_eq!(modules("pub mod b;\nmod a;\n#[cfg(x)]\npub(crate) mod c;\nfn f() {}"), ["b", "a", "c"]);
    }
}
