//! Pages of figures about the whole site: usage, pricing, comparison, timeline.

use std::collections::BTreeSet;

use super::datasets;
use super::frame::{self, Sheet};
use super::note::{figure_links, whole};
use crate::model::figure::Dashboard;
use crate::model::id::{DatasetId, FigureId, LangId};
use crate::render::engine::Html;
use crate::render::press::Press;
use crate::render::view::lists::{DashboardView, DataNoteView};
use crate::render::view::parts::LinkView;
use crate::render::{escape, row};

/// A page of figures.
pub fn page(press: &Press<'_>, page: Dashboard, lang: LangId) -> Sheet {
    let language = press.language(lang);
    let (template, intro) = match page {
        Dashboard::Usage => ("usage.html", "usage_intro"),
        Dashboard::Pricing => ("pricing.html", "pricing_intro"),
        Dashboard::Compare => ("compare.html", "compare_intro"),
        Dashboard::Timeline => ("timeline.html", "timeline_intro"),
    };
    let title = language.word(page.slug());
    let figures = press.dashboard(page, lang);
    let mut frame = frame::generated(press, lang, &format!("{}/", page.slug()), title);
    frame.kind = "dashboard";
    frame.section = page.slug();
    frame.description = language.word(intro);
    let view = DashboardView {
        title: title.to_owned(),
        intro: language.word(intro).to_owned(),
        figure_list: if figures.len() > 2 { figure_links(press, &figures) } else { Vec::new() },
        data: data_notes(press, &figures, lang),
        figures: figures.into_iter().map(|figure| whole(press, figure)).collect(),
    };
    Sheet::new(template, frame.view(press), "dashboard", &view)
}

/// What the datasets of figures say of themselves.
fn data_notes(press: &Press<'_>, figures: &[FigureId], lang: LangId) -> Vec<DataNoteView> {
    let shown: BTreeSet<DatasetId> =
        figures.iter().flat_map(|figure| press.drawn(*figure).data.iter().copied()).collect();
    let note = |id: DatasetId| {
        let bound = press.site.dataset(id);
        let url = press.language(lang).url(&datasets::path(&bound.dataset.name));
        let text = Html(escape::coded(bound.dataset.schema.description.get(lang)));
        let title = row::title(bound, lang).to_owned();
        DataNoteView { data: LinkView { title, url: press.addresses.local(&url) }, text }
    };
    let described = |id: &DatasetId| !press.site.dataset(*id).dataset.schema.description.get(lang).is_empty();
    shown.into_iter().filter(described).map(note).collect()
}
