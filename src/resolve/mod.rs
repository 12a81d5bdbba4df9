//! Holds the site against itself: every name finds what it names, every URL is taken once.

mod clock;
mod editions;
mod names;
mod urls;
mod datasets;
mod conflicts;
mod pins;
mod ground;
mod numbers;
mod generated;
mod page;
mod assets;
mod links;
mod fact;
mod prose;
mod front;
mod figure;
mod taxonomy;
mod changes;
mod policy;
mod schedule;
mod sense;
mod unsaid;
mod slices;
mod findings;
mod planned;
mod about;
mod dashboards;

pub use self::clock::Options;

use std::collections::HashMap;

use rayon::prelude::*;

use self::clock::{Published, Withheld};
use self::generated::Awaited;
use self::ground::Ground;
use self::names::Names;
use self::numbers::Numbers;
use self::page::{Left, Page};
use crate::diag::{Checked, Diagnostic};
use crate::model::change::Changes;
use crate::model::config::Source;
use crate::model::dataset::{BoundDataset, Dataset};
use crate::model::figure::Figure;
use crate::model::id::{AssetId, NoteId, SourceId};
use crate::model::lock::Asks;
use crate::model::note::{Kind, Note};
use crate::model::prose::Edition;
use crate::model::site::{Draft, Place, Site};
use crate::model::stage::{Bound, Raw};
use crate::source::{Located, Sources};

/// Resolves a site. Where there are errors the site holds stand-ins and must not be rendered.
pub fn resolve(sources: &Sources, draft: Draft, options: &Options) -> Checked<Site> {
    let mut diagnostics = Vec::new();
    let Draft { config, sources: cited, notes, datasets, locks, assets } = draft;
    let today = config.time_zone.day_of(options.now);
    let notes = editions::inherit_all(notes, &mut diagnostics);
    let published = clock::publish(notes, &config, options);
    let assets = assets::place(sources, &assets, &published);
    let Published { mut notes, withheld, expired } = published;
    let texts = take_texts(&mut notes);
    let editions = editions::of_notes(&notes);
    let names = Names::new(&notes, &editions, &withheld);
    let claims = urls::claim(sources, &config, &notes, &datasets, &assets).unpack(&mut diagnostics);
    let keys = by_key(&cited);
    let lookup = datasets::Lookup { sources, names: &names, notes: &notes, cited: &cited, keys: &keys };
    let datasets = bind_datasets(&lookup, datasets, &mut diagnostics);
    let pins = pins::Binder { lookup: &lookup, config: &config, editions: &editions, live: &datasets, today }
        .bind(locks, &mut diagnostics);
    let ground = Ground::new(ground::Parts {
        lookup: &lookup,
        config: &config,
        editions: &editions,
        datasets: &datasets,
        pins: &pins,
        assets: &assets,
        claims: &claims,
        today,
    });
    let pages = bind_notes(&ground, &mut diagnostics);
    let mut site = Site {
        today,
        places: Vec::with_capacity(pages.len()),
        notes: Vec::with_capacity(pages.len()),
        figures: Vec::new(),
        tags: Vec::new(),
        tickers: Vec::new(),
        redirects: claims.redirects,
        cited_by: vec![Vec::new(); cited.len()],
        changes: Changes::default(),
        sources: cited,
        datasets,
        pinned: pins.datasets,
        pins: pins.pins,
        asks: asks(sources, &notes, &editions),
        assets,
        config,
    };
    let links = add_pages(&mut site, pages, texts, |index| Place {
        url: claims.urls[index].clone(),
        editions: editions[index].clone(),
        expired: expired[index],
        ..Place::default()
    });
    // What the site was made from takes a while to let go of.
    rayon::spawn(move || drop(notes));
    complete(sources, &mut site, &links, &mut diagnostics);
    check(sources, &site, &withheld, &mut diagnostics);
    Checked { value: site, diagnostics }
}

/// Sources by their keys.
fn by_key(cited: &[Source]) -> HashMap<&str, SourceId> {
    cited.iter().zip(0..).map(|(source, at)| (source.key.as_str(), SourceId::at(at))).collect()
}

