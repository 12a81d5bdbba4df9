//! HTML in a note: shown as text, or, where the site allows it, those tags that do no harm, each written anew.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::depth::DEEPEST;
use super::inline::Leads;
use super::scan::{Piece, decoded, pieces};
use super::tag::{self, Holds, Tag};
use super::writer::Writer;
use crate::diag::catalog::markdown as say;
use crate::source::Span;

/// A tag of the author's.
struct Written<'t> {
    source: &'t str,
    name: &'t str,
    attributes: &'t [(&'t str, &'t str)],
    /// Whether it stands in a block of HTML, not among words.
    in_block: bool,
    /// Where it stands in the text.
    at: Range<usize>,
    span: Span,
}

impl Writer<'_> {
    /// HTML within a line.
    pub fn allowed_inline(&mut self, html: &str, range: &Range<usize>) {
        let place = self.place.range(range);
        for (at, piece) in pieces(html) {
            self.piece(&html[at], &piece, false, place.clone());
        }
    }

    /// A block of HTML.
    pub fn allowed_block(&mut self, html: &str, range: &Range<usize>) {
        let author = self.place.range(range);
        let written = self.place.slice(range);
        let mut from = Some(0);
        for (at, piece) in pieces(html) {
            let source = &html[at];
            let line = source.lines().next().unwrap_or("");
            let found = from.and_then(|from| Some(from + written.get(from..)?.find(line)?));
            from = found.map(|start| start + line.len());
            let place = match found.map(|start| author.start + start) {
                Some(start) => start..start + line.len(),
                None => author.clone(),
            };
            if piece == Piece::Words && !source.trim().is_empty() {
                self.look_through(place.clone());
            }
            self.piece(source, &piece, true, place);
        }
        while self.open_tags.last().is_some_and(|tag| tag.holds != Holds::Blocks) {
            self.end_last(true);
        }
        self.end_line();
    }

    /// A part of the text ends, and with it all tags that began in it.
    pub fn leave_part(&mut self) {
        while self.open_tags.last().is_some() {
            self.end_last(true);
        }
        self.open_tags.leave();
    }

    fn piece(&mut self, source: &str, piece: &Piece<'_>, in_block: bool, at: Range<usize>) {
        let span = self.place.span_of(at.clone());
        match piece {
            Piece::Comment => {}
            Piece::Words if source.trim().is_empty() => self.bare(source),
            Piece::Words => {
                let words = decoded(&self.clean(source)).into_owned();
                self.words(&words);
            }
            Piece::Open(name, attributes) => {
                self.begin_tag(&Written { source, name, attributes, in_block, at, span });
            }
            Piece::Close(name) => self.end_tag(name, source, span),
        }
    }

    fn begin_tag(&mut self, written: &Written<'_>) {
        let tag = match self.allowed(written) {
            Ok(tag) => tag,
            Err(why) => return self.refuse_tag(written.source, written.span, why),
        };
        match tag.name {
            "br" => return self.hard_break(),
            "img" => return self.picture(written, tag),
            "a" => self.link(written, tag),
            _ => self.plain_tag(written, tag),
        }
        if tag.holds != Holds::Nothing {
            self.open_tags.open.push((tag, written.span));
        }
    }

    /// The tag as it may be written here, or why it may not.
    fn allowed(&mut self, written: &Written<'_>) -> Result<&'static Tag, &'static str> {
        let tag = tag::find(written.name).ok_or("notes hold no such tag")?;
        let around = self.open_tags.last();
        let is_part = around.is_some_and(|around| tag.within.contains(&around.name));
        if !tag.within.is_empty() && !is_part {
            return Err("it is not where it belongs; what stands before it may lack its end");
        }
        match around.map(|around| around.holds) {
            Some(Holds::Parts) if !is_part => return Err("it stands between the parts of a list or table"),
            Some(Holds::Phrases) if tag.is_block => return Err("it stands among words"),
            None if tag.is_block && !written.in_block => return Err("it does not begin its line"),
            _ => {}
        }
        if self.open_tags.open.len() >= DEEPEST && tag.holds != Holds::Nothing {
            self.diagnostics.push(say::nested_too_deep(written.span, DEEPEST));
            return Err("it is nested too deep");
        }
        match tag.name {
            "a" if self.linked => Err("it is a link within a link"),
            "a" if value(written, "href").is_none() => Err("it has no `href`"),
            "img" if value(written, "src").is_none() => Err("it has no `src`"),
            _ => Ok(tag),
        }
    }

    fn refuse_tag(&mut self, source: &str, span: Span, why: &str) {
        // The end of a tag whose beginning was told need not be told again.
        let told = source.starts_with("</") && self.told_html;
        self.told_html = true;
        if !told {
            self.diagnostics.push(say::refused_tag(span, source, why));
        }
        self.words(source);
    }

    fn plain_tag(&mut self, written: &Written<'_>, tag: &Tag) {
        let mut markup = format!("<{}", tag.name);
        let mut seen = Vec::new();
        for (name, value) in self.attributes(written, tag, &[]) {
            if !seen.contains(&name) {
                markup.push_str(&format!(" {name}=\""));
                super::escape::escape(&mut markup, &value);
                markup.push('"');
                seen.push(name);
            }
        }
        markup.push_str(if tag.holds == Holds::Nothing { "/>" } else { ">" });
        match tag.is_block {
            true => {
                self.bare(&markup);
                self.end_line();
            }
            false => self.markup(&markup),
        }
    }

    /// The attributes that may stay; others are told, but for those that are read elsewhere.
    fn attributes(&mut self, written: &Written<'_>, tag: &Tag, read: &[&str]) -> Vec<(&'static str, String)> {
        let mut kept = Vec::new();
        for (name, value) in written.attributes {
            let value = decoded(&self.clean(value)).into_owned();
            match tag.attribute(name, &value) {
                Some(attribute) => kept.push(attribute),
                None if read.iter().any(|read| read.eq_ignore_ascii_case(name)) => {}
                None => self.diagnostics.push(say::refused_attribute(written.span, name, tag.name)),
            }
        }
        kept
    }

    fn link(&mut self, written: &Written<'_>, tag: &Tag) {
        let leads = self.leads(written, tag, "href", &["href"]);
        self.begin_link(&leads, &written.at);
    }

    fn picture(&mut self, written: &Written<'_>, tag: &Tag) {
        let leads = self.leads(written, tag, "src", &["src", "alt"]);
        self.begin_image(&leads, &written.at);
        self.alt(&decoded(value(written, "alt").unwrap_or("")));
        self.end_image();
    }

    fn leads(&mut self, written: &Written<'_>, tag: &Tag, to: &str, read: &[&str]) -> Leads<'static> {
        let kept = self.attributes(written, tag, read);
        let title =
            kept.into_iter().find(|(name, _)| *name == "title").map_or(String::new(), |(_, title)| title);
        let to = decoded(value(written, to).unwrap_or("").trim()).into_owned();
        Leads {
            kind: LinkType::Inline,
            to: CowStr::from(to),
            title: CowStr::from(title),
            id: CowStr::from(""),
        }
    }

    fn end_tag(&mut self, name: &str, source: &str, span: Span) {
        let base = self.open_tags.base();
        let open = &self.open_tags.open[base..];
        let Some(place) = open.iter().rposition(|(tag, _)| tag.name.eq_ignore_ascii_case(name)) else {
            return self.refuse_tag(source, span, "it ends nothing that began here");
        };
        while self.open_tags.open.len() > base + place + 1 {
            self.end_last(true);
        }
        self.end_last(false);
    }

    /// Ends the tag that began last; one that its author left open is told.
    fn end_last(&mut self, left_open: bool) {
        let Some((tag, span)) = self.open_tags.open.pop() else { return };
        if left_open {
            self.diagnostics.push(say::unclosed_tag(span, tag.name));
        }
        match tag.name {
            "a" => self.end_link(),
            name if tag.is_block => {
                self.bare(&format!("</{name}>"));
                self.end_line();
            }
            name => self.markup(&format!("</{name}>")),
        }
    }

    /// A link begins: one that its author wrote as HTML and that is still open ends before it.
    pub fn end_open_link(&mut self) {
        if self.open_tags.open.iter().any(|(tag, _)| tag.name == "a") {
            while self.open_tags.last().is_some() && self.linked {
                self.end_last(true);
            }
        }
    }
}

