//! Languages: which notes are editions of one another, and what a translation takes from its original.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, catalog};
use crate::model::date::Date;
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Front, Kind, Model, Note, Report, Theme, Vendor};
use crate::model::prose::Edition;
use crate::model::stage::Raw;
use crate::source::{Located, Span};

/// Lets every translation take what it leaves out from its original (the default language's edition).
pub fn inherit_all(mut notes: Vec<Note<Raw>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Note<Raw>> {
    let originals: BTreeMap<(Kind, String), usize> = notes
        .iter()
        .enumerate()
        .filter(|(_, note)| note.lang == LangId::DEFAULT)
        .map(|(index, note)| ((note.kind(), note.stem.clone()), index))
        .collect();
    for index in 0..notes.len() {
        if notes[index].lang == LangId::DEFAULT {
            continue;
        }
        let key = (notes[index].kind(), notes[index].stem.clone());
        match originals.get(&key) {
            Some(original) => {
                let original = notes[*original].clone_front();
                agree(&notes[index], &original, diagnostics);
                inherit(&mut notes[index], original);
            }
            None => stands_alone(&notes[index], diagnostics),
        }
    }
    notes
}

/// The editions of each note, itself included, in the order of the site's languages.
pub fn of_notes(notes: &[Note<Raw>]) -> Vec<Vec<Edition>> {
    let mut families: BTreeMap<(Kind, &str), Vec<Edition>> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        let edition = Edition { lang: note.lang, note: NoteId::at(index) };
        families.entry((note.kind(), note.stem.as_str())).or_default().push(edition);
    }
    for family in families.values_mut() {
        family.sort_by_key(|edition| (edition.lang, edition.note));
        family.dedup_by_key(|edition| edition.lang);
    }
    notes.iter().map(|note| families[&(note.kind(), note.stem.as_str())].clone()).collect()
}

/// A translation without an original must hold what is required.
fn stands_alone(note: &Note<Raw>, diagnostics: &mut Vec<Diagnostic>) {
    let missing = match &note.details {
        _ if note.front.title.is_none() => Some("title"),
        Details::Model(model) if model.vendor.is_none() => Some("vendor"),
        Details::Report(report) if report.date.is_none() => Some("date"),
        _ => None,
    };
    if let Some(key) = missing {
        diagnostics.push(catalog::reference::lone_translation(Span::whole(note.file), key, &note.stem));
    }
}

/// What a translation can take.
type Heritage = (Front<Raw>, Details<Raw>);

impl Note<Raw> {
    fn clone_front(&self) -> Heritage {
        (self.front.clone(), self.details.clone())
    }
}

/// A translation says again what its original says, or leaves it out: a date, a rating, a status that readers of two
/// languages would see differ is a mistake.
fn agree(note: &Note<Raw>, (_, original): &Heritage, diagnostics: &mut Vec<Diagnostic>) {
    let same: Vec<(&str, bool)> = match (&note.details, original) {
        (Details::Report(own), Details::Report(original)) => vec![
            ("date", value(&own.date) == value(&original.date)),
            ("as_of", value(&own.as_of) == value(&original.as_of)),
            ("vendors", names(&own.vendors) == names(&original.vendors)),
            ("models", names(&own.models) == names(&original.models)),
            ("themes", names(&own.themes) == names(&original.themes)),
            ("tickers", names(&own.tickers) == names(&original.tickers)),
            ("ratings", ratings(own) == ratings(original)),
            ("corrections", corrected(own) == corrected(original)),
            ("supersedes", value(&own.supersedes) == value(&original.supersedes)),
        ],
        (Details::Theme(own), Details::Theme(original)) => vec![
            ("stance", value(&own.stance) == value(&original.stance)),
            ("stance_since", value(&own.stance_since) == value(&original.stance_since)),
            ("vendors", names(&own.vendors) == names(&original.vendors)),
            ("models", names(&own.models) == names(&original.models)),
        ],
        (Details::Model(own), Details::Model(original)) => vec![
            ("vendor", value(&own.vendor) == value(&original.vendor)),
            ("family", own.family == original.family),
            ("released", value(&own.released) == value(&original.released)),
            ("status", own.status == original.status),
            ("context_tokens", own.context_tokens == original.context_tokens),
            ("open_weights", own.open_weights == original.open_weights),
            ("modalities", modalities(own) == modalities(original)),
            ("supersedes", value(&own.supersedes) == value(&original.supersedes)),
        ],
        (Details::Vendor(own), Details::Vendor(original)) => vec![
            ("country", own.country == original.country),
            ("founded", own.founded == original.founded),
            ("tickers", names(&own.tickers) == names(&original.tickers)),
            ("color", value(&own.color) == value(&original.color)),
        ],
        _ => Vec::new(),
    };
    for (key, _) in same.into_iter().filter(|(_, same)| !same) {
        let given = note.front.given.iter().find(|given| given.value == key);
        diagnostics
            .extend(given.map(|given| catalog::reference::other_than_original(given.span, key, &note.stem)));
    }
}

