//! The page that puts models side by side: those that `site.yaml` names, or the newest priced one of each vendor.

use std::collections::BTreeSet;

use super::named::measures;
use crate::diag::{Diagnostic, catalog, nearest};
use crate::format::Lang;
use crate::model::figure::{Attribute, MatrixPlan, Measure, ModelField, Plan};
use crate::model::id::{LangId, NoteId};
use crate::model::note::{Details, Kind};
use crate::model::site::Site;
use crate::resolve::about;
use crate::resolve::planned::Planned;
use crate::source::Sources;

/// How many models are shown.
const MOST_MODELS: usize = 8;

/// The table.
pub fn figures(site: &Site, lang: LangId) -> Vec<Planned> {
    let (prices, scores) = (measures(site, "prices"), measures(site, "benchmarks"));
    let chosen: Vec<NoteId> =
        site.config.compare.iter().filter_map(|name| model(site, &name.value)).take(MOST_MODELS).collect();
    let words = Lang::from_code(site.config.code(lang));
    let (id, title, models) = match chosen.is_empty() {
        true => (
            "newest-models",
            words.pick("The newest priced models, one a vendor", "各厂商最新的标价模型"),
            newest(site, &prices),
        ),
        false => ("models", words.pick("Models side by side", "模型对照"), chosen),
    };
    if models.is_empty() {
        return Vec::new();
    }
    let fields = [
        ModelField::Vendor,
        ModelField::Released,
        ModelField::Status,
        ModelField::ContextTokens,
        ModelField::Modalities,
        ModelField::OpenWeights,
    ];
    let shown = prices
        .into_iter()
        .chain(scores)
        .filter(|measure| models.iter().filter(|model| has_row(site, measure, **model)).count() >= 2);
    let attributes = fields.into_iter().map(Attribute::Field).chain(shown.map(Attribute::Measure)).collect();
    vec![Planned::new(id, title, Plan::Matrix(MatrixPlan { models, attributes, dated: true }))]
}

/// Tells names in `compare:` of `site.yaml` that no model has, and those beyond what a page has room for.
pub fn check(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let list = &site.config.compare;
    for name in list {
        let file = format!("models/{}.md", name.value);
        if model(site, &name.value).is_some() || sources.find(&file).is_some() {
            continue;
        }
        let models = || originals(site).map(|id| site.note(id));
        let near = nearest(&name.value, models().map(|note| note.stem.as_str()));
        let found = near.and_then(|near| models().find(|note| note.stem == near));
        let near = found.map(|note| (note.stem.as_str(), sources.shown_path(note.file)));
        let near = near.as_ref().map(|(stem, file)| (*stem, file.as_str()));
        diagnostics.push(catalog::reference::unknown_reference(
            name.span,
            Kind::Model.word(),
            &name.value,
            near,
        ));
    }
    if let Some(first) = list.get(MOST_MODELS) {
        diagnostics.push(catalog::config::too_many_entries(first.span, "compare", MOST_MODELS));
    }
}

/// The newest model of each vendor that has a price and is offered still.
fn newest(site: &Site, prices: &[Measure]) -> Vec<NoteId> {
    let has_price = |model: &NoteId| prices.iter().any(|measure| has_row(site, measure, *model));
    let mut vendors = BTreeSet::new();
    crate::resolve::taxonomy::newest_first(site)
        .into_iter()
        .filter(|id| site.is_original(*id) && matches!(site.note(*id).details, Details::Model(_)))
        .filter(|id| has_price(id) && !about::is_retired(site, *id))
        .filter(|id| match &site.note(*id).details {
            Details::Model(model) => vendors.insert(model.vendor),
            _ => false,
        })
        .take(MOST_MODELS)
        .collect()
}

/// The models, each once.
fn originals(site: &Site) -> impl Iterator<Item = NoteId> + '_ {
    let ids = (0..site.notes.len()).map(NoteId::at);
    ids.filter(|id| site.is_original(*id) && site.note(*id).kind() == Kind::Model)
}

/// The model of a name: that of its file or its slug.
fn model(site: &Site, name: &str) -> Option<NoteId> {
    originals(site).find(|id| {
        let note = site.note(*id);
        note.stem == name || note.front.slug.as_ref().is_some_and(|slug| slug.value == name)
    })
}

fn has_row(site: &Site, measure: &Measure, model: NoteId) -> bool {
    let bound = site.dataset(measure.data);
    measure.rows.iter().any(|row| bound.note(*row, measure.model) == Some(model))
}
