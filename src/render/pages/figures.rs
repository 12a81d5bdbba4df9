//! The page of all figures and tables, by the page that shows them.

use super::frame::{self, Sheet};
use crate::model::figure::Figure;
use crate::model::id::LangId;
use crate::render::escape::url_into;
use crate::render::figure::page_title;
use crate::render::paper;
use crate::render::press::Press;
use crate::render::view::lists::{FigureCardView, FigureGroupView};
use crate::render::view::parts::LinkView;

/// The page of all figures in a language.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let figures: Vec<&Figure> = press.site.figures.iter().filter(|figure| figure.lang == lang).collect();
    let groups: Vec<FigureGroupView> =
        figures.chunk_by(|a, b| a.owner == b.owner).map(|group| view(press, group)).collect();
    let mut frame = frame::generated(press, lang, "figures/", language.word("figures"));
    frame.description = language.word("figures_intro");
    Sheet::new("figures.html", frame.view(press), "groups", &groups)
}

fn view(press: &Press<'_>, figures: &[&Figure]) -> FigureGroupView {
    let first = figures[0];
    FigureGroupView {
        page: LinkView {
            title: page_title(press, first).to_owned(),
            url: press.addresses.local(&press.figure_page(first)),
        },
        figures: figures.iter().map(|figure| card(press, figure)).collect(),
    }
}

fn card(press: &Press<'_>, figure: &Figure) -> FigureCardView {
    let drawn = press.drawn(figure.id);
    let mut url = press.addresses.local(&press.figure_page(figure));
    url.push('#');
    url_into(&press.figure_anchor(figure), &mut url);
    let image = drawn.picture.as_ref().map(|_| press.addresses.local(&press.figure_file(figure, "svg")));
    FigureCardView {
        name: paper::name(press, figure.id, figure.lang),
        title: figure.head.title.clone(),
        url,
        image: image.unwrap_or_default(),
        alt: drawn.alt.clone(),
    }
}
