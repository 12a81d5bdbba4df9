//! The page of all figures and tables, by the kind of page that shows them.

use super::frame::{self, Sheet};
use crate::model::figure::{Figure, Owner};
use crate::model::id::LangId;
use crate::model::note::Kind;
use crate::render::escape::url_into;
use crate::render::figure::page_title;
use crate::render::paper;
use crate::render::press::Press;
use crate::render::view::lists::{FigureCardView, FigureGroupView};

/// The page of all figures in a language.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let figures: Vec<&Figure> = press.site.figures.iter().filter(|figure| figure.lang == lang).collect();
    let of = |kind: Option<Kind>| -> Vec<&Figure> {
        figures.iter().copied().filter(|figure| owner_kind(press, figure) == kind).collect()
    };
    let reports = (language.word("reports"), of(Some(Kind::Report)));
    let themes = (language.word("themes"), of(Some(Kind::Theme)));
    let boards = (language.word("whole_site"), of(None));
    let others =
        [Kind::Page, Kind::Vendor, Kind::Model].map(|kind| (language.word(kind.folder()), of(Some(kind))));
    let groups = [reports, themes, boards].into_iter().chain(others);
    let groups: Vec<FigureGroupView> = groups
        .filter(|(_, figures)| !figures.is_empty())
        .map(|(name, figures)| view(press, name, &figures))
        .collect();
    let mut frame = frame::generated(press, lang, "figures/", language.word("figures"));
    frame.description = language.word("figures_intro");
    Sheet::new("figures.html", frame.view(press), "groups", &groups)
}

fn owner_kind(press: &Press<'_>, figure: &Figure) -> Option<Kind> {
    match figure.owner {
        Owner::Note(note) => Some(press.site.note(note).kind()),
        Owner::Page(..) => None,
    }
}

fn view(press: &Press<'_>, name: &str, figures: &[&Figure]) -> FigureGroupView {
    let cards = figures.iter().map(|figure| card(press, figure));
    let (charts, tables) = cards.partition(|card| !card.image.is_empty());
    FigureGroupView { name: name.to_owned(), charts, tables }
}

fn card(press: &Press<'_>, figure: &Figure) -> FigureCardView {
    let mut url = press.addresses.local(&press.figure_page(figure));
    url.push('#');
    url_into(&press.figure_anchor(figure), &mut url);
    let image = press.picture(figure.id).map(|_| press.addresses.local(&press.figure_file(figure, "svg")));
    FigureCardView {
        name: paper::name(press, figure.id, figure.lang),
        title: figure.head.title.clone(),
        page: page_title(press, figure).to_owned(),
        url,
        image: image.unwrap_or_default(),
        alt: press.drawn(figure.id).alt.clone(),
    }
}
