//! Links, pictures, citations, notes, code and line breaks within a paragraph.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::cite::{self, Cited, GONE};
use super::cjk::{first_seen, joins};
use super::escape::{escape, escape_url};
use super::link::{self, Destination};
use super::writer::{Mode, OpenImage, Writer};
use crate::diag::catalog::markdown as say;
use crate::model::prose::RawRef;
use crate::source::{Located, Span};

/// The longest destination of a link, in bytes.
const LONGEST_LINK: usize = 8 * 1024;

/// A link or picture as the parser gives it.
pub struct Leads<'e> {
    /// How it is written.
    pub kind: LinkType,
    /// Where it leads.
    pub to: CowStr<'e>,
    /// Its title.
    pub title: CowStr<'e>,
    /// The name of its definition, if it has one.
    pub id: CowStr<'e>,
}

impl Writer<'_> {
    /// Begins a link that stands at a range of the text, or writes a citation.
    pub fn begin_link(&mut self, leads: &Leads<'_>, whole: &Range<usize>) {
        match leads.kind {
            LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown => {
                self.cite(whole);
            }
            LinkType::WikiLink { has_pothole } => self.begin_wiki(&leads.to, has_pothole, whole),
            LinkType::Email => {
                self.bare("<a href=\"mailto:");
                escape_url(&mut self.prose.html, &leads.to);
                self.bare("\">");
            }
            _ => self.begin_plain_link(leads, whole),
        }
        self.linked = matches!(self.mode, Mode::Flow);
    }

    fn begin_plain_link(&mut self, leads: &Leads<'_>, whole: &Range<usize>) {
        let to = self.clean(&leads.to);
        let span = self.destination_span(leads, whole);
        if to.len() > LONGEST_LINK {
            self.diagnostics.push(say::link_too_long(span, to.len(), LONGEST_LINK));
        }
        let to = match self.reading.own_path(&to) {
            Some(path) => path.to_owned().into(),
            None => to,
        };
        self.bare("<a");
        match link::sort(&to) {
            Destination::Own => {
                self.bare(" href=\"");
                self.hole(RawRef::Href(Located::new(to.into_owned(), span)));
                self.bare("\"");
            }
            Destination::Elsewhere => self.elsewhere(&to),
            Destination::Person => {
                self.bare(" href=\"");
                escape_url(&mut self.prose.html, &to);
                self.bare("\"");
            }
            Destination::Empty => self.diagnostics.push(say::empty_link(span)),
            Destination::Unsafe(scheme) => self.diagnostics.push(say::unsafe_link(span, &scheme)),
        }
        self.attribute(" title", &leads.title);
        self.bare(">");
    }

    fn elsewhere(&mut self, to: &str) {
        self.bare(" href=\"");
        escape_url(&mut self.prose.html, to);
        self.bare("\" class=\"external\" rel=\"noopener\"");
    }

    /// Ends a link.
    pub fn end_link(&mut self) {
        self.linked = false;
        self.bare("</a>");
    }

    /// The place of the destination, or of the whole link where it cannot be told.
    fn destination_span(&self, leads: &Leads<'_>, whole: &Range<usize>) -> Span {
        if let Some(defined) = self.defined_span(leads) {
            return defined;
        }
        let usual = (whole.end - 1).saturating_sub(leads.to.len())..whole.end - 1;
        if !leads.to.is_empty()
            && usual.start > whole.start
            && self.place.text.get(usual.clone()) == Some(&*leads.to)
        {
            return self.place.span_of(usual);
        }
        let near = leads.to.len() + leads.title.len() + 64;
        let from = self.place.text.floor_char_boundary(whole.end.saturating_sub(near).max(whole.start));
        let found = self.place.text.get(from..whole.end).and_then(|text| text.rfind(&*leads.to));
        match found.filter(|_| !leads.to.is_empty()) {
            Some(at) => self.place.span_of(from + at..from + at + leads.to.len()),
            None => self.place.span_of(whole.clone()),
        }
    }

    /// The place of the destination in the definition that a link by reference names.
    fn defined_span(&self, leads: &Leads<'_>) -> Option<Span> {
        if !matches!(leads.kind, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            return None;
        }
        let whole = self.place.range(self.definitions.get(&leads.id.to_lowercase())?);
        let from = whole.start + self.place.text.get(whole.clone())?.find("]:")? + 2;
        let near = self.place.text.floor_char_boundary((from + leads.to.len() + 64).min(whole.end));
        let found = self.place.text.get(from..near)?.find(&*leads.to).filter(|_| !leads.to.is_empty());
        let destination = found.map(|at| from + at..from + at + leads.to.len());
        Some(self.place.span_of(destination.unwrap_or(whole)))
    }

    /// `[[slug]]`, `[[slug#anchor]]`, `[[slug|text]]`; in a table the bar is escaped.
    fn begin_wiki(&mut self, to: &str, has_text: bool, whole: &Range<usize>) {
        let to = self.clean(to);
        let slug = if has_text { to.trim_end_matches('\\') } else { &to }.trim();
        let at = self.place.text.get(whole.clone()).and_then(|text| text.find(slug));
        let span = at.map_or(self.place.span_of(whole.clone()), |at| {
            self.place.span_of(whole.start + at..whole.start + at + slug.len())
        });
        let target = Located::new(slug.to_owned(), span);
        self.bare("<a href=\"");
        self.hole(RawRef::Wiki(target.clone()));
        self.bare("\">");
        if !has_text {
            let name = slug.split_once('#').map_or(slug, |(note, _)| note).to_owned();
            let number = self.stand_in(&name);
            self.hole(RawRef::WikiTitle(target.map(|_| name), number));
            self.bare("</a>");
            self.last = 'a';
            self.mode = Mode::Skip(1);
        }
    }

    fn cite(&mut self, whole: &Range<usize>) {
        self.mode = Mode::Skip(1);
        let text = self.place.text.get(whole.clone()).unwrap_or("");
        let Some(found) = cite::parse(text) else {
            self.diagnostics.push(say::bad_citation(self.place.span_of(whole.clone()), text));
            return;
        };
        let mut keys = Vec::new();
        for (cited, part) in found {
            let span = self.place.span_of(whole.start + part.start..whole.start + part.end);
            match cited {
                Cited::Source(key) => keys.push(Located::new(key.to_owned(), span)),
                Cited::Figure(id) => {
                    self.cite_sources(&mut keys);
                    let number = self.stand_in("");
                    self.hole(RawRef::FigureLink(Located::new(id.to_owned(), span), number));
                }
            }
        }
        self.cite_sources(&mut keys);
    }

    fn cite_sources(&mut self, keys: &mut Vec<Located<String>>) {
        if !keys.is_empty() {
            self.plain.push(GONE);
            self.hole(RawRef::Cite(std::mem::take(keys)));
        }
    }

    /// Begins a picture that stands at a range of the text.
    pub fn begin_image(&mut self, leads: &Leads<'_>, whole: &Range<usize>) {
        if matches!(
            leads.kind,
            LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown
        ) {
            return self.cite(whole);
        }
        let to = self.clean(&leads.to).into_owned();
        let span = self.destination_span(leads, whole);
        let first = self.paragraph == self.prose.html.len();
        let mut close = "";
        match link::sort(&to) {
            Destination::Own => {
                self.bare("<img src=\"");
                self.hole(RawRef::Src(Located::new(to, span)));
                self.bare("\" alt=\"");
                close = "<img";
            }
            Destination::Elsewhere => {
                self.diagnostics.push(say::remote_image(span, &to));
                if !self.linked {
                    self.bare("<a");
                    self.elsewhere(&to);
                    self.bare(">");
                    close = "</a>";
                }
            }
            Destination::Empty => self.diagnostics.push(say::empty_link(span)),
            Destination::Person => self.diagnostics.push(say::unsafe_link(span, "mailto:")),
            Destination::Unsafe(scheme) => self.diagnostics.push(say::unsafe_link(span, &scheme)),
        }
        let title = self.clean(&leads.title).into_owned();
        self.image = Some(OpenImage { close, title, first, titled: 0..0 });
        self.mode = Mode::Alt(1);
    }

    /// Words of the alternative text of a picture.
    pub fn alt(&mut self, words: &str) {
        let words = self.clean(words);
        escape(&mut self.prose.html, &words);
    }

    /// Ends a picture. One that is alone in its paragraph and has a title becomes a figure.
    pub fn end_image(&mut self) {
        self.mode = Mode::Flow;
        self.last = '\u{fffc}';
        let Some(mut image) = self.image.take() else { return };
        if image.close != "<img" {
            return self.bare(image.close);
        }
        self.bare("\"");
        let start = self.prose.html.len();
        self.attribute(" title", &image.title);
        image.titled = start..self.prose.html.len();
        self.bare(" loading=\"lazy\" decoding=\"async\"/>");
        if image.first {
            self.image = Some(image);
        }
    }

    /// A line ends within a paragraph: between wide characters the lines join without a space.
    pub fn soft_break(&mut self, range: &Range<usize>) {
        let next = self.place.text.get(self.place.offset(range.end)..).and_then(first_seen);
        if next.is_some_and(|next| joins(self.last, next)) {
            return;
        }
        self.last = ' ';
        self.plain.push(' ');
        self.markup("\n");
    }

    /// A line ends because its author wants it to.
    pub fn hard_break(&mut self) {
        self.last = ' ';
        self.plain.push(' ');
        self.markup("<br/>\n");
    }

    /// Code within a line, or a reference to a fact.
    pub fn code(&mut self, code: &str, range: &Range<usize>) {
        if self.fact(code, range) {
            return;
        }
        self.markup("<code>");
        let code = self.clean(code);
        self.words(&code);
        self.markup("</code>");
    }

    /// HTML within a line: comments go, `<br>` stays, all else is shown as text.
    pub fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        let html = self.clean(html);
        if html.starts_with("<!--") && html.ends_with("-->") {
            return;
        }
        if matches!(&*html, "<br>" | "<br/>" | "<br />" | "<BR>") {
            return self.hard_break();
        }
        if self.reading.html {
            return self.allowed_inline(&html, range);
        }
        // The end of a tag whose beginning was told need not be told again.
        let told = html.starts_with("</") && self.told_html;
        self.told_html = true;
        if !told {
            self.diagnostics.push(say::raw_html(self.place.span(range), &html));
        }
        self.words(&html);
    }

    /// A reference to a footnote.
    pub fn footnote_reference(&mut self, label: &str) {
        let label = self.clean(label);
        self.footnotes.refer(&mut self.prose.html, &label, self.labels);
    }
}
