//! What belongs together: backlinks, models of a vendor, tags, tickers, related notes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::front::is_ticker;
use crate::diag::catalog::url::Claimant;
use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::date::Date;
use crate::model::id::{DatasetId, LangId, NoteId};
use crate::model::named::{self, Named};
use crate::model::note::{Details, Kind};
use crate::model::site::{Site, Tag, Ticker};
use crate::model::text::LocalText;

/// How many related notes a note gets.
const RELATED: usize = 8;

/// How many of the newest notes of a tag (vendor, model, theme) count as related: keeps the work in
/// proportion to the number of notes.
const NEWEST: usize = 200;

/// Fills in what is known of each note beyond itself.
pub fn arrange(site: &mut Site, outlinks: &[Vec<NoteId>]) {
    let seen = &*site;
    let newest = &newest_first(seen);
    let of_notes =
        || ((backlinks(seen, outlinks, newest), vendors_models(seen, newest)), related(seen, newest));
    let of_site = || ((cited_by(seen, newest), tags(seen, newest)), tickers(seen, newest));
    let (((backlinks, models), related), ((cited_by, tags), tickers)) = rayon::join(of_notes, of_site);
    for (place, ((backlinks, models), related)) in
        site.places.iter_mut().zip(backlinks.into_iter().zip(models).zip(related))
    {
        (place.backlinks, place.models, place.related) = (backlinks, models, related);
    }
    (site.cited_by, site.tags, site.tickers) = (cited_by, tags, tickers);
}

/// All notes, newest first; of equal date in order of their titles.
pub fn newest_first(site: &Site) -> Vec<NoteId> {
    let mut ids: Vec<NoteId> = (0..site.notes.len()).map(NoteId::at).collect();
    ids.sort_by_cached_key(|id| {
        (Reverse(date_of(site, *id)), site.note(*id).front.title.value.as_str(), *id)
    });
    ids
}

/// The date by which a note is ordered: of publication, of release, of the last change.
pub fn date_of(site: &Site, id: NoteId) -> Option<Date> {
    let note = site.note(id);
    let own = match &note.details {
        Details::Model(model) => model.released.as_ref().map(|date| date.value),
        _ => None,
    };
    let given = || note.front.date.as_ref().or(note.front.updated.as_ref()).map(|date| date.value);
    own.or_else(given)
}

/// The notes that lists name: one edition each, not expired.
fn listed<'s>(site: &'s Site, newest: &'s [NoteId]) -> impl Iterator<Item = &'s NoteId> {
    newest.iter().filter(|id| site.is_original(**id) && !site.place(**id).expired)
}

/// The note that stands for all editions.
fn original(site: &Site, id: NoteId) -> NoteId {
    site.place(id).editions.first().map_or(id, |edition| edition.note)
}

/// Per note the notes that link to it, in its language.
fn backlinks(site: &Site, outlinks: &[Vec<NoteId>], newest: &[NoteId]) -> Vec<Vec<NoteId>> {
    let mut to: Vec<Vec<NoteId>> = vec![Vec::new(); site.notes.len()];
    for from in newest.iter().filter(|from| !site.place(**from).expired) {
        let source = original(site, *from);
        for target in &outlinks[from.index()] {
            let target = original(site, *target);
            if target != source && !to[target.index()].contains(&source) {
                to[target.index()].push(source);
            }
        }
    }
    in_their_languages(site, &to)
}

/// Per note what its original has, for readers of its language.
fn in_their_languages(site: &Site, of_originals: &[Vec<NoteId>]) -> Vec<Vec<NoteId>> {
    let of_note = |id: NoteId| {
        let (lang, list) = (site.note(id).lang, &of_originals[original(site, id).index()]);
        list.iter().map(|other| site.edition(*other, lang)).collect()
    };
    (0..site.notes.len()).map(NoteId::at).map(of_note).collect()
}

/// Per note the models of a vendor.
fn vendors_models(site: &Site, newest: &[NoteId]) -> Vec<Vec<NoteId>> {
    let mut of: Vec<Vec<NoteId>> = vec![Vec::new(); site.notes.len()];
    for id in listed(site, newest) {
        if let Details::Model(model) = &site.note(*id).details {
            of[model.vendor.index()].push(*id);
        }
    }
    in_their_languages(site, &of)
}

/// Per source the notes that cite it.
fn cited_by(site: &Site, newest: &[NoteId]) -> Vec<Vec<NoteId>> {
    let mut cited_by = vec![Vec::new(); site.sources.len()];
    for id in listed(site, newest) {
        for source in &site.place(*id).citations.order {
            cited_by[source.index()].push(*id);
        }
    }
    cited_by
}

fn tags(site: &Site, newest: &[NoteId]) -> Vec<Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for id in listed(site, newest) {
        for tag in &site.note(*id).front.tags {
            let slug = Tag::slug_of(&tag.value);
            let new = || {
                let (name, names) = (tag.value.clone(), names_of(site, &slug));
                Tag { name, names, slug: slug.clone(), notes: Vec::new() }
            };
            let entry = tags.entry(slug.clone()).or_insert_with(new);
            if !entry.notes.contains(id) {
                entry.notes.push(*id);
            }
        }
    }
    tags.into_values().filter(|tag| !tag.slug.is_empty()).collect()
}

/// What `site.yaml` has a tag called.
fn names_of(site: &Site, slug: &str) -> LocalText {
    let named = site.config.tags.iter().find(|(tag, _)| Tag::slug_of(&tag.value) == slug);
    named.map_or(LocalText::default(), |(_, names)| names.clone())
}

