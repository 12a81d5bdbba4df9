//! Blocks of code, and fences that ask for charts and tables.

use std::ops::Range;

use super::escape::escape;
use super::smart;
use super::writer::{Mode, Writer};
use crate::diag::catalog::markdown as say;
use crate::load::anchor;
use crate::load::fence::{self, Fence, Kind};
use crate::load::said;
use crate::model::prose::RawRef;
use crate::source::{Located, Span};

impl Writer<'_> {
    /// Begins a block of code, or of what looks like code to Markdown.
    pub fn begin_code(&mut self) {
        self.lines.clear();
        self.line_ranges.clear();
        self.mode = Mode::Lines;
    }

    /// Ends it. `words` stand behind its fence.
    pub fn end_code(&mut self, words: &str, range: &Range<usize>) {
        self.mode = Mode::Flow;
        self.last = ' ';
        match Kind::of(words) {
            Some(_) if self.footnotes.is_open() => {
                let opening = self.opening(range);
                self.diagnostics.push(say::misspelt_fence(opening, words.trim(), None));
            }
            Some(kind) => self.block(kind, range),
            None => self.plain_code(words, range),
        }
    }

    fn plain_code(&mut self, words: &str, range: &Range<usize>) {
        let lines = std::mem::take(&mut self.lines);
        if let Some(meant) = Kind::meant(words, &lines) {
            let opening = self.opening(range);
            self.diagnostics.push(say::misspelt_fence(opening, words.trim(), Some(meant)));
        }
        let language = language(words);
        self.bare("<pre><code");
        if let Some(language) = language {
            self.attribute(" class", &format!("language-{language}"));
        }
        self.bare(">");
        match language.and_then(|language| coloured(&lines, language)) {
            Some(html) => self.bare(&html),
            None => escape(&mut self.prose.html, &lines),
        }
        self.bare("</code></pre>\n");
        self.code.push_str(&lines);
        self.lines = lines;
    }

    /// Reads a fence that asks for a figure or table.
    fn block(&mut self, kind: Kind, range: &Range<usize>) {
        let (start, yaml) = self.masked(range);
        let opening = self.opening(range);
        let fence = Fence {
            kind,
            yaml: &yaml,
            at: self.place.span_of(start..start + yaml.len()),
            whole: opening,
            languages: self.reading.languages,
            report: self.reading.report,
        };
        let told = self.diagnostics.len();
        let read = fence::read(&fence, &mut self.diagnostics);
        if self.diagnostics.len() > told && !self.is_closed(range) {
            // It took in what stands below.
            self.diagnostics.truncate(told);
            self.misread = true;
            return self.diagnostics.push(say::unclosed_fence(opening));
        }
        self.misread |= read.as_ref().is_none_or(|read| read.block.flawed);
        let Some(mut read) = read else { return };
        if self.smart {
            smart::set_head(&mut read.block.head);
        }
        let id = read.block.head.id;
        let id = if !read.named {
            Located::new(self.ids.free(&id.value), id.span)
        } else {
            if !self.ids.take(&id.value) {
                self.diagnostics.push(say::duplicate_id(id.span, &id.value, anchor::is_of_page(&id.value)));
            }
            id
        };
        read.block.head.id = id;
        read.tickers.into_iter().for_each(|ticker| said::note(ticker, &mut self.tickers));
        self.hole(RawRef::Block(self.blocks.len()));
        self.bare("\n");
        self.blocks.push(read.block);
    }

    /// The first line of a fence.
    fn opening(&self, range: &Range<usize>) -> Span {
        let whole = self.place.range(range);
        let length = self.place.text[whole.clone()].lines().next().map_or(0, str::len);
        self.place.span_of(whole.start..whole.start + length)
    }

    /// Whether a fence ends with the mark that it begins with, and takes in no other fence.
    fn is_closed(&self, range: &Range<usize>) -> bool {
        let text = &self.place.text[self.place.range(range)];
        let bare = |line: &str| line.trim_start_matches([' ', '>', '\t']).trim_end().to_owned();
        let mut lines = text.lines().map(bare);
        let mark = lines.next().and_then(|line| line.chars().next()).unwrap_or('`');
        let rest: Vec<String> = lines.filter(|line| line.starts_with(&mark.to_string().repeat(3))).collect();
        matches!(rest.as_slice(), [last] if last.chars().all(|c| c == mark))
    }

    /// The lines of a fence as they stand in the file, from the start of the first, with spaces where
    /// markers of quotes and lists stand: so every place in them is a place in the file.
    fn masked(&self, range: &Range<usize>) -> (usize, String) {
        let text = self.place.text;
        let ranges: Vec<Range<usize>> = self.line_ranges.iter().map(|line| self.place.range(line)).collect();
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else {
            return (self.place.offset(range.start), String::new());
        };
        let start = text[..first.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let mut masked: Vec<u8> = text.as_bytes()[start..last.end]
            .iter()
            .map(|byte| if matches!(byte, b'\n' | b'\r') { *byte } else { b' ' })
            .collect();
        for line in &ranges {
            masked[line.start - start..line.end - start].copy_from_slice(&text.as_bytes()[line.clone()]);
        }
        (start, String::from_utf8(masked).expect("whole lines were copied into spaces"))
    }
}

#[cfg(feature = "highlight")]
use super::highlight::highlight as coloured;

#[cfg(not(feature = "highlight"))]
fn coloured(_code: &str, _language: &str) -> Option<String> {
    None
}

/// The language that the words behind the fence begin with, if it can be one.
fn language(words: &str) -> Option<&str> {
    let word = words.split([' ', ',', '\t', '{']).next().unwrap_or("");
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.');
    (!word.is_empty() && word.len() <= 32 && word.chars().all(fits)).then_some(word)
}
