//! The pages of all figures: charts as previews, tables as a list, by the kind of page that shows them.

use std::collections::BTreeMap;

use super::frame::{self, Sheet};
use super::sections;
use crate::model::figure::{Figure, Owner};
use crate::model::id::{FigureId, LangId, NoteId};
use crate::model::note::Kind;
use crate::render::engine::Html;
use crate::render::figure::{self, page_title};
use crate::render::paper;
use crate::render::press::Press;
use crate::render::view::lists::{FigureCardView, FigureGroupView, FigureShelfView, GalleryView};

/// How many previews stand on one page, and how many tables.
const PER_PAGE: [usize; 2] = [24, 200];

/// What a page of figures shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shelf {
    /// Charts, with previews.
    Charts,
    /// Tables and timelines.
    Tables,
}

impl Shelf {
    /// Both.
    pub const ALL: [Shelf; 2] = [Shelf::Charts, Shelf::Tables];

    /// Its URL below that of the language.
    pub fn path(self) -> &'static str {
        match self {
            Shelf::Charts => "figures/",
            Shelf::Tables => "figures/tables/",
        }
    }

    /// How many pages it has. The first one is there even without charts; tables have pages only where there are any.
    pub fn pages(self, press: &Press<'_>, lang: LangId) -> usize {
        let pages = self.figures(press, lang).len().div_ceil(PER_PAGE[self as usize]);
        if self == Shelf::Charts { pages.max(1) } else { pages }
    }

    fn figures<'p>(self, press: &'p Press<'_>, lang: LangId) -> &'p [FigureId] {
        &press.gallery[lang.index()].get_or_init(|| gallery(press, lang))[self as usize]
    }
}

/// A page of the figures of a language.
pub fn page(press: &Press<'_>, shelf: Shelf, lang: LangId, number: usize) -> Sheet {
    let language = press.language(lang);
    let all = shelf.figures(press, lang);
    let per_page = PER_PAGE[shelf as usize];
    let from = (number.max(1) - 1) * per_page;
    let shown = all.get(from..all.len().min(from + per_page)).unwrap_or(&[]);
    let groups = shown.chunk_by(|a, b| group(press, *a) == group(press, *b));
    let view = GalleryView {
        shelves: Shelf::ALL.map(|other| shelf_view(press, other, (shelf, lang))).to_vec(),
        groups: groups.map(|figures| group_view(press, lang, figures)).collect(),
        pager: sections::pager(press, language, shelf.path(), (number, shelf.pages(press, lang))),
    };
    let path = sections::page_path(shelf.path(), number);
    let mut frame = frame::generated(press, lang, &path, language.word("figures"));
    frame.description = language.word("figures_intro");
    frame.editions.retain(|(other, _)| number <= shelf.pages(press, *other));
    Sheet::new("figures.html", frame.view(press), "gallery", &view)
}

/// Charts and tables of a language in order: reports first, newest first, then themes, the whole site and the others.
fn gallery(press: &Press<'_>, lang: LangId) -> [Vec<FigureId>; 2] {
    let mut ranks: BTreeMap<NoteId, usize> = BTreeMap::new();
    for kind in Kind::ALL {
        ranks.extend(press.newest(kind, lang).iter().enumerate().map(|(rank, note)| (*note, rank)));
    }
    let rank = |figure: &&Figure| match figure.owner {
        Owner::Note(note) => (group(press, figure.id), ranks.get(&note).copied().unwrap_or(usize::MAX)),
        Owner::Page(..) => (group(press, figure.id), 0),
    };
    let mut figures: Vec<&Figure> = press.listed_figures(lang).collect();
    figures.sort_by_key(rank);
    let (charts, tables): (Vec<FigureId>, Vec<FigureId>) =
        figures.iter().map(|figure| figure.id).partition(|id| press.picture(*id).is_some());
    [charts, tables]
}

/// The place of a figure's group among the groups.
fn group(press: &Press<'_>, id: FigureId) -> usize {
    match press.site.figure(id).owner {
        Owner::Page(..) => 2,
        Owner::Note(note) => match press.site.note(note).kind() {
            Kind::Report => 0,
            Kind::Theme => 1,
            Kind::Page => 3,
            Kind::Vendor => 4,
            Kind::Model => 5,
        },
    }
}

/// The names of groups, in order.
const GROUPS: [&str; 6] = ["reports", "themes", "whole_site", "pages", "vendors", "models"];

fn shelf_view(press: &Press<'_>, shelf: Shelf, (current, lang): (Shelf, LangId)) -> FigureShelfView {
    let language = press.language(lang);
    FigureShelfView {
        title: language.word(if shelf == Shelf::Charts { "charts" } else { "tables" }),
        url: press.addresses.local(&language.url(shelf.path())),
        count: shelf.figures(press, lang).len(),
        current: shelf == current,
    }
}

fn group_view(press: &Press<'_>, lang: LangId, figures: &[FigureId]) -> FigureGroupView {
    FigureGroupView {
        name: press.language(lang).word(GROUPS[group(press, figures[0])]).to_owned(),
        figures: figures.iter().map(|id| card(press, press.site.figure(*id))).collect(),
    }
}

fn card(press: &Press<'_>, figure: &Figure) -> FigureCardView {
    FigureCardView {
        name: paper::name(press, figure.id, figure.lang),
        title: figure.head.title.clone(),
        page: page_title(press, figure).to_owned(),
        url: figure::url(press, figure),
        preview: Html(press.picture(figure.id).map_or_else(String::new, |picture| preview(&picture.narrow))),
    }
}

/// A drawing as decoration of a link that says its title: without name, description and ids of its own.
fn preview(drawing: &str) -> String {
    let inside = drawing.find("<g aria-hidden").map_or("", |at| &drawing[at..]);
    let sides = drawing.split_once("viewBox=\"").and_then(|(_, rest)| rest.split_once('"'));
    let sides = sides.map_or("0 0 340 340", |(sides, _)| sides);
    if inside.is_empty() {
        return String::new();
    }
    format!("<svg class=\"c narrow\" viewBox=\"{sides}\" aria-hidden=\"true\" focusable=\"false\">{inside}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_has_no_ids_that_the_page_could_have_twice() {
        let drawing = "<svg xmlns=\"x\" class=\"c narrow\" viewBox=\"0 0 340 360\" role=\"img\" aria-labelledby=\"t\">\
            <title id=\"t\">A</title><g aria-hidden=\"true\"><path class=\"l\" d=\"M0 0h1\"/></g></svg>";
        let preview = preview(drawing);
        assert!(
            !preview.contains("id=") && preview.contains("0 0 340 360") && preview.ends_with("</g></svg>")
        );
    }
}