/// Tells tickers whose pages would differ by case alone, and names in `site.yaml` for tags that no note carries: readers will
/// never see them.
pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    tickers_apart(site, diagnostics);
    for (tag, _) in &site.config.tags {
        let slug = Tag::slug_of(&tag.value);
        if site.tags.iter().any(|known| known.slug == slug) {
            continue;
        }
        let near = nearest(&tag.value, site.tags.iter().map(|tag| tag.name.as_str()));
        diagnostics.push(catalog::config::unknown_tag(tag.span, &tag.value, near));
    }
}

/// Tells of tickers that are one but for case.
fn tickers_apart(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, &Ticker> = BTreeMap::new();
    for ticker in &site.tickers {
        let own = ticker.symbol.to_lowercase();
        let url = format!("tickers/{own}/");
        let Some(first) = first.get(&own) else {
            first.insert(own, ticker);
            continue;
        };
        let (places, names) = ((ticker.span, first.span), [&*first.symbol, &*ticker.symbol]);
        diagnostics.push(catalog::url::same_url(places, (&url, Claimant::Ticker), names, false));
    }
}

fn tickers(site: &Site, newest: &[NoteId]) -> Vec<Ticker> {
    let mut tickers: BTreeMap<String, Ticker> = BTreeMap::new();
    for id in listed(site, newest) {
        for ticker in named::by_note(site, *id).into_iter().filter(|ticker| is_ticker(&ticker.symbol)) {
            let entry = entry(&mut tickers, ticker);
            if !entry.notes.contains(id) {
                entry.notes.push(*id);
            }
        }
    }
    for (index, bound) in site.datasets.iter().enumerate() {
        for (row, ticker) in named::by_rows(bound).filter(|(_, ticker)| is_ticker(&ticker.symbol)) {
            entry(&mut tickers, ticker).rows.push((DatasetId::at(index), row));
        }
    }
    tickers.into_values().collect()
}

/// The entry of a ticker, with the first name of its company.
fn entry(tickers: &mut BTreeMap<String, Ticker>, Named { symbol, company, span }: Named) -> &mut Ticker {
    let new = || Ticker { symbol: symbol.clone(), company: None, notes: Vec::new(), rows: Vec::new(), span };
    let entry = tickers.entry(symbol.clone()).or_insert_with(new);
    entry.company = entry.company.take().or(company);
    entry
}

/// Related notes: those that share most tags, vendors, models and themes.
fn related(site: &Site, newest: &[NoteId]) -> Vec<Vec<NoteId>> {
    let mut rank = vec![0u32; site.notes.len()];
    let mut postings: BTreeMap<Feature<'_>, Vec<NoteId>> = BTreeMap::new();
    for (place, id) in newest.iter().enumerate() {
        rank[id.index()] = place as u32;
        let place = site.place(*id);
        if !site.is_original(*id) || place.expired {
            continue;
        }
        for feature in features(site, *id) {
            let list = postings.entry(feature).or_default();
            if list.len() < NEWEST {
                list.push(*id);
            }
        }
    }
    (0..site.notes.len())
        .into_par_iter()
        .map_init(
            || vec![0; site.notes.len()],
            |shared, index| most_alike(site, NoteId::at(index), (&postings, &rank), shared),
        )
        .collect()
}

/// What two notes can share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Feature<'a> {
    Tag(&'a str),
    Note(NoteId),
}

fn features(site: &Site, id: NoteId) -> Vec<Feature<'_>> {
    let note = site.note(id);
    let mut features: Vec<Feature<'_>> =
        note.front.tags.iter().map(|tag| Feature::Tag(tag.value.as_str())).collect();
    let notes: Vec<NoteId> = match &note.details {
        Details::Model(model) => vec![model.vendor],
        Details::Theme(theme) => [theme.vendors.as_slice(), &theme.models].concat(),
        Details::Report(report) => [report.vendors.as_slice(), &report.models, &report.themes].concat(),
        Details::Vendor(_) | Details::Page => Vec::new(),
    };
    features.extend(notes.into_iter().map(Feature::Note));
    features.sort();
    features.dedup();
    features
}

/// The notes that share most with a note, the newest first of those that share as much. `shared` counts per
/// note what it shares; it is zero before and after.
fn most_alike(
    site: &Site,
    id: NoteId,
    (postings, rank): (&BTreeMap<Feature<'_>, Vec<NoteId>>, &[u32]),
    shared: &mut [u32],
) -> Vec<NoteId> {
    let own = original(site, id);
    if site.note(id).kind() == Kind::Page {
        return Vec::new();
    }
    let mut hits: Vec<NoteId> = Vec::new();
    for feature in features(site, own) {
        for other in postings.get(&feature).into_iter().flatten().filter(|other| **other != own) {
            if shared[other.index()] == 0 {
                hits.push(*other);
            }
            shared[other.index()] += 1;
        }
    }
    let mut best: Vec<(Reverse<u32>, u32, NoteId)> = Vec::with_capacity(RELATED + 1);
    for other in hits {
        let count = std::mem::take(&mut shared[other.index()]);
        let scored = (Reverse(count), rank[other.index()], other);
        if best.len() < RELATED || best.last().is_some_and(|last| scored < *last) {
            best.insert(best.partition_point(|known| *known < scored), scored);
            best.truncate(RELATED);
        }
    }
    let lang: LangId = site.note(id).lang;
    best.iter().map(|(_, _, other)| site.edition(*other, lang)).collect()
}
