//! The home page: the newest report with its findings, themes, models, events, companies to watch.

use super::frame::{self, Sheet};
use super::front;
use crate::model::dataset::Cell;
use crate::model::id::{FigureId, LangId, NoteId};
use crate::model::note::{Details, Kind};
use crate::model::watch::WatchItem;
use crate::render::engine::Html;
use crate::render::paper::Paper;
use crate::render::press::Press;
use crate::render::view::lists::HomeView;
use crate::render::view::note::SectorView;
use crate::render::view::parts::LinkView;
use crate::render::{card, events, figure, json_ld, prose};
use crate::source::{Located, Span};

/// How many reports stand beside the newest.
const REPORTS: usize = 6;
/// How many themes, models and events are listed.
const OTHERS: usize = 8;
/// How many sectors of the watch-list, and companies of each.
const WATCHED: usize = 6;

/// The home page.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let title = press.site.config.title.get(lang);
    let mut frame = frame::generated(press, lang, "", title);
    frame.kind = "home";
    frame.thing = json_ld::website(press, lang);
    Sheet::new("home.html", frame.view(press), "home", &view(press, lang))
}

fn view(press: &Press<'_>, lang: LangId) -> HomeView {
    let reports = press.newest(Kind::Report, lang);
    let lead = reports.first().copied();
    let chart = reports.iter().take(REPORTS).find_map(|report| first_chart(press, *report));
    let some = |kind: Kind| {
        let notes = press.newest(kind, lang);
        card::cards(press, &notes[..notes.len().min(OTHERS)], lang)
    };
    HomeView {
        lead: lead.map(|lead| card::card(press, lead, lang)),
        lead_points: lead.map_or(Vec::new(), |lead| points(press, lead)),
        lead_figure: chart.map(|chart| bare(press, chart)),
        reports: reports.iter().skip(1).take(REPORTS).map(|note| card::card(press, *note, lang)).collect(),
        themes: card::cards(press, press.newest(Kind::Theme, lang), lang),
        models: some(Kind::Model),
        events: Html(events::latest(press, lang, OTHERS)),
        watchlist: watchlist(press, lang),
        counts: counts(press, lang),
    }
}

fn points(press: &Press<'_>, id: NoteId) -> Vec<Html> {
    let note = press.site.note(id);
    let Details::Report(report) = &note.details else { return Vec::new() };
    let paper = Paper::away(note.lang, &press.site.place(id).url);
    report.key_points.iter().take(4).map(|line| Html(prose::fill(press, &line.prose, paper))).collect()
}

fn first_chart(press: &Press<'_>, id: NoteId) -> Option<FigureId> {
    press.site.place(id).figures.iter().copied().find(|id| press.drawn(*id).picture.is_some())
}

fn bare(press: &Press<'_>, id: FigureId) -> Html {
    let mut out = String::with_capacity(8 * 1024);
    figure::write_bare(press, id, &mut out);
    Html(out)
}

fn counts(press: &Press<'_>, lang: LangId) -> Vec<LinkView> {
    let language = press.language(lang);
    let count = |kind: Kind| {
        let count = press.newest(kind, lang).len();
        let path = card::section_path(kind)?;
        let url = press.addresses.local(&language.url(&path));
        (count > 0).then(|| LinkView { title: format!("{count} {}", language.word(kind.folder())), url })
    };
    let mut counts: Vec<LinkView> = Kind::ALL.into_iter().filter_map(count).collect();
    let charts = press.site.figures.iter().filter(|figure| figure.lang == lang).count();
    if charts > 0 {
        let url = press.addresses.local(&language.url("figures/"));
        counts.push(LinkView { title: format!("{charts} {}", language.word("figures")), url });
    }
    for count in &mut counts {
        count.title = count.title.to_lowercase();
    }
    counts
}

/// Companies of the themes' watch-lists; without those, of the dataset `watchlists`.
fn watchlist(press: &Press<'_>, lang: LangId) -> Vec<SectorView> {
    let mut items: Vec<WatchItem> = Vec::new();
    for id in press.newest(Kind::Theme, lang) {
        if let Details::Theme(theme) = &press.site.note(*id).details {
            items.extend(theme.watchlist.iter().cloned());
        }
    }
    if items.is_empty() {
        items = rows(press, lang);
    }
    let mut sectors = front::watchlist(press, &items, lang);
    for sector in &mut sectors {
        let mut seen: Vec<String> = Vec::new();
        sector.companies.retain(|company| {
            let new = !seen.contains(&company.ticker.title);
            seen.push(company.ticker.title.clone());
            new
        });
        sector.companies.truncate(WATCHED);
    }
    sectors.truncate(WATCHED);
    sectors
}

fn rows(press: &Press<'_>, lang: LangId) -> Vec<WatchItem> {
    let language = press.language(lang);
    let Some(bound) = press.site.find_dataset("watchlists").map(|id| press.site.dataset(id)) else {
        return Vec::new();
    };
    let open = bound.dataset.schema.redistribute;
    let Some(ticker) = bound.dataset.column("ticker").filter(|_| open) else { return Vec::new() };
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let sector = bound.dataset.column("sector");
    let named = bound.dataset.rows().filter(|row| bound.dataset.cell(*row, ticker) != Cell::Empty);
    named
        .map(|row| WatchItem {
            sector: sector.and_then(|column| some(events::label(bound, row, column, language))),
            ticker: Located::new(bound.dataset.cell(row, ticker).raw(), Span::whole(bound.dataset.csv)),
            company: some(events::text(bound, row, "company", language)),
            note: None,
        })
        .collect()
}
