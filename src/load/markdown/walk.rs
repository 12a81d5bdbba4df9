//! The walk over what the parser finds: each event to the part of the writer that knows it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::inline::Leads;
use super::writer::{Mode, Writer};

/// One text on its way through the parser's events.
pub struct Walk<'w, 'a, 'e> {
    writer: &'w mut Writer<'a>,
    /// Whether paragraphs are written as such (a body) or only their content (a line).
    blocks: bool,
    /// The words behind the fence of the open code block; `None` outside of one.
    fence: Option<CowStr<'e>>,
}

impl<'w, 'a, 'e> Walk<'w, 'a, 'e> {
    /// A walk that fills a writer.
    pub fn new(writer: &'w mut Writer<'a>, blocks: bool) -> Self {
        Walk { writer, blocks, fence: None }
    }

    /// Takes one event.
    pub fn event(&mut self, event: Event<'e>, range: Range<usize>) {
        // HTML may begin in one of its blocks and end in another; it does not reach out of anything else.
        let html = self.writer.reading.html;
        let begins = html && matches!(&event, Event::Start(tag) if !matches!(tag, Tag::HtmlBlock));
        if html && matches!(&event, Event::End(tag) if !matches!(tag, TagEnd::HtmlBlock)) {
            self.writer.leave_part();
        }
        let loose = self.writer.loose.take().filter(|_| !matches!(event, Event::Code(_)));
        self.writer.diagnostics.extend(loose);
        if matches!(event, Event::Text(_)) && matches!(self.writer.mode, Mode::Flow | Mode::Alt(_)) {
            self.writer.loose_marks(&range);
        }
        match self.writer.mode {
            Mode::Flow => self.flow(event, &range),
            Mode::Skip(depth) => self.skip(&event, depth),
            Mode::Alt(depth) => self.alt(&event, depth, &range),
            Mode::Lines => self.lines(&event, range),
        }
        if begins {
            self.writer.open_tags.enter();
        }
    }

    fn skip(&mut self, event: &Event<'_>, depth: usize) {
        self.writer.mode = match event {
            Event::Start(_) => Mode::Skip(depth + 1),
            Event::End(_) if depth == 1 => Mode::Flow,
            Event::End(_) => Mode::Skip(depth - 1),
            _ => return,
        };
    }

    fn alt(&mut self, event: &Event<'_>, depth: usize, range: &Range<usize>) {
        match event {
            Event::Code(code) if self.writer.alt_fact(code, range) => {}
            Event::Start(_) => self.writer.mode = Mode::Alt(depth + 1),
            Event::End(_) if depth == 1 => self.writer.end_image(),
            Event::End(_) => self.writer.mode = Mode::Alt(depth - 1),
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) => self.writer.alt(words),
            Event::SoftBreak | Event::HardBreak => self.writer.alt(" "),
            _ => {}
        }
    }

    fn lines(&mut self, event: &Event<'_>, range: Range<usize>) {
        let writer = &mut *self.writer;
        match event {
            Event::Text(line) | Event::Html(line) => {
                let line = writer.clean(line);
                writer.lines.push_str(&line);
                writer.line_ranges.push(range);
            }
            Event::End(TagEnd::CodeBlock) => {
                let words = self.fence.take().unwrap_or(CowStr::Borrowed(""));
                writer.end_code(&words, &range);
            }
            Event::End(_) => writer.end_html(&range),
            _ => {}
        }
    }

    fn flow(&mut self, event: Event<'e>, range: &Range<usize>) {
        let writer = &mut *self.writer;
        match event {
            Event::Text(text) => writer.text(&text, range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::SoftBreak => writer.soft_break(range),
            Event::HardBreak => writer.hard_break(),
            Event::Code(code) => writer.code(&code, range),
            Event::Html(html) | Event::InlineHtml(html) => writer.inline_html(&html, range),
            Event::FootnoteReference(label) => writer.footnote_reference(&label),
            Event::Rule => writer.bare("<hr/>\n"),
            Event::TaskListMarker(done) => writer.task(done),
            Event::InlineMath(formula) => writer.formula(&formula, false, range),
            Event::DisplayMath(formula) => writer.formula(&formula, true, range),
        }
    }

    fn start(&mut self, tag: Tag<'e>, range: &Range<usize>) {
        let writer = &mut *self.writer;
        match tag {
            Tag::Paragraph if self.blocks => {
                writer.misspelt_marks(range);
                writer.begin_paragraph();
            }
            Tag::Paragraph | Tag::MetadataBlock(_) => {}
            Tag::Heading { level, id, classes, .. } => writer.begin_heading(level as u8, id, &classes),
            Tag::BlockQuote(kind) => writer.begin_quote(kind),
            Tag::CodeBlock(kind) => {
                self.fence = match kind {
                    CodeBlockKind::Fenced(words) => Some(words),
                    CodeBlockKind::Indented => None,
                };
                writer.begin_code();
            }
            Tag::HtmlBlock => writer.begin_html(),
            Tag::List(first) => writer.begin_list(first),
            Tag::Item => writer.bare("<li>"),
            Tag::FootnoteDefinition(label) => writer.begin_footnote(&label),
            Tag::DefinitionList => writer.bare("<dl>\n"),
            Tag::DefinitionListTitle => writer.bare("<dt>"),
            Tag::DefinitionListDefinition => writer.bare("<dd>"),
            Tag::Table(sides) => writer.begin_table(sides, range),
            Tag::TableHead => writer.begin_row(true),
            Tag::TableRow => writer.begin_row(false),
            Tag::TableCell => writer.begin_cell(range),
            Tag::Emphasis => writer.markup("<em>"),
            Tag::Strong => writer.markup("<strong>"),
            Tag::Strikethrough => writer.markup("<del>"),
            Tag::Superscript => writer.markup("<sup>"),
            Tag::Subscript => writer.markup("<sub>"),
            Tag::Link { link_type, dest_url, title, id } => {
                writer.end_open_link();
                let whole = writer.place.range(range);
                writer.begin_link(&Leads { kind: link_type, to: dest_url, title, id }, &whole);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let whole = writer.place.range(range);
                writer.begin_image(&Leads { kind: link_type, to: dest_url, title, id }, &whole);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        let writer = &mut *self.writer;
        match tag {
            TagEnd::Paragraph if self.blocks => writer.end_paragraph(),
            TagEnd::Paragraph => writer.part_words(),
            TagEnd::Heading(_) => writer.end_heading(range),
            TagEnd::BlockQuote(None) => writer.bare("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => writer.bare("</aside>\n"),
            TagEnd::List(true) => writer.bare("</ol>\n"),
            TagEnd::List(false) => writer.bare("</ul>\n"),
            TagEnd::Item => writer.end_item("</li>\n"),
            TagEnd::FootnoteDefinition => writer.end_footnote(range),
            TagEnd::DefinitionList => writer.bare("</dl>\n"),
            TagEnd::DefinitionListTitle => writer.end_item("</dt>\n"),
            TagEnd::DefinitionListDefinition => writer.end_item("</dd>\n"),
            TagEnd::Table => writer.end_table(),
            TagEnd::TableHead => writer.end_row(true),
            TagEnd::TableRow => writer.end_row(false),
            TagEnd::TableCell => writer.end_cell(),
            TagEnd::Emphasis => writer.markup("</em>"),
            TagEnd::Strong => writer.markup("</strong>"),
            TagEnd::Strikethrough => writer.markup("</del>"),
            TagEnd::Superscript => writer.markup("</sup>"),
            TagEnd::Subscript => writer.markup("</sub>"),
            TagEnd::Link => writer.end_link(),
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }
}