/// The value of an attribute as it is written.
fn value<'t>(written: &Written<'t>, name: &str) -> Option<&'t str> {
    let found = written.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use crate::load::markdown::{Reading, body, line};
    use crate::source::{FileId, Span};

    fn reading(languages: &[String]) -> Reading<'_> {
        Reading {
            file: "",
            base: "",
            languages,
            lang: Default::default(),
            math: false,
            html: true,
            report: false,
        }
    }

    /// The HTML of a body, with `#` for holes, and what is said: code and the text pointed at.
    fn read(text: &str) -> (String, Vec<(&'static str, &str)>) {
        let languages = ["en".to_owned()];
        let found = body(text, Span::new(FileId(0), 0, text.len()), reading(&languages));
        let mut html = found.value.prose.html;
        for hole in found.value.prose.holes.iter().rev() {
            html.insert(hole.at as usize, '#');
        }
        let slice = |span: Span| &text[span.start as usize..span.end as usize];
        (html, found.diagnostics.iter().map(|said| (said.code, slice(said.span))).collect())
    }

    /// The HTML of a body about which there is nothing to say.
    fn html(text: &str) -> String {
        let (html, said) = read(text);
        assert_eq!(said, [], "{text}");
        html
    }

    #[test]
    fn what_does_no_harm_stays() {
        assert_eq!(
            html("H<sub>2</sub>O, <KBD title='x &amp; \"y\"'>a *b*</KBD>"),
            "<p>H<sub>2</sub>O, <kbd title=\"x &amp; &quot;y&quot;\">a <em>b</em></kbd></p>\n"
        );
        assert_eq!(
            html("<details open>\n<summary>S &mdash; t</summary>\n\n- **b**\n\n</details>\n"),
            "<details open=\"\">\n<summary>S — t</summary>\n<ul>\n<li><strong>b</strong></li>\n</ul>\n</details>\n"
        );
        assert_eq!(
            html(
                "<table>\n<tr><th scope=col colspan=2>a<td>\n</table>".replace("<td>", "</th></tr>").as_str()
            ),
            "<table>\n<tr><th scope=\"col\" colspan=\"2\">a</th></tr>\n</table>"
        );
        assert_eq!(
            html("# a<sup>b</sup>\n\nc<br>d<wbr>e"),
            "<h2 id=\"ab\">a<sup>b</sup></h2>\n<p>c<br/>\nd<wbr/>e</p>\n"
        );
    }

    #[test]
    fn links_and_pictures_are_those_of_markdown() {
        assert_eq!(
            html("<a href=\"a.md#b\" title=t>x</a> <img src=p.png alt=\"y &lt;\">"),
            "<p><a href=\"#\" title=\"t\">x</a> <img src=\"#\" alt=\"y &lt;\" loading=\"lazy\" decoding=\"async\"/></p>\n"
        );
        let (html, said) = read("<a href=\"javascript&colon;alert(1)\">x</a> <a href=x onclick=y>z</a>");
        assert_eq!(html, "<p><a>x</a> <a href=\"#\">z</a></p>\n");
        assert_eq!(said.iter().map(|said| said.0).collect::<Vec<_>>(), ["unsafe-link", "refused-attribute"]);
        assert_eq!(
            read("<a href=x>y [z](w.md)</a>").0,
            "<p><a href=\"#\">y </a><a href=\"#\">z</a>&lt;/a&gt;</p>\n"
        );
    }

    #[test]
    fn what_does_harm_is_text_with_its_place() {
        let text = "<script>alert(1)</script>\n\na <svg/onload=x> <b style=x>c</b> <form action=x>\n\n> <iframe src=x>\n";
        let (html, said) = read(text);
        assert_eq!(
            html,
            "&lt;script&gt;alert(1)&lt;/script&gt;\n<p>a &lt;svg/onload=x&gt; <b>c</b> &lt;form action=x&gt;</p>\n\
            <blockquote>\n&lt;iframe src=x&gt;\n</blockquote>\n"
        );
        assert_eq!(
            said,
            [
                ("refused-tag", "<script>"),
                ("refused-attribute", "<b style=x>"),
                ("refused-tag", "<form action=x>"),
                ("refused-tag", "<iframe src=x>"),
            ]
        );
    }

    #[test]
    fn tags_end_where_they_began() {
        assert_eq!(read("- <div><b>x\n- y</div>\n\n</div></main>"), (
            "<ul>\n<li><div><b>x\n</b></div></li>\n<li>y&lt;/div&gt;</li>\n</ul>\n&lt;/div&gt;&lt;/main&gt;".to_owned(),
            vec![("unclosed-tag", "<b>"), ("unclosed-tag", "<div>"), ("refused-tag", "</div>")],
        ));
        assert_eq!(read("*<b>x*</b>").0, "<p><em><b>x</b></em>&lt;/b&gt;</p>\n");
        assert_eq!(read("<b><i>x</b></i>").0, "<p><b><i>x</i></b>&lt;/i&gt;</p>\n");
        assert_eq!(read("<p>a\n\nb\n").0, "<p>a\n</p><p>b</p>\n");
    }

    #[test]
    fn parts_stand_in_their_wholes() {
        for text in [
            "<li>x",
            "a <div>b</div>",
            "<ul><b>x</b></ul>",
            "<p><ul></ul></p>",
            "<table><table></table></table>",
            "| a |\n|---|\n| <td> |",
        ] {
            assert!(read(text).1.iter().any(|said| said.0 == "refused-tag"), "{text}");
        }
    }

    #[test]
    fn a_line_holds_no_blocks() {
        let languages = ["en".to_owned()];
        let text = "a <sub>b</sub> <div>c";
        let found = line(text, Span::new(FileId(0), 0, text.len()), reading(&languages));
        assert_eq!(found.value.prose.html, "a <sub>b</sub> &lt;div&gt;c");
    }

    #[test]
    fn nesting_has_an_end() {
        let text = "<b>".repeat(5000);
        let (html, said) = read(&text);
        assert_eq!((html.matches("<b>").count(), html.matches("</b>").count()), (32, 32));
        assert_eq!(said[0].0, "nested-too-deep");
    }
}
