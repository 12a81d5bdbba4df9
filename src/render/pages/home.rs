//! The home page: the newest report with its findings, the newest chart, themes, models, changes, companies to watch.

use std::collections::BTreeSet;

use super::frame::{self, Sheet};
use super::{datasets, front};
use crate::model::change::{Change, Event};
use crate::model::dataset::Cell;
use crate::model::id::{ChangeId, ColumnId, FigureId, LangId, NoteId, RowId, SourceId};
use crate::model::note::{Details, Kind};
use crate::model::watch::WatchItem;
use crate::render::engine::Html;
use crate::render::paper::Paper;
use crate::render::press::Press;
use crate::render::view::change::ChangeView;
use crate::render::view::lists::HomeView;
use crate::render::view::note::SectorView;
use crate::render::view::parts::LinkView;
use crate::render::{card, changes, figure, json_ld, prose, row, scales};
use crate::source::{Located, Span};

/// How many reports stand beside the newest.
const REPORTS: usize = 6;
/// How many themes, models and changes are listed.
const OTHERS: usize = 8;
/// How many sectors of the watch-list, and companies of each.
const WATCHED: usize = 6;

/// The home page.
pub fn page(press: &Press<'_>, lang: LangId) -> Sheet {
    let title = press.site.config.title.get(lang);
    let mut frame = frame::generated(press, lang, "", title);
    frame.kind = "home";
    frame.thing = json_ld::website(press, lang);
    let themes = press.newest(Kind::Theme, lang);
    frame.ratings = scales::stances(press, themes)
        .chain(scales::told(press, news(press).into_iter().map(|(id, _)| id)))
        .collect();
    Sheet::new("home.html", frame.view(press), "home", &view(press, lang))
}

fn view(press: &Press<'_>, lang: LangId) -> HomeView {
    let reports = press.newest(Kind::Report, lang);
    let lead = reports.first().copied();
    let chart = reports.iter().find_map(|report| Some((*report, first_chart(press, *report)?)));
    let models = press.newest(Kind::Model, lang).iter().copied().filter(|id| press.is_out(*id)).take(OTHERS);
    let (items, watchlist_source) = watched(press, lang);
    HomeView {
        lead: lead.map(|lead| card::card(press, lead, lang)),
        lead_points: lead.map_or(Vec::new(), |lead| points(press, lead)),
        lead_figure: chart.map(|(_, chart)| bare(press, chart)),
        lead_figure_from: chart
            .filter(|(report, _)| Some(*report) != lead)
            .map(|(report, _)| card::link(press, report, lang)),
        reports: reports.iter().skip(1).take(REPORTS).map(|note| card::card(press, *note, lang)).collect(),
        themes: card::cards(press, press.newest(Kind::Theme, lang), lang),
        models: card::cards(press, &models.collect::<Vec<_>>(), lang),
        changes: latest(press, lang),
        watchlist: front::watchlist(press, &items, lang).into_iter().map(short).take(WATCHED).collect(),
        watchlist_source,
        counts: counts(press, lang),
    }
}

/// The latest changes in words.
fn latest(press: &Press<'_>, lang: LangId) -> Vec<ChangeView> {
    let news = news(press);
    let views = changes::views(press, news.iter().map(|(id, _)| *id), lang);
    let more = |count: usize| match count {
        0 => String::new(),
        count => press.language(lang).phrase("more", &[("n", &count.to_string())]),
    };
    views.into_iter().zip(news).map(|(view, (_, others))| ChangeView { more: more(others), ..view }).collect()
}

