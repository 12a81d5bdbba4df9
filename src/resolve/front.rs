//! Front matter: binds references of a note to what they name.

use super::fact;
use super::names::Found;
use super::page::Page;
use super::prose::{line, lines};
use crate::diag::{catalog, nearest};
use crate::model::config::Rating;
use crate::model::date::Date;
use crate::model::id::{AuthorId, NoteId, ScaleId};
use crate::model::note::{
    Correction, Details, Front, Kind, Model, Note, Report, Theme, TickerRating, Vendor,
};
use crate::model::stage::{Bound, Raw};
use crate::model::watch::WatchItem;
use crate::source::{Located, Span};

/// Binds the front matter of a note. What is missing was reported before and gets a stand-in.
pub fn bind(page: &mut Page<'_>, raw: &Note<Raw>) -> (Front<Bound>, Details<Bound>) {
    let title = raw.front.title.as_ref().map(|title| Located::new(fact::text(page, title), title.span));
    let front = Front {
        title: title.unwrap_or_else(|| Located::new(raw.stem.clone(), Span::whole(raw.file))),
        summary: raw.front.summary.as_ref().map(|summary| line(page, summary)),
        date: raw.front.date.as_ref().and_then(|_| raw.publication(page.ground.config.time_zone)),
        updated: raw.front.updated.clone(),
        draft: raw.front.draft,
        publish_at: raw.front.publish_at.clone(),
        expires_at: raw.front.expires_at.clone(),
        slug: raw.front.slug.clone(),
        aliases: raw.front.aliases.clone(),
        tags: raw.front.tags.clone(),
        authors: raw.front.authors.iter().filter_map(|key| author(page, key)).collect(),
        sources: raw.front.sources.iter().filter_map(|key| page.source(key)).collect(),
        facts: raw.front.facts.clone(),
        math: raw.front.math,
        toc: raw.front.toc,
        checks: raw.front.checks.clone(),
        extra: raw.front.extra.clone(),
        given: Vec::new(),
    };
    let details = match &raw.details {
        Details::Vendor(vendor) => Details::Vendor(vendor_of(page, vendor)),
        Details::Model(model) => Details::Model(Box::new(model_of(page, model))),
        Details::Theme(theme) => Details::Theme(Box::new(theme_of(page, theme))),
        Details::Report(report) => Details::Report(Box::new(report_of(page, report))),
        Details::Page => Details::Page,
    };
    (front, details)
}

fn vendor_of(page: &mut Page<'_>, raw: &Vendor) -> Vendor {
    check_tickers(page, &raw.tickers);
    if let Some(parent) = &raw.parent {
        check_parent(page, parent);
    }
    raw.clone()
}

/// A parent may be any company; one that is nearly another vendor of the site is probably meant to be it.
fn check_parent(page: &mut Page<'_>, parent: &Located<String>) {
    let name = parent.value.to_lowercase();
    let Found::Nothing(Some((near, note))) = page.ground.names.find(Kind::Vendor, &name) else { return };
    if note != page.original() {
        let file = page.ground.shown(note);
        page.report(catalog::reference::misspelt_parent(parent.span, &parent.value, (near, &file)));
    }
}

fn model_of(page: &mut Page<'_>, raw: &Model<Raw>) -> Model<Bound> {
    let vendor = raw.vendor.as_ref().and_then(|vendor| page.note(Kind::Vendor, vendor));
    Model {
        vendor: vendor.unwrap_or(page.id),
        family: raw.family.clone(),
        released: raw.released.clone(),
        status: raw.status,
        parameters: raw.parameters.clone(),
        context_tokens: raw.context_tokens,
        modalities_in: raw.modalities_in.clone(),
        modalities_out: raw.modalities_out.clone(),
        license: raw.license.clone(),
        open_weights: raw.open_weights,
        supersedes: superseded(page, Kind::Model, raw.supersedes.as_ref()),
        also_known_as: raw.also_known_as.clone(),
    }
}

