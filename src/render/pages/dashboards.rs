//! Pages of figures about the whole site: usage, pricing, comparison, timeline.

use super::frame::{self, Sheet};
use super::note::{figure_links, whole};
use crate::model::figure::Dashboard;
use crate::model::id::LangId;
use crate::render::press::Press;
use crate::render::view::lists::DashboardView;

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
        figures: figures.into_iter().map(|figure| whole(press, figure)).collect(),
    };
    Sheet::new(template, frame.view(press), "dashboard", &view)
}
