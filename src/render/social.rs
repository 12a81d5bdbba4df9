//! Pictures for links that are shared: what a note says in its title, with its first chart or its key facts.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::assets::fingerprint;
use super::card;
use super::escape::{html, html_into};
use super::pages::front;
use super::press::{Language, Pictures, Press, note_date};
use crate::diag::{Diagnostic, catalog};
use crate::model::drawn::Picture;
use crate::model::id::{FigureId, LangId, NoteId};
use crate::model::note::{Kind, Note};
use crate::model::stage::Bound;
use crate::raster::{self, Block};

const INK: &str = "#1b1f24";
const MUTE: &str = "#5b6470";
const RULE: &str = "#e3e6ea";
const ACCENT: &str = "#9a2a1f";
/// Distance of everything from the edges.
const EDGE: f32 = 64.0;
const WIDTH: f32 = 1200.0;
const HEIGHT: f32 = 630.0;
/// The narrow drawing of a chart is so wide.
const NARROW: f32 = 340.0;

/// Which pictures a site has, and what it asks for but cannot have: a character that no font has is never drawn as
/// an empty box.
pub fn plan(press: &Press<'_>) -> (Pictures, Vec<Diagnostic>) {
    let images = press.site.config.images;
    let mut diagnostics = Vec::new();
    let mut pictures = Pictures::default();
    if images.social && raster::CAN_DRAW {
        pictures.sites = press.languages.iter().map(|language| site(press, language)).collect();
        let ids: Vec<NoteId> = (0..press.site.notes.len()).map(NoteId::at).collect();
        let planned: Vec<_> = ids.par_iter().map(|id| note(press, *id)).collect();
        for made in planned {
            pictures.notes.push(made.unwrap_or_else(|told| {
                diagnostics.extend(told);
                None
            }));
        }
    }
    if images.figures && raster::CAN_DRAW {
        let ids: Vec<FigureId> = (0..press.site.figures.len()).map(FigureId::at).collect();
        pictures.figures = ids.par_iter().map(|id| figure(press, *id)).collect();
    }
    (pictures, diagnostics)
}

/// The path of the picture of a note: none for kinds without one, a diagnostic for a title that cannot be drawn.
fn note(press: &Press<'_>, id: NoteId) -> Result<Option<String>, Option<Diagnostic>> {
    let (note, place) = (press.site.note(id), press.site.place(id));
    if note.kind() == Kind::Page || place.expired {
        return Ok(None);
    }
    let drawing = draw(press, id);
    let missing = raster::missing(&words_of(&drawing));
    if !missing.is_empty() {
        let title = &note.front.title;
        return Err(Some(catalog::figure::no_social_image(title.span, &title.value, &missing)));
    }
    Ok(Some(format!("{}card.{}.png", place.url, name_of(&drawing))))
}

/// The path of the picture of the whole site in a language; none where a character of it cannot be drawn.
fn site(press: &Press<'_>, language: &Language<'_>) -> Option<String> {
    let drawing = draw_site(press, language);
    let can_be_drawn = raster::missing(&words_of(&drawing)).is_empty();
    can_be_drawn.then(|| language.url(&format!("card.{}.png", name_of(&drawing))))
}

/// The path of the picture of a chart; none where a character of it cannot be drawn.
fn figure(press: &Press<'_>, id: FigureId) -> Option<String> {
    let flat = press.picture(id)?.flat();
    let named = raster::missing(&words_of(&flat)).is_empty();
    named.then(|| press.figure_file(press.site.figure(id), &format!("{}.png", name_of(&flat))))
}

/// Digits that change with the drawing and with the painter.
fn name_of(drawing: &str) -> String {
    fingerprint(format!("{}{drawing}", raster::EDITION).as_bytes())
}

/// What stands between the tags of a drawing that is shown: its texts.
fn words_of(drawing: &str) -> String {
    let mut words = String::new();
    for text in drawing.split("<text").skip(1) {
        let text = text.split_once("</text>").map_or(text, |(text, _)| text);
        for part in text.split('<') {
            words.push_str(part.split_once('>').map_or("", |(_, words)| words));
        }
    }
    words
}

