//! What is written while a text is walked through: HTML with holes, plain text, headings, mistakes.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::Alignment;

use super::cjk::without_shims;
use super::escape::escape;
use super::footnote::Footnotes;
use super::labels::{Labels, is_english, labels};
use super::link::Definitions;
use super::open::OpenTags;
use super::place::Place;
use super::reading::Reading;
use super::smart;
use crate::diag::Diagnostic;
use crate::diag::catalog::markdown as say;
use crate::load::anchor::Ids;
use crate::model::body::Heading;
use crate::model::figure::Block;
use crate::model::prose::{Hole, Prose, RawRef};
use crate::source::Located;

/// How far the end of a footnote's label is looked for, in bytes.
const LONGEST_LABEL: usize = 200;

/// How the next events are to be taken.
pub enum Mode {
    /// As they are.
    Flow,
    /// They belong to something that is already written: skip, so many levels deep.
    Skip(usize),
    /// They are the alternative text of a picture, so many levels deep.
    Alt(usize),
    /// They are the lines of a code block or of raw HTML.
    Lines,
}

/// A heading whose end has not come.
pub struct OpenHeading {
    /// The level as written, 1 to 6.
    pub level: u8,
    /// Where its tag begins in the HTML.
    pub start: usize,
    /// Where its words begin in the plain text.
    pub plain: usize,
    /// Its content without links and notes.
    pub html: String,
    /// The id that its author gave it.
    pub id: Option<String>,
    /// The classes that its author gave it, as an attribute.
    pub classes: String,
}

/// A picture whose end has not come.
pub struct OpenImage {
    /// What ends it.
    pub close: &'static str,
    /// Its title.
    pub title: String,
    /// Whether it is the first thing of its paragraph.
    pub first: bool,
    /// Where its title stands in the HTML.
    pub titled: Range<usize>,
}

/// A table whose end has not come.
pub struct OpenTable {
    /// How its columns are aligned.
    pub sides: Vec<Alignment>,
    /// How many cells of the row have begun.
    pub column: usize,
    /// Whether the row is the head.
    pub in_head: bool,
    /// Whether a row of the body has begun.
    pub has_body: bool,
    /// Empty cells of the row that are held back.
    pub lacking: usize,
}

/// Everything that is gathered from one text.
pub struct Writer<'a> {
    /// Where the text stands.
    pub place: &'a Place<'a>,
    /// How it is read.
    pub reading: Reading<'a>,
    /// Words of its language.
    pub labels: &'static Labels,
    /// The text so far.
    pub prose: Prose<RawRef>,
    /// The same without markup.
    pub plain: String,
    /// Lines of its blocks of code.
    pub code: String,
    /// What the author should know.
    pub diagnostics: Vec<Diagnostic>,
    /// Where links by reference lead.
    pub definitions: Definitions,
    /// Ids given.
    pub ids: Ids,
    /// Headings so far.
    pub headings: Vec<Heading>,
    /// Where the digits of heading levels stand in the HTML.
    pub level_digits: Vec<usize>,
    /// The heading being written.
    pub heading: Option<OpenHeading>,
    /// Figures and tables so far.
    pub blocks: Vec<Block>,
    /// Footnotes so far.
    pub footnotes: Footnotes,
    /// The table being written.
    pub table: Option<OpenTable>,
    /// Cells of all tables so far.
    pub cells: usize,
    /// Where the content of the paragraph being written begins.
    pub paragraph: usize,
    /// Running text that is yet to be looked through for typed numbers and tickers.
    pub run: Vec<Range<usize>>,
    /// Tickers of the running text, each once.
    pub tickers: Vec<Located<String>>,
    /// Whether a figure could not be read.
    pub misread: bool,
    /// What stands in anchors for words that are not known yet, by the numbers of their placeholders.
    pub meant: Vec<String>,
    /// What is to be told of the mark just read unless code begins behind it.
    pub loose: Option<Diagnostic>,
    /// Whether raw HTML was told of.
    pub told_html: bool,
    /// HTML of the author's that is open.
    pub open_tags: OpenTags,
    /// Whether a link is being written.
    pub linked: bool,
    /// The picture being written.
    pub image: Option<OpenImage>,
    /// How events are taken.
    pub mode: Mode,
    /// Lines gathered in [`Mode::Lines`], and their ranges.
    pub lines: String,
    /// Ranges of these lines, for the parser.
    pub line_ranges: Vec<Range<usize>>,
    /// The last character that a reader sees.
    pub last: char,
    /// Whether straight quotes turn curly.
    pub smart: bool,
    scratch: String,
}