/// The latest changes that are in force, each with how many others its line stands for: corrections of one report or of
/// one day leave the others their room. Stances stand beside their themes.
fn news(press: &Press<'_>) -> Vec<(ChangeId, usize)> {
    let changes = &press.site.changes;
    let is_correction = |change: &Change| matches!(change.what, Event::Correction(_));
    let mut lines: Vec<(ChangeId, usize)> = Vec::new();
    for id in changes.ids() {
        let change = changes.get(id);
        if change.scheduled || change.what == Event::Stance {
            continue;
        }
        let tells = |known: &Change| {
            is_correction(known) && (known.subject == change.subject || known.date == change.date)
        };
        let line = lines.iter().position(|(known, _)| is_correction(change) && tells(changes.get(*known)));
        match line {
            Some(line) => lines[line].1 += 1,
            None if lines.len() < OTHERS => lines.push((id, 0)),
            None => {}
        }
    }
    lines
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
        let word = language.word(if count == 1 { kind.word() } else { kind.folder() });
        (count > 0).then(|| LinkView { title: format!("{count} {word}"), url })
    };
    let mut counts: Vec<LinkView> = Kind::ALL.into_iter().filter_map(count).collect();
    let charts = press.site.figures.iter().filter(|figure| figure.lang == lang).count();
    if charts > 0 {
        let url = press.addresses.local(&language.url("figures/"));
        let word = language.word(if charts == 1 { "one_figure" } else { "figures" });
        counts.push(LinkView { title: format!("{charts} {word}"), url });
    }
    for count in &mut counts {
        count.title = count.title.to_lowercase();
    }
    counts
}

/// Companies of the themes' watch-lists; without those, of the dataset `watchlists`, with whose list it is.
fn watched(press: &Press<'_>, lang: LangId) -> (Vec<WatchItem>, Option<LinkView>) {
    let mut items: Vec<WatchItem> = Vec::new();
    for id in press.newest(Kind::Theme, lang) {
        if let Details::Theme(theme) = &press.site.note(*id).details {
            items.extend(theme.watchlist.iter().cloned());
        }
    }
    if items.is_empty() { (rows(press, lang), whose_list(press, lang)) } else { (items, None) }
}

/// The first companies of a sector, each once.
fn short(mut sector: SectorView) -> SectorView {
    let mut seen: Vec<String> = Vec::new();
    sector.companies.retain(|company| {
        let new = !seen.contains(&company.ticker.title);
        seen.push(company.ticker.title.clone());
        new
    });
    sector.companies.truncate(WATCHED);
    sector
}

/// Who made the list of the dataset `watchlists`, and when, with the address of its page.
fn whose_list(press: &Press<'_>, lang: LangId) -> Option<LinkView> {
    let (bound, language) =
        (press.site.dataset(press.site.find_dataset("watchlists")?), press.language(lang));
    let sources: BTreeSet<SourceId> = bound.dataset.rows().filter_map(|row| bound.source(row)).collect();
    let name = |source: &SourceId| {
        let source = press.site.source(*source);
        let name = source.publisher.as_ref().unwrap_or(&source.title).get(lang);
        let date = source.date.map(|date| language.date(date)).into_iter();
        std::iter::once(name.to_owned()).chain(date).collect::<Vec<_>>().join(language.word("comma"))
    };
    let names: Vec<String> = sources.iter().map(name).collect();
    let title = match names.as_slice() {
        [] => row::title(bound, lang).to_owned(),
        [one] => language.phrase("source_line", &[("sources", one)]),
        several => {
            language.phrase("sources_line", &[("sources", &several.join(language.lang.pick("; ", "；")))])
        }
    };
    let page = language.url(&datasets::path(&bound.dataset.name));
    Some(LinkView { title, url: press.addresses.local(&page) })
}

fn rows(press: &Press<'_>, lang: LangId) -> Vec<WatchItem> {
    let Some(bound) = press.site.find_dataset("watchlists").map(|id| press.site.dataset(id)) else {
        return Vec::new();
    };
    let open = bound.dataset.schema.redistribute;
    let Some(ticker) = bound.dataset.column("ticker").filter(|_| open) else { return Vec::new() };
    let words = |row: RowId, column: ColumnId| {
        Some(row::cell(press, bound, (row, column), lang)).filter(|text| !text.is_empty())
    };
    let [sector, company] = ["sector", "company"].map(|name| bound.dataset.column(name));
    let named = bound.dataset.rows().filter(|row| bound.dataset.cell(*row, ticker) != Cell::Empty);
    named
        .map(|row| WatchItem {
            sector: sector.and_then(|column| words(row, column)),
            ticker: Located::new(bound.dataset.cell(row, ticker).raw(), Span::whole(bound.dataset.csv)),
            company: company.and_then(|column| words(row, column)),
            note: None,
        })
        .collect()
}