fn theme_of(page: &mut Page<'_>, raw: &Theme<Raw>) -> Theme<Bound> {
    for item in &raw.watchlist {
        check_tickers(page, std::slice::from_ref(&item.ticker));
    }
    let watchlist = watched(page, &raw.watchlist);
    Theme {
        thesis: raw.thesis.as_ref().map(|thesis| line(page, thesis)),
        stance: raw.stance.as_ref().and_then(|label| rating(page, label)),
        stance_since: raw.stance_since.clone(),
        watchlist,
        vendors: notes(page, Kind::Vendor, &raw.vendors),
        models: notes(page, Kind::Model, &raw.models),
        evidence: lines(page, &raw.evidence),
        counter_evidence: lines(page, &raw.counter_evidence),
        risks: lines(page, &raw.risks),
    }
}

/// Companies to watch, with the numbers that remarks on them name.
pub fn watched(page: &mut Page<'_>, raw: &[WatchItem]) -> Vec<WatchItem> {
    let note = |note: &Located<String>, page: &mut Page<'_>| Located::new(fact::text(page, note), note.span);
    let item =
        |item: &WatchItem| WatchItem { note: item.note.as_ref().map(|raw| note(raw, page)), ..item.clone() };
    raw.iter().map(item).collect()
}

fn report_of(page: &mut Page<'_>, raw: &Report<Raw>) -> Report<Bound> {
    check_tickers(page, &raw.tickers);
    let stand_in = || Located::new(Date::day(page.ground.today), Span::whole(page.raw().file));
    Report {
        date: raw.date.clone().unwrap_or_else(stand_in),
        as_of: as_of(page, raw),
        vendors: notes(page, Kind::Vendor, &raw.vendors),
        models: notes(page, Kind::Model, &raw.models),
        themes: notes(page, Kind::Theme, &raw.themes),
        tickers: raw.tickers.iter().filter(|ticker| !ticker.value.is_empty()).cloned().collect(),
        ratings: raw.ratings.iter().filter_map(|given| rating_of(page, given)).collect(),
        key_points: lines(page, &raw.key_points),
        risks: lines(page, &raw.risks),
        corrections: corrections(page, raw),
        reviewed_by: raw.reviewed_by.clone(),
        supersedes: superseded(page, Kind::Report, raw.supersedes.as_ref()),
    }
}

/// The day at which a report looks at the data, where it is not just its date: as written, as far as it had come.
fn as_of(page: &mut Page<'_>, raw: &Report<Raw>) -> Option<Located<Date>> {
    let own = raw.as_of.as_ref().filter(|as_of| as_of.span.file == page.raw().file);
    own.into_iter().for_each(|as_of| page.check_as_of(as_of));
    let written = raw.as_of.as_ref().or(raw.date.as_ref())?;
    let seen = page.as_of(None);
    (raw.as_of.is_some() || seen != written.value).then(|| Located::new(seen, written.span))
}

/// The note that this one takes the place of. A note must not come to take its own; a circle of several is told once.
fn superseded(page: &mut Page<'_>, kind: Kind, name: Option<&Located<String>>) -> Option<NoteId> {
    let name = name?;
    let found = page.note(kind, name)?;
    let circle = circle(page, kind, found);
    if page.id == page.original() && circle.iter().min() == Some(&page.id) {
        let chain = circle.iter().map(|note| page.ground.notes[note.index()].stem.as_str());
        let chain: Vec<&str> = [page.raw().stem.as_str()].into_iter().chain(chain).collect();
        page.report(catalog::front_matter::supersedes_itself(name.span, &chain));
    }
    Some(found).filter(|_| circle.is_empty())
}

/// The notes from a superseded one back to the page's own, each superseding the next; none where they end elsewhere.
fn circle(page: &Page<'_>, kind: Kind, superseded: NoteId) -> Vec<NoteId> {
    let (notes, names) = (page.ground.notes, page.ground.names);
    let next = |note: &NoteId| {
        let name = match &notes[note.index()].details {
            Details::Model(model) => model.supersedes.as_ref(),
            Details::Report(report) => report.supersedes.as_ref(),
            _ => None,
        };
        match names.find(kind, &name?.value) {
            Found::Note(note) => Some(note),
            _ => None,
        }
    };
    let own = page.original();
    let mut chain: Vec<NoteId> = Vec::new();
    let mut note = Some(superseded);
    while let Some(found) = note.filter(|note| !chain.contains(note)) {
        chain.push(found);
        if found == own {
            return chain;
        }
        note = next(&found);
    }
    Vec::new()
}