impl<'a> Writer<'a> {
    /// A writer with nothing written.
    pub fn new(place: &'a Place<'a>, reading: Reading<'a>) -> Self {
        let size = place.text.len();
        Writer {
            place,
            reading,
            labels: labels(reading.code()),
            prose: Prose { html: String::with_capacity(size + size / 3 + 64), ..Prose::default() },
            plain: String::with_capacity(size),
            code: String::new(),
            diagnostics: Vec::new(),
            definitions: Definitions::default(),
            ids: Ids::default(),
            headings: Vec::new(),
            level_digits: Vec::new(),
            heading: None,
            blocks: Vec::new(),
            footnotes: Footnotes::default(),
            table: None,
            cells: 0,
            paragraph: usize::MAX,
            run: Vec::new(),
            tickers: Vec::new(),
            misread: false,
            meant: Vec::new(),
            loose: None,
            told_html: false,
            open_tags: OpenTags::default(),
            linked: false,
            image: None,
            mode: Mode::Flow,
            lines: String::new(),
            line_ranges: Vec::new(),
            last: ' ',
            smart: is_english(reading.code()),
            scratch: String::new(),
        }
    }

    /// Writes markup, also into the heading's short form.
    pub fn markup(&mut self, markup: &str) {
        self.prose.html.push_str(markup);
        if let Some(heading) = &mut self.heading {
            heading.html.push_str(markup);
        }
    }

    /// Writes markup that a contents list leaves out.
    pub fn bare(&mut self, markup: &str) {
        self.prose.html.push_str(markup);
    }

    /// Leaves a hole.
    pub fn hole(&mut self, fill: RawRef) {
        self.prose.holes.push(Hole { at: self.prose.html.len() as u32, fill });
    }

    /// Writes an attribute with a text of the author's, if there is any.
    pub fn attribute(&mut self, name: &str, value: &str) {
        let value = self.clean(value);
        if !value.is_empty() {
            self.prose.html.push_str(name);
            self.prose.html.push_str("=\"");
            escape(&mut self.prose.html, &value);
            self.prose.html.push('"');
        }
    }

    /// Writes running text.
    pub fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.reading.report {
            self.look_through(self.place.range(range));
        }
        let text = self.clean(text);
        if text.starts_with('^') {
            self.missing_footnote(range);
        }
        if self.smart && smart::wants(&text) && !self.is_escaped(range) {
            let mut set = std::mem::take(&mut self.scratch);
            set.clear();
            smart::set(&mut set, &text, self.last);
            self.words(&set);
            self.scratch = set;
        } else {
            self.words(&text);
        }
    }

    /// Writes words as they are.
    pub fn words(&mut self, words: &str) {
        if let Some(last) = words.chars().next_back() {
            self.last = last;
        }
        self.plain.push_str(words);
        escape(&mut self.prose.html, words);
        if let Some(heading) = &mut self.heading {
            escape(&mut heading.html, words);
        }
    }

    /// A text of the parser without stand-ins.
    pub fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.place.is_dirty() {
            true => without_shims(text),
            false => Cow::Borrowed(text),
        }
    }

    /// Whether a backslash in front makes the first character of a range plain.
    fn is_escaped(&self, range: &Range<usize>) -> bool {
        self.place.text[..self.place.offset(range.start)].ends_with('\\')
    }

    /// Tells of `[^label]` that the parser leaves as text, because no footnote is called so.
    fn missing_footnote(&mut self, range: &Range<usize>) {
        let at = self.place.offset(range.start);
        let (before, behind) = self.place.text.split_at(at);
        if !before.ends_with('[') || before.ends_with("\\[") {
            return;
        }
        let near = &behind[1..behind.floor_char_boundary(LONGEST_LABEL)];
        let Some((label, _)) = near.split_once(']') else { return };
        if !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[') {
            let span = self.place.span_of(at - 1..at + label.len() + 2);
            self.diagnostics.push(say::unknown_footnote(span, label));
        }
    }

    /// Ends a line of the plain text.
    pub fn end_line(&mut self) {
        self.last = ' ';
        while self.plain.ends_with(' ') {
            self.plain.pop();
        }
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// Parts two words of the plain text.
    pub fn part_words(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with([' ', '\n']) {
            self.plain.push(' ');
        }
    }

    /// Writes something in the place of what stands there already; what is behind moves.
    pub fn replace(&mut self, range: Range<usize>, markup: &str) {
        self.prose.html.replace_range(range.clone(), markup);
        let behind = self.prose.holes.iter_mut().rev().take_while(|hole| hole.at as usize >= range.end);
        behind.for_each(|hole| hole.at = (hole.at as usize + markup.len() - range.len()) as u32);
    }
}
