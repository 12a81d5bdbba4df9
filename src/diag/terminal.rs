//! Diagnostics for people: the line, a caret under the right character, and help.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// One diagnostic as text with a blank line behind it.
pub fn write(sources: &Sources, diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = printable(&diagnostic.message);
    let path = printable(&sources.shown_path(diagnostic.span.file));
    let excerpt = excerpt(sources, diagnostic.span);
    let marked = AnnotationKind::Primary.span(excerpt.start..excerpt.end);
    let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).annotation(marked);
    let group = level.primary_title(message).id(diagnostic.code);
    let mut group = if excerpt.is_cut {
        let (line, column) = sources.line_column(diagnostic.span.file, diagnostic.span.start);
        group.element(Origin::path(path).line(line).char_column(column)).element(snippet)
    } else {
        group.element(snippet.path(path))
    };
    for (span, why) in &diagnostic.related {
        let place = place(sources, *span);
        group = group.element(Level::NOTE.message(printable(&format!("{place}: {why}"))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n\n", renderer.render(&[group]))
}

/// A place as `path:line:column`.
pub fn place(sources: &Sources, span: Span) -> String {
    let (line, column) = sources.line_column(span.file, span.start);
    format!("{}:{line}:{column}", printable(&sources.shown_path(span.file)))
}

struct Excerpt {
    text: String,
    line: usize,
    start: usize,
    end: usize,
    /// Whether the line began before the text: columns are then not those of the file.
    is_cut: bool,
}

/// How many bytes of a line are taken before the span, and how many behind its start; longer lines are cut. What does
/// not fit a terminal the renderer leaves out.
const BEFORE: usize = 2000;
const BEHIND: usize = 120;

/// The line of the span, cut to a window around it, made printable character by character.
fn excerpt(sources: &Sources, span: Span) -> Excerpt {
    let text = sources.legible(span.file);
    let clip = |at: u32| text.floor_char_boundary((at as usize).min(text.len()));
    let (start, end) = (clip(span.start), clip(span.end.max(span.start)));
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let from = text.floor_char_boundary(line_start.max(start.saturating_sub(BEFORE)));
    let to = text.ceil_char_boundary(line_end.min(start + BEHIND)).max(start);
    let end = end.clamp(start, to);
    let before = printable(&text[from..start]);
    let marked = printable(&text[start..end]);
    let after = printable(text[end..to].trim_end_matches('\r'));
    Excerpt {
        line: text[..start].matches('\n').count() + 1,
        start: before.len(),
        end: before.len() + marked.len(),
        text: format!("{before}{marked}{after}"),
        is_cut: from > line_start,
    }
}

/// Text that cannot move the cursor, forge a line or start a command: control and bidirectional
/// characters become visible substitutes.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_caret_stands_under_the_right_character() {
        let sources = Sources::from_texts(&[("content/a.md", "---\nvendor: deepsek\n---\n")]);
        let diagnostic = Diagnostic::error(
            "unknown-reference",
            Span::new(FileId(0), 12, 19),
            "no vendor is called `deepsek`",
        )
        .help("did you mean `deepseek`?");
        let text = write(&sources, &diagnostic, false);
        assert!(text.contains("error[unknown-reference]: no vendor is called `deepsek`"), "{text}");
        assert!(text.contains("--> content/a.md:2:9"), "{text}");
        assert!(text.contains("help: did you mean `deepseek`?"), "{text}");
    }

    #[test]
    fn a_place_far_along_a_line_has_its_own_column() {
        for words in [60, 600] {
            let text = format!("{}价deepsek", "long ".repeat(words));
            let sources = Sources::from_texts(&[("content/a.md", &text)]);
            let told = Diagnostic::error("x", Span::new(FileId(0), text.len() - 7, text.len()), "m");
            let text = write(&sources, &told, false);
            assert!(text.contains(&format!("--> content/a.md:1:{}\n", words * 5 + 2)), "{text}");
            assert!(text.contains("long 价deepsek\n") && text.lines().all(|line| line.len() < 200), "{text}");
        }
    }

    #[test]
    fn nothing_in_a_file_can_forge_a_line() {
        let sources = Sources::from_texts(&[("content/a.md", "a\u{1b}[31m\rb")]);
        let diagnostic = Diagnostic::error("x", Span::new(FileId(0), 0, 1), "bad\n::error::forged");
        let text = write(&sources, &diagnostic, false);
        assert!(!text.contains('\u{1b}') && !text.contains('\r'), "{text:?}");
        assert!(!text.lines().any(|line| line.starts_with("::")), "{text}");
    }
}