fn corrections(page: &mut Page<'_>, raw: &Report<Raw>) -> Vec<Correction<Bound>> {
    if page.id == page.original() {
        for rows in raw.corrections.iter().filter_map(|correction| correction.rows.as_ref()) {
            page.dataset(&rows.data);
        }
    }
    let bind = |correction: &Correction<Raw>| Correction {
        date: correction.date.clone(),
        what: line(page, &correction.what),
        rows: correction.rows.clone(),
    };
    raw.corrections.iter().map(bind).collect()
}

fn rating_of(page: &mut Page<'_>, raw: &TickerRating<Raw>) -> Option<TickerRating<Bound>> {
    check_tickers(page, std::slice::from_ref(&raw.ticker));
    let previous = raw.previous.as_ref().and_then(|label| rating(page, label));
    let rating = rating(page, &raw.rating)?;
    Some(TickerRating {
        ticker: raw.ticker.clone(),
        rating,
        previous,
        target_price: raw.target_price.clone(),
        currency: raw.currency.clone(),
    })
}

fn notes(page: &mut Page<'_>, kind: Kind, names: &[Located<String>]) -> Vec<NoteId> {
    names.iter().filter_map(|name| page.note(kind, name)).collect()
}

fn author(page: &mut Page<'_>, key: &Located<String>) -> Option<Located<AuthorId>> {
    let authors = &page.ground.config.authors;
    let found = authors.iter().position(|author| author.key == key.value);
    if found.is_none() && !page.ground.config.stand_in {
        let near = nearest(&key.value, authors.iter().map(|author| author.key.as_str()));
        page.report(catalog::reference::unknown_author(key.span, &key.value, near));
    }
    found.map(|place| Located::new(AuthorId::at(place), key.span))
}

/// A label of a scale: `house.buy`, or `buy` where one scale has it.
fn rating(page: &mut Page<'_>, label: &Located<String>) -> Option<Rating> {
    let scales = &page.ground.config.scales;
    let (scale, name) = match label.value.split_once('.') {
        Some((scale, name)) => (Some(scale), name),
        None => (None, label.value.as_str()),
    };
    let mut found = Vec::new();
    for (index, candidate) in scales.iter().enumerate() {
        if scale.is_some_and(|scale| scale != candidate.name) {
            continue;
        }
        if let Some(place) = candidate.labels.iter().position(|known| known.key == name) {
            found.push(Rating { scale: ScaleId::at(index), label: place as u8 });
        }
    }
    match found.as_slice() {
        [rating] => Some(*rating),
        [] if page.ground.config.stand_in => None,
        [] => {
            let all =
                scales.iter().flat_map(|scale| scale.labels.iter().map(|label| format!("`{}`", label.key)));
            let known: Vec<String> = all.collect();
            page.report(catalog::reference::unknown_rating(label.span, &label.value, &known.join(", ")));
            None
        }
        several => {
            let names: Vec<&str> = several.iter().map(|r| scales[r.scale.index()].name.as_str()).collect();
            page.report(catalog::reference::ambiguous_rating(label.span, name, &names.join(", ")));
            None
        }
    }
}

fn check_tickers(page: &mut Page<'_>, tickers: &[Located<String>]) {
    for ticker in tickers {
        if !is_ticker(&ticker.value) {
            page.report(catalog::reference::bad_ticker(ticker.span, &ticker.value));
        }
    }
}

/// Whether a text can be a ticker: up to 20 letters, digits, dots, hyphens, not only dots.
pub fn is_ticker(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    plain
        && (1..=20).contains(&text.len())
        && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
        && !text.contains("..")
        && !text.starts_with('.')
        && !text.ends_with('.')
}
