//! Blocks of code: shown as written, their language named.

use super::escape::escape;
use super::writer::{Mode, Writer};

impl Writer<'_> {
    /// Begins a block of code, or of what looks like code to Markdown.
    pub fn begin_code(&mut self) {
        self.lines.clear();
        self.line_ranges.clear();
        self.mode = Mode::Lines;
    }

    /// Ends a block of code.
    pub fn end_code(&mut self, words: &str) {
        self.mode = Mode::Flow;
        let lines = std::mem::take(&mut self.lines);
        self.bare("<pre><code");
        if let Some(language) = language(words) {
            self.attribute(" class", &format!("language-{language}"));
        }
        self.bare(">");
        escape(&mut self.prose.html, &lines);
        self.bare("</code></pre>\n");
        self.lines = lines;
        self.last = ' ';
    }
}

/// The language that the words behind the fence begin with, if it can be one.
fn language(words: &str) -> Option<&str> {
    let word = words.split([' ', ',', '\t', '{']).next().unwrap_or("");
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.');
    (!word.is_empty() && word.len() <= 32 && word.chars().all(fits)).then_some(word)
}