/// A note's picture, painted.
pub fn paint_note(press: &Press<'_>, id: NoteId) -> Vec<u8> {
    raster::png(&draw(press, id), 1.0)
}

/// The picture of the whole site in a language, painted.
pub fn paint_site(press: &Press<'_>, lang: LangId) -> Vec<u8> {
    raster::png(&draw_site(press, press.language(lang)), 1.0)
}

/// A chart's picture at twice its size, painted.
pub fn paint_figure(press: &Press<'_>, id: FigureId) -> Vec<u8> {
    press.picture(id).map_or_else(Vec::new, |picture| raster::png(&picture.flat(), 2.0))
}

/// A note's picture as a drawing.
fn draw(press: &Press<'_>, id: NoteId) -> String {
    let (note, place) = (press.site.note(id), press.site.place(id));
    let mut sheet = Sheet::new();
    let language = press.language(note.lang);
    let date = note_date(note).map(|date| language.date(date));
    let said = std::iter::once(language.word(note.kind().word()).to_owned()).chain(date);
    sheet.frame(press.site.config.title.get(note.lang), &said.collect::<Vec<_>>().join(" · "));
    let chart = place.figures.iter().find_map(|id| Some((*id, press.picture(*id)?)));
    match chart {
        Some((id, picture)) => {
            sheet.title(&note.front.title.value, (500.0, 360.0), 46.0);
            sheet.chart(&press.site.figure(id).head.title, picture);
        }
        None => {
            let below = sheet.title(&note.front.title.value, (WIDTH - 2.0 * EDGE, 260.0), 64.0);
            sheet.summary(card::summary(note), below);
            sheet.facts(&short_facts(press, note));
        }
    }
    sheet.finish()
}

/// The picture of the whole site as a drawing: its title, what it is, and how much it holds.
fn draw_site(press: &Press<'_>, language: &Language<'_>) -> String {
    let config = &press.site.config;
    let mut sheet = Sheet::new();
    sheet.frame(config.publisher.name.get(language.id), &press.addresses.absolute(&language.prefix));
    let below = sheet.title(config.title.get(language.id), (WIDTH - 2.0 * EDGE, 260.0), 64.0);
    sheet.summary(config.description.get(language.id), below);
    let held = [Kind::Report, Kind::Model, Kind::Vendor]
        .map(|kind| (language.word(kind.folder()), press.site.listed(kind, language.id).count()));
    let held = held.into_iter().filter(|(_, count)| *count > 0);
    sheet.facts(&held.map(|(word, count)| (word, count.to_string())).collect::<Vec<_>>());
    sheet.finish()
}

/// Short facts of the front matter.
fn short_facts(press: &Press<'_>, note: &Note<Bound>) -> Vec<(&'static str, String)> {
    // The family's name is mostly the beginning of the title.
    let family = press.language(note.lang).word("family");
    let facts = front::facts(press, note).into_iter().filter(|fact| fact.label != family);
    let plain = facts.map(|fact| (fact.label, without_tags(&fact.value.0)));
    plain.filter(|(_, value)| raster_width(value, 30.0) < 330.0).collect()
}

/// A drawing of 1200 by 630 in the making.
struct Sheet(String);

