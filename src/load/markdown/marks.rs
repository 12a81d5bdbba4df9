//! Marks of headings, alerts and links that begin none: `##Heading`, `> [!NOTES]`, `[words][name]`.

use std::ops::Range;

use super::writer::Writer;
use crate::diag::catalog::markdown as say;
use crate::nearest::nearest;

/// The words of alerts.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

impl Writer<'_> {
    /// Tells the marks that a paragraph begins its lines with.
    pub fn misspelt_marks(&mut self, range: &Range<usize>) {
        let whole = self.place.range(range);
        let text = self.place.text.get(whole.clone()).unwrap_or("");
        let mut at = whole.start;
        for line in text.split_inclusive('\n') {
            if let Some((written, meant)) = heading(line).or_else(|| alert(line, at == whole.start)) {
                let span = self.place.span_of(at..at + written.len());
                self.diagnostics.push(say::misspelt_mark(span, written, &meant));
            }
            at += line.len();
        }
    }

    /// Tells links by reference that have no definition, which stand at ranges of the parser.
    pub fn tell_undefined(&mut self, mut links: Vec<Range<usize>>) {
        links.sort_by_key(|link| link.start);
        links.dedup();
        for link in links {
            let written = self.place.slice(&link);
            let name = written.rfind('[').map_or(written, |at| &written[at..]);
            self.diagnostics.push(say::misspelt_mark(self.place.span(&link), written, name));
        }
    }
}

/// The mark of a heading without a space behind it, and what was meant. One `#` may be part of a name.
fn heading(line: &str) -> Option<(&str, String)> {
    let marks = line.len() - line.trim_start_matches('#').len();
    let is_heading = (2..=6).contains(&marks) && line[marks..].starts_with(char::is_alphabetic);
    is_heading.then(|| (&line[..marks], format!("{} ", &line[..marks])))
}

/// The mark of an alert that is none, or does not stand alone on its line, and what was meant.
fn alert(line: &str, is_first: bool) -> Option<(&str, String)> {
    let inner = line.strip_prefix("[!").filter(|_| is_first)?.split_once(']')?.0;
    let is_word = !inner.is_empty() && inner.chars().all(|c| c.is_alphabetic());
    let near = nearest(&inner.to_ascii_uppercase(), ALERTS).unwrap_or(ALERTS[0]);
    is_word.then(|| (&line[..inner.len() + 3], format!("> [!{near}]")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_begin_nothing_are_found() {
        assert_eq!(heading("##Risks\n"), Some(("##", "## ".to_owned())));
        assert_eq!(["#tag", "## Risks", "##", "###4"].map(heading), [None, None, None, None]);
        assert_eq!(alert("[!NOTES]\n", true), Some(("[!NOTES]", "> [!NOTE]".to_owned())));
        assert_eq!(alert("[!NOTE] and more", true), Some(("[!NOTE]", "> [!NOTE]".to_owned())));
        assert_eq!([alert("[x]", true), alert("[!a b]", true), alert("[!NOTES]", false)], [None, None, None]);
    }
}
