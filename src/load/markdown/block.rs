//! Paragraphs, headings, lists, quotes, alerts and footnotes.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr};

use super::writer::{Mode, OpenHeading, Writer};
use crate::diag::catalog::markdown as say;
use crate::load::anchor;
use crate::model::body::Heading;
use crate::model::fact::filled;

/// Most headings of a note.
const MOST_HEADINGS: usize = 5_000;
/// Most characters of a heading.
const LONGEST_HEADING: usize = 500;
/// Most footnotes of a note.
const MOST_FOOTNOTES: usize = 2_000;

impl Writer<'_> {
    /// Begins a paragraph.
    pub fn begin_paragraph(&mut self) {
        self.bare("<p>");
        self.paragraph = self.prose.html.len();
    }

    /// Ends a paragraph. One that is only a picture with a title becomes a figure.
    pub fn end_paragraph(&mut self) {
        let image = self.image.take().filter(|image| self.prose.html.ends_with("/>") && image.first);
        let start = self.paragraph;
        self.paragraph = usize::MAX;
        let alone = |html: &str| html.matches('>').count() == 1;
        let found = image.filter(|image| !image.title.is_empty() && alone(&self.prose.html[start..]));
        match found {
            Some(image) => {
                self.prose.html.replace_range(image.titled, "");
                self.replace(start - "<p>".len()..start, "<figure>");
                self.bare("<figcaption>");
                let title = image.title;
                self.words(&title);
                self.bare("</figcaption></figure>\n");
            }
            None => self.bare("</p>\n"),
        }
        self.end_line();
    }

    /// Begins a heading.
    pub fn begin_heading(&mut self, level: u8, id: Option<CowStr<'_>>, classes: &[CowStr<'_>]) {
        let fits = |class: &&str| class.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let classes: Vec<String> = classes.iter().map(|class| self.clean(class).into_owned()).collect();
        let classes: Vec<&str> = classes.iter().map(String::as_str).filter(fits).collect();
        self.heading = Some(OpenHeading {
            level,
            start: self.prose.html.len(),
            plain: self.plain.len(),
            html: String::new(),
            id: id.map(|id| self.clean(&id).into_owned()),
            classes: match classes.is_empty() {
                true => String::new(),
                false => format!(" class=\"{}\"", classes.join(" ")),
            },
        });
        self.bare(TAGS[usize::from(level - 1)].0);
    }

    /// Ends a heading: gives it its id, lists it.
    pub fn end_heading(&mut self, range: &Range<usize>) {
        let Some(heading) = self.heading.take() else { return };
        // Values are not known yet, and an anchor should not change with them.
        let words = filled(self.plain[heading.plain.min(self.plain.len())..].trim(), &self.meant);
        let span = self.place.span(range);
        let length = words.chars().count();
        if length > LONGEST_HEADING {
            self.diagnostics.push(say::heading_too_long(span, length, LONGEST_HEADING));
        }
        let level = heading.level;
        self.bare(TAGS[usize::from(level - 1)].1);
        self.end_line();
        if self.footnotes.is_open() {
            return;
        }
        let given = heading.id.filter(|id| anchor::is_id(id));
        let id = match given {
            Some(id) if self.ids.take(&id) => id,
            Some(id) => {
                self.diagnostics.push(say::duplicate_id(span, &id, anchor::is_of_page(&id)));
                id
            }
            None => self.ids.free(&words),
        };
        let at = heading.start + "<h2".len();
        self.replace(at..at, &format!(" id=\"{id}\"{}", heading.classes));
        self.level_digits.extend([heading.start + 2, self.prose.html.len() - 3]);
        self.headings.push(Heading { level, id, html: heading.html });
        if self.headings.len() == MOST_HEADINGS + 1 {
            self.diagnostics.push(say::too_many(span, "headings", MOST_HEADINGS));
        }
    }

    /// Where a body has first-level headings, every heading steps down one level: the page has its title.
    pub fn shift_headings(&mut self) {
        if self.headings.iter().all(|heading| heading.level > 1) {
            return;
        }
        for heading in &mut self.headings {
            heading.level = (heading.level + 1).min(6);
        }
        let html = std::mem::take(&mut self.prose.html);
        let mut bytes = html.into_bytes();
        for &digit in &self.level_digits {
            bytes[digit] = (bytes[digit] + 1).min(b'6');
        }
        self.prose.html = String::from_utf8(bytes).expect("a digit took the place of a digit");
    }

    /// Begins a quote, or an alert with its title.
    pub fn begin_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.bare("<blockquote>\n") };
        let (place, class) = match kind {
            BlockQuoteKind::Note => (0, "note"),
            BlockQuoteKind::Tip => (1, "tip"),
            BlockQuoteKind::Important => (2, "important"),
            BlockQuoteKind::Warning => (3, "warning"),
            BlockQuoteKind::Caution => (4, "caution"),
        };
        let title = self.labels.alerts[place];
        self.bare(&format!("<aside class=\"alert {class}\">\n<p class=\"alert-title\">{title}</p>\n"));
    }

    /// Begins a list.
    pub fn begin_list(&mut self, first: Option<u64>) {
        match first {
            None => self.bare("<ul>\n"),
            Some(1) => self.bare("<ol>\n"),
            Some(first) => self.bare(&format!("<ol start=\"{first}\">\n")),
        }
    }

    /// Ends an item of a list, a term or its definition.
    pub fn end_item(&mut self, tag: &str) {
        self.bare(tag);
        self.end_line();
    }

    /// The box of a task.
    pub fn task(&mut self, done: bool) {
        if self.prose.html.ends_with("<li>") {
            let open = self.prose.html.len() - 1;
            self.prose.html.insert_str(open, " class=\"task\"");
        }
        let word = self.labels.tasks[usize::from(!done)];
        let checked = if done { " checked=\"\"" } else { "" };
        self.bare(&format!("<input type=\"checkbox\" disabled=\"\"{checked} aria-label=\"{word}\"/> "));
    }

    /// Begins the text of a footnote, which is written at the end.
    pub fn begin_footnote(&mut self, label: &str) {
        let label = self.clean(label);
        let outer = std::mem::take(&mut self.prose);
        self.footnotes.begin(&label, outer);
    }

    /// Ends it.
    pub fn end_footnote(&mut self, range: &Range<usize>) {
        let line = self.place.slice(range).lines().next().map_or(0, str::len);
        let start = self.place.offset(range.start);
        let span = self.place.span_of(start..start + line);
        let text = std::mem::take(&mut self.prose);
        self.prose = self.footnotes.end(text, span);
        self.end_line();
        if self.footnotes.len() == MOST_FOOTNOTES + 1 {
            self.diagnostics.push(say::too_many(span, "footnotes", MOST_FOOTNOTES));
        }
    }

    /// Writes the footnotes behind everything.
    pub fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        for (label, span) in footnotes.finish(&mut self.prose, self.labels) {
            self.diagnostics.push(say::unused_footnote(span, &label));
        }
    }

    /// Begins a block of raw HTML.
    pub fn begin_html(&mut self) {
        self.lines.clear();
        self.mode = Mode::Lines;
    }

    /// Ends it: comments go, all else is shown as text.
    pub fn end_html(&mut self, range: &Range<usize>) {
        self.mode = Mode::Flow;
        let html = std::mem::take(&mut self.lines);
        if self.reading.html {
            return self.allowed_block(&html, range);
        }
        let shown = without_comments(&html);
        if !shown.trim().is_empty() {
            self.diagnostics.push(say::raw_html(self.place.span(range), shown.trim()));
            self.bare("<p>");
            self.words(shown.trim());
            self.bare("</p>\n");
            self.end_line();
        }
        self.lines = html;
    }
}

/// Tags of the six levels.
const TAGS: [(&str, &str); 6] = [
    ("<h1>", "</h1>\n"),
    ("<h2>", "</h2>\n"),
    ("<h3>", "</h3>\n"),
    ("<h4>", "</h4>\n"),
    ("<h5>", "</h5>\n"),
    ("<h6>", "</h6>\n"),
];

/// HTML without its closed comments.
fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, behind)) = comment.split_once("-->") else { break };
        kept.push_str(before);
        rest = behind;
    }
    kept.push_str(rest);
    kept
}