/// What is asked of the site as a whole.
fn check(sources: &Sources, site: &Site, withheld: &[Withheld], diagnostics: &mut Vec<Diagnostic>) {
    assets::check_linked(sources, site, withheld, diagnostics);
    assets::check_logo(sources, &site.config, diagnostics);
    policy::check(sources, site, diagnostics);
    schedule::check(sources, site, diagnostics);
    sense::check(sources, site, diagnostics);
    dashboards::check(sources, site, diagnostics);
    taxonomy::check(site, diagnostics);
    unsaid::check(site, diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
}

/// Adds what follows from the notes and data together: lists, changes, figures that no author asked for.
fn complete(sources: &Sources, site: &mut Site, links: &Links, diagnostics: &mut Vec<Diagnostic>) {
    taxonomy::arrange(site, &links.to_notes);
    site.changes = changes::of_site(site);
    let seen = &*site;
    let (about, dashboards) = rayon::join(|| about::figures(seen), || dashboards::figures(seen));
    about.into_iter().chain(dashboards).for_each(|figure| planned::add(site, figure));
    generated::check_awaited(sources, site, &links.awaited, diagnostics);
}

/// What each report asks of the data, for the command that pins it.
fn asks(sources: &Sources, notes: &[Note<Raw>], editions: &[Vec<Edition>]) -> Vec<(NoteId, Asks)> {
    let reports = (0..notes.len()).into_par_iter().filter(|index| notes[*index].kind() == Kind::Report);
    let originals =
        reports.map(NoteId::at).filter(|id| editions[id.index()].first().is_none_or(|e| e.note == *id));
    originals.map(|id| (id, pins::asks(sources, notes, &editions[id.index()]))).collect()
}

/// Where links of notes lead.
struct Links {
    /// Per note the notes that it links to.
    to_notes: Vec<Vec<NoteId>>,
    /// Links to what is there only if notes and data together make it.
    awaited: Vec<Located<Awaited>>,
}

/// Puts bound notes into the site, with their texts, places and figures; gives what they link to.
fn add_pages(
    site: &mut Site,
    pages: Vec<BoundPage>,
    texts: Vec<(String, String)>,
    place: impl Fn(usize) -> Place,
) -> Links {
    let mut links = Links { to_notes: Vec::with_capacity(pages.len()), awaited: Vec::new() };
    for (index, (mut page, text)) in pages.into_iter().zip(texts).enumerate() {
        (page.note.body.prose.html, page.note.body.plain) = text;
        if !page.said.is_empty() {
            page.note.body.plain = fact::filled(&page.note.body.plain, &page.said);
            let said: Vec<String> = page.said.iter().map(|words| escaped(words)).collect();
            let headings = &mut page.note.body.headings;
            headings.iter_mut().for_each(|heading| heading.html = fact::filled(&heading.html, &said));
        }
        let Place { url, editions, expired, .. } = place(index);
        site.places.push(Place { url, editions, expired, ..page.place });
        site.notes.push(page.note);
        site.figures.extend(page.figures);
        page.assets.iter().for_each(|asset| site.assets[asset.index()].published = true);
        links.to_notes.push(page.outlinks);
        links.awaited.extend(page.awaited);
    }
    links
}

/// A text as HTML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The texts of bodies, as HTML and plain: binding fills their holes without reading them, so they move
/// past it instead of being copied.
fn take_texts(notes: &mut [Note<Raw>]) -> Vec<(String, String)> {
    let take = |note: &mut Note<Raw>| {
        let body = &mut note.body;
        (std::mem::take(&mut body.prose.html), std::mem::take(&mut body.plain))
    };
    notes.iter_mut().map(take).collect()
}

fn bind_datasets(
    lookup: &datasets::Lookup<'_>,
    datasets: Vec<Dataset>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<BoundDataset> {
    let bind = |mut dataset| {
        let mut told = Vec::new();
        let withheld = datasets::take_withheld(lookup.names, &mut dataset);
        let mut bound = datasets::bind(lookup, dataset).unpack(&mut told);
        bound.withheld = withheld.map(Box::new);
        conflicts::bind(lookup, &mut bound, &mut told);
        Checked { value: bound, diagnostics: told }
    };
    let bound: Vec<Checked<BoundDataset>> = datasets.into_par_iter().map(bind).collect();
    bound.into_iter().map(|checked| checked.unpack(diagnostics)).collect()
}

/// A note bound, with what its page adds to the site.
struct BoundPage {
    note: Note<Bound>,
    place: Place,
    figures: Vec<Figure>,
    outlinks: Vec<NoteId>,
    /// Copied files that it shows or links to.
    assets: Vec<AssetId>,
    /// Links to what is there only if notes and data together make it.
    awaited: Vec<Located<Awaited>>,
    /// The words of the facts of the body, by their numbers.
    said: Vec<String>,
}

fn bind_notes(ground: &Ground<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<BoundPage> {
    let numbers = numbers::number(ground);
    let pages: Vec<Checked<BoundPage>> = (0..ground.notes.len())
        .into_par_iter()
        .map(|index| bind_note(ground, &numbers, NoteId::at(index)))
        .collect();
    pages.into_iter().map(|page| page.unpack(diagnostics)).collect()
}

fn bind_note(ground: &Ground<'_>, numbers: &Numbers, id: NoteId) -> Checked<BoundPage> {
    let raw = &ground.notes[id.index()];
    let mut page = Page::new(ground, numbers, id);
    let (front, details) = front::bind(&mut page, raw);
    let body = prose::body(&mut page, &raw.body);
    let said = page.take_said();
    page.list_sources(&front.sources);
    let figures = figure::bind_all(&mut page);
    fact::check_unused(&mut page);
    let place = Place {
        citations: page.citations(),
        figures: body.blocks.clone(),
        body_figures: body.blocks.len(),
        facts: std::mem::take(&mut page.facts),
        ..Place::default()
    };
    let (lang, stem, bundle) = (raw.lang, raw.stem.clone(), raw.bundle);
    let note = Note { file: raw.file, lang, stem, bundle, front, details, body };
    assets::named_in_extra(&mut page, &raw.front.extra);
    let Left { outlinks, assets, awaited, diagnostics } = page.finish();
    Checked { value: BoundPage { note, place, figures, outlinks, assets, awaited, said }, diagnostics }
}