impl Sheet {
    fn new() -> Self {
        Sheet(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"Inter\" \
             fill=\"{INK}\"><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\
             <rect width=\"{WIDTH}\" height=\"10\" fill=\"{ACCENT}\"/>"
        ))
    }

    fn text(&mut self, (x, y): (f32, f32), (size, colour): (f32, &str), bold: bool, text: &str) {
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let text = if bold { emboldened(text, colour, size) } else { html(text) };
        let _ = write!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\"{weight}>{text}</text>"
        );
    }

    /// A name above and a line below.
    fn frame(&mut self, name: &str, line: &str) {
        self.text((EDGE, 82.0), (28.0, ACCENT), true, name);
        let _ = write!(self.0, "<path d=\"M{EDGE} 548H{}\" stroke=\"{RULE}\"/>", WIDTH - EDGE);
        self.text((EDGE, 588.0), (24.0, MUTE), false, line);
    }

    /// The title in a box of this width and height, smaller where it is long. Gives where it ends.
    fn title(&mut self, title: &str, (width, height): (f32, f32), largest: f32) -> f32 {
        let mut size = largest;
        let mut lines = lines_of(title, size, width);
        while lines.len() as f32 * size * 1.2 > height && size > 28.0 {
            size -= 2.0;
            lines = lines_of(title, size, width);
        }
        let most = ((height / (size * 1.2)) as usize).max(1);
        if lines.len() > most {
            lines.truncate(most);
            lines[most - 1].push('…');
        }
        let mut y = 110.0;
        for line in &lines {
            y += size * 1.2;
            self.text((EDGE, y), (size, INK), true, line);
        }
        y
    }

    fn summary(&mut self, summary: &str, below: f32) {
        let block = Block { text: summary, size: 30.0, bold: false, width: WIDTH - 2.0 * EDGE };
        let mut lines = raster::wrapped(block);
        let most = if below > 320.0 { 1 } else { 2 };
        if lines.len() > most {
            lines.truncate(most);
            lines[most - 1].push('…');
        }
        for (place, line) in lines.iter().enumerate() {
            self.text((EDGE, below + 54.0 + 42.0 * place as f32), (30.0, MUTE), false, line);
        }
    }

    /// Up to three short facts, side by side.
    fn facts(&mut self, facts: &[(&'static str, String)]) {
        for (place, (label, value)) in facts.iter().take(3).enumerate() {
            let x = EDGE + 360.0 * place as f32;
            self.text((x, 468.0), (22.0, MUTE), false, label);
            self.text((x, 510.0), (30.0, INK), true, value);
        }
    }

    /// A chart with its title, in the right half.
    fn chart(&mut self, title: &str, picture: &Picture) {
        let left = 640.0;
        let mut lines = raster::wrapped(Block { text: title, size: 20.0, bold: true, width: 496.0 });
        if lines.len() > 2 {
            lines.truncate(2);
            lines[1].push('…');
        }
        let mut top = 76.0;
        for line in &lines {
            self.text((left, top), (20.0, INK), true, line);
            top += 27.0;
        }
        top -= 8.0;
        let drawing = picture.flat_narrow();
        let height = picture.narrow_size().1 as f32;
        let scale = (496.0 / NARROW).min((536.0 - top) / height);
        let _ = write!(self.0, "<g transform=\"translate({left} {top}) scale({scale:.4})\">{drawing}</g>");
    }

    fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// Chinese comes along in one weight only: an outline makes it as dark as the semibold Latin beside it.
fn emboldened(text: &str, colour: &str, size: f32) -> String {
    let is_chinese = |letter: char| matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    let mut out = String::new();
    let mut open = false;
    for letter in text.chars() {
        if is_chinese(letter) != open {
            open = !open;
            let outline = format!("<tspan stroke=\"{colour}\" stroke-width=\"{:.2}\">", size * 0.03);
            out.push_str(if open { &outline } else { "</tspan>" });
        }
        html_into(letter.encode_utf8(&mut [0; 4]), &mut out);
    }
    out.push_str(if open { "</tspan>" } else { "" });
    out
}

fn lines_of(text: &str, size: f32, width: f32) -> Vec<String> {
    raster::wrapped(Block { text, size, bold: true, width })
}

fn raster_width(text: &str, size: f32) -> f32 {
    if lines_of(text, size, 330.0).len() > 1 { f32::MAX } else { 0.0 }
}

/// HTML of our own making as plain text.
fn without_tags(markup: &str) -> String {
    let mut plain = String::new();
    for part in markup.split('<') {
        plain.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#61;", "="), ("&amp;", "&")]
        .iter()
        .fold(plain, |plain, (reference, sign)| plain.replace(reference, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_drawn_counts_as_text() {
        let drawing =
            "<svg><title>题</title><text x=\"1\">ab<tspan class=\"m\"> 5</tspan></text><text>c</text></svg>";
        assert_eq!(words_of(drawing), "ab 5c");
    }

    #[test]
    fn facts_lose_their_links() {
        assert_eq!(without_tags("<a href=\"/x\">A &amp; B</a>, <time>2026</time>"), "A & B, 2026");
    }
}