fn value<T>(given: &Option<Located<T>>) -> Option<&T> {
    given.as_ref().map(|given| &given.value)
}

/// Names, in whatever order they stand.
fn names(list: &[Located<String>]) -> BTreeSet<&str> {
    list.iter().map(|name| name.value.as_str()).collect()
}

/// The ratings of a report, as readers see them.
fn ratings(report: &Report<Raw>) -> Vec<[Option<&str>; 5]> {
    let each = report.ratings.iter().map(|given| {
        let previous = given.previous.as_ref().map(|previous| previous.value.as_str());
        let (ticker, rating) = (given.ticker.value.as_str(), given.rating.value.as_str());
        [Some(ticker), Some(rating), previous, given.target_price.as_deref(), given.currency.as_deref()]
    });
    each.collect()
}

/// When a report was corrected.
fn corrected(report: &Report<Raw>) -> Vec<Date> {
    report.corrections.iter().map(|made| made.date.value).collect()
}

fn modalities(model: &Model<Raw>) -> [BTreeSet<&str>; 2] {
    [&model.modalities_in, &model.modalities_out].map(|words| words.iter().map(String::as_str).collect())
}

fn inherit(note: &mut Note<Raw>, (front, details): Heritage) {
    let own = &mut note.front;
    own.title = own.title.take().or(front.title);
    own.date = own.date.take().or(front.date);
    own.updated = own.updated.take().or(front.updated);
    own.publish_at = own.publish_at.take().or(front.publish_at);
    own.expires_at = own.expires_at.take().or(front.expires_at);
    own.draft |= front.draft;
    own.slug = own.slug.take().or(front.slug);
    fill(&mut own.tags, front.tags);
    fill(&mut own.authors, front.authors);
    fill(&mut own.sources, front.sources);
    fill(&mut own.extra, front.extra);
    let fresh =
        front.facts.into_iter().filter(|(name, _)| own.facts.iter().all(|(own, _)| own.value != name.value));
    let fresh: Vec<_> = fresh.collect();
    own.facts.extend(fresh);
    match (&mut note.details, details) {
        (Details::Vendor(own), Details::Vendor(original)) => inherit_vendor(own, original),
        (Details::Model(own), Details::Model(original)) => inherit_model(own, *original),
        (Details::Theme(own), Details::Theme(original)) => inherit_theme(own, *original),
        (Details::Report(own), Details::Report(original)) => inherit_report(own, *original),
        _ => {}
    }
}

/// A list that is left out is taken from the original.
fn fill<T>(own: &mut Vec<T>, original: Vec<T>) {
    if own.is_empty() {
        *own = original;
    }
}

fn inherit_vendor(own: &mut Vendor, original: Vendor) {
    fill(&mut own.also_known_as, original.also_known_as);
    fill(&mut own.tickers, original.tickers);
    own.country = own.country.take().or(original.country);
    own.founded = own.founded.or(original.founded);
    own.parent = own.parent.take().or(original.parent);
    own.website = own.website.take().or(original.website);
    own.color = own.color.take().or(original.color);
}

fn inherit_model(own: &mut Model<Raw>, original: Model<Raw>) {
    own.vendor = own.vendor.take().or(original.vendor);
    own.family = own.family.take().or(original.family);
    own.released = own.released.take().or(original.released);
    own.status = own.status.or(original.status);
    own.parameters = own.parameters.take().or(original.parameters);
    own.context_tokens = own.context_tokens.or(original.context_tokens);
    fill(&mut own.modalities_in, original.modalities_in);
    fill(&mut own.modalities_out, original.modalities_out);
    own.license = own.license.take().or(original.license);
    own.open_weights = own.open_weights.or(original.open_weights);
    own.supersedes = own.supersedes.take().or(original.supersedes);
    fill(&mut own.also_known_as, original.also_known_as);
}

fn inherit_theme(own: &mut Theme<Raw>, original: Theme<Raw>) {
    own.stance = own.stance.take().or(original.stance);
    fill(&mut own.watchlist, original.watchlist);
    fill(&mut own.vendors, original.vendors);
    fill(&mut own.models, original.models);
}

fn inherit_report(own: &mut Report<Raw>, original: Report<Raw>) {
    own.date = own.date.take().or(original.date);
    own.as_of = own.as_of.take().or(original.as_of);
    fill(&mut own.vendors, original.vendors);
    fill(&mut own.models, original.models);
    fill(&mut own.themes, original.themes);
    fill(&mut own.tickers, original.tickers);
    fill(&mut own.ratings, original.ratings);
    fill(&mut own.corrections, original.corrections);
    own.reviewed_by = own.reviewed_by.take().or(original.reviewed_by);
    own.supersedes = own.supersedes.take().or(original.supersedes);
}
