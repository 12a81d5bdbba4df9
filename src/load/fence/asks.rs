//! What a block asks of the data, apart from its words and looks: a text that changes only when that does.

/// Keys that say nothing about rows.
const WORDS: [&str; 13] = [
    "id",
    "title",
    "dek",
    "alt",
    "note",
    "annotate",
    "ref",
    "quadrant",
    "size",
    "table",
    "narrow",
    "format",
    "highlight",
];

/// The lines of a block but those of its words and looks, without spaces at their ends.
pub fn of(yaml: &str) -> String {
    let mut kept = String::new();
    let mut keeps = true;
    for line in yaml.lines().map(str::trim_end) {
        let nested = line.starts_with([' ', '-', '\t']) || line.is_empty();
        if !nested {
            let key = line.split(':').next().unwrap_or(line).trim();
            keeps = !WORDS.contains(&key) && !line.starts_with('#');
        }
        if keeps && !line.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_looks_are_left_out() {
        let asks = |text: &str| of(text);
        let first = asks(
            "title: A\ndata: prices\nwhere:\n  metric: output\nannotate:\n  - {x: 2025, text: b}\nx: date\n",
        );
        assert_eq!(first, "data: prices\nwhere:\n  metric: output\nx: date\n");
        assert_eq!(
            first,
            asks("dek: |\n  two\n  lines\n\ndata: prices \nwhere:\n  metric: output\n# x\nx: date")
        );
        assert_ne!(first, asks("data: prices\nwhere:\n  metric: input\nx: date\n"));
    }
}
