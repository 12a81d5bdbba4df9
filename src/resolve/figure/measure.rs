//! Measures by model: `prices.output` and its like, in scatters and matrices.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::rows::{self, Shown};
use super::table::reference_column;
use super::{checks, fit, meaning, reach};
use crate::diag::{catalog, nearest};
use crate::model::dataset::{BoundDataset, Reference};
use crate::model::figure::{
    Attribute, Block, Channel, ChartAsk, MatrixAsk, MatrixPlan, Measure, MeasuresPlan, ModelField, Plan, Role,
};
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::model::note::Kind;
use crate::model::query;
use crate::model::range::Condition;
use crate::model::text::LocalText;
use crate::model::unit;
use crate::resolve::fact;
use crate::resolve::ground::Ground;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Binds a scatter of two measures.
pub fn scatter(page: &mut Page<'_>, block: &Block, ask: &ChartAsk, as_of: NaiveDate) -> Option<Plan> {
    let mut axis = |name: &str, raw: &Option<Channel<Located<String>>>| {
        let Some(raw) = raw else {
            page.report(catalog::figure::missing_channel(block.span, name, "scatter"));
            return None;
        };
        let measure = measure(page, &raw.field, &ask.filter, as_of)?;
        Some(Channel { log: raw.log || (name == "y" && ask.log), ..raw.on(measure) })
    };
    let (x, y) = (axis("x", &ask.x), axis("y", &ask.y));
    let named = models(page, &ask.models);
    let (mut x, mut y) = (x?, y?);
    if !conditions_apply(page, &ask.filter, &[&x.field, &y.field]) {
        return None;
    }
    let models = if named.is_empty() { with_both(page.ground, &x.field, &y.field) } else { named };
    keep_models(page.ground, &mut x.field, &models);
    keep_models(page.ground, &mut y.field, &models);
    let axes = [(&x.field, &ask.x), (&y.field, &ask.y)];
    if !axes
        .into_iter()
        .all(|(measure, raw)| one_value_each(page, measure, raw.as_ref().map(|raw| &raw.field)))
    {
        return None;
    }
    let span = |raw: &Option<Channel<Located<String>>>| raw.as_ref().map_or(block.span, |raw| raw.field.span);
    let axis_is_sound = |page: &mut Page<'_>, axis, raw| axis_is_sound(page, ask, (axis, span(raw)));
    if !axis_is_sound(page, &x, &ask.x) | !axis_is_sound(page, &y, &ask.y) {
        return None;
    }
    let by_vendor = ask.columns.get(Role::Group).is_some();
    let style = fact::style(page, &ask.style, block.span);
    Some(Plan::Measures(Box::new(MeasuresPlan { models, x, y, by_vendor, style })))
}

/// Whether the values that an axis shows have one unit and one meaning, a format that fits, and stand within its domain.
fn axis_is_sound(page: &mut Page<'_>, ask: &ChartAsk, (axis, span): (&Channel<Measure>, Span)) -> bool {
    let Measure { data: id, value, .. } = axis.field;
    let bound = page.ground.dataset(id);
    let rows: Vec<RowId> = axis.field.leading(bound, LangId::DEFAULT).into_values().collect();
    let values = reach::values(&bound.dataset, &rows, value);
    let fits = fit::axis(page, (&bound.dataset, &rows), (axis, value));
    let is_seen = reach::within(page, &bound.dataset, (axis, span), &values);
    let known = meaning::named(&bound.dataset, ask.filter.iter());
    let shown = Shown { id, bound, rows };
    let one_unit = checks::one_unit(page, &shown, &axis.on(value), span);
    one_unit && meaning::alike(page, (&bound.dataset, &shown.rows), &known, span) && fits && is_seen
}

/// Binds a matrix.
pub fn matrix(page: &mut Page<'_>, block: &Block, ask: &MatrixAsk, as_of: NaiveDate) -> Option<Plan> {
    if !checks::few_cells(page, block.span, (ask.attributes.len(), ask.models.len())) {
        return None;
    }
    let models = models(page, &ask.models);
    let attributes: Vec<_> =
        ask.attributes.iter().map(|name| attribute(page, (name, &ask.filter), as_of)).collect();
    let mut attributes = attributes.into_iter().collect::<Option<Vec<Attribute>>>()?;
    let measures: Vec<&Measure> = attributes.iter().filter_map(Attribute::measure).collect();
    if !conditions_apply(page, &ask.filter, &measures) {
        return None;
    }
    let mut sound = true;
    for (attribute, name) in attributes.iter_mut().zip(&ask.attributes) {
        if let Attribute::Measure(measure) = attribute {
            keep_models(page.ground, measure, &models);
            sound &= one_value_each(page, measure, Some(name));
        }
    }
    if !sound {
        return None;
    }
    Some(Plan::Matrix(MatrixPlan { models, attributes, dated: false }))
}

/// Keeps the rows about the models that are shown, so that no other model has a say in the unit.
fn keep_models(ground: &Ground<'_>, measure: &mut Measure, models: &[NoteId]) {
    let bound = ground.dataset(measure.data);
    let models: BTreeSet<&NoteId> = models.iter().collect();
    let about = |row: &RowId| bound.note(*row, measure.model).is_some_and(|model| models.contains(&model));
    measure.rows.retain(about);
}

/// Whether each model has one value of a measure, as it is named; of lists in several units the one that most rows have
/// is shown, and says so.
fn one_value_each(page: &mut Page<'_>, measure: &Measure, name: Option<&Located<String>>) -> bool {
    let Some(name) = name else { return true };
    let bound = page.ground.dataset(measure.data);
    let dataset = &bound.dataset;
    let mut known = unit::placeholders(dataset, Some(measure.value), LangId::DEFAULT);
    known.push(measure.model);
    let place = |row: RowId| (dataset.key(row, measure.model), 0);
    let about = |row: RowId| {
        let model = catalog::clipped(&dataset.cell(row, measure.model).raw());
        format!("`{}` of `{model}`", catalog::clipped(&name.value))
    };
    checks::one_thing_a_place(page, (dataset, name.span), (&measure.rows, &known), place, about)
        && checks::one_word_each(page, (bound, name.span), &measure.rows, about)
}

/// Whether each condition is on a column of one of the datasets: of those that lack it, it says nothing.
fn conditions_apply(
    page: &mut Page<'_>,
    filter: &[Condition<Located<String>>],
    measures: &[&Measure],
) -> bool {
    let datasets = || measures.iter().map(|measure| &page.ground.dataset(measure.data).dataset);
    let is_lost = |name: &&Located<String>| datasets().all(|dataset| dataset.column(&name.value).is_none());
    let lost: Vec<_> = filter.iter().map(|condition| &condition.column).filter(is_lost).collect();
    let first = datasets().next();
    for (name, dataset) in lost.iter().filter_map(|name| Some((*name, first?))) {
        rows::column(page, dataset, name);
    }
    lost.is_empty()
}

fn attribute(
    page: &mut Page<'_>,
    (name, filter): (&Located<String>, &[Condition<Located<String>>]),
    as_of: NaiveDate,
) -> Option<Attribute> {
    let field = ModelField::ALL.iter().find(|(word, _)| *word == name.value);
    match field {
        Some((_, field)) => Some(Attribute::Field(*field)),
        None => measure(page, name, filter, as_of).map(Attribute::Measure),
    }
}

/// Binds `dataset.metric`: the rows of the metric in force on a day. Conditions hold where the dataset
/// has their column.
fn measure(
    page: &mut Page<'_>,
    name: &Located<String>,
    filter: &[Condition<Located<String>>],
    as_of: NaiveDate,
) -> Option<Measure> {
    let ground = page.ground;
    let Some((data, metric)) = name.value.split_once('.') else {
        let fields = ModelField::ALL.iter().map(|(word, _)| *word);
        // Half of a name is meant as the whole: `contxt` as `context_tokens`.
        let by_part = |field: &&str| nearest(&name.value, field.split('_')).is_some();
        let near = nearest(&name.value, fields.clone()).or_else(|| fields.clone().find(by_part));
        page.report(catalog::figure::unknown_measure(name.span, &name.value, near, "`dataset.metric`"));
        return None;
    };
    let (id, bound) = page.dataset(&Located::new(data.to_owned(), name.span))?;
    let forms = format!("`{data}.` and a value of its metric column");
    let Some((model, metric_column, value)) = columns(bound) else {
        page.report(catalog::figure::unknown_measure(name.span, &name.value, None, &forms));
        return None;
    };
    let dataset = &bound.dataset;
    let Some(symbol) = dataset.values(metric_column).iter().position(|value| value.as_ref() == metric) else {
        let near = nearest(metric, dataset.values(metric_column).iter().skip(1).map(AsRef::as_ref));
        let near = near.map(|near| format!("{data}.{near}"));
        page.report(catalog::figure::unknown_measure(name.span, &name.value, near.as_deref(), &forms));
        return None;
    };
    let of_dataset: Vec<_> = filter
        .iter()
        .filter(|condition| dataset.column(&condition.column.value).is_some())
        .cloned()
        .collect();
    let (day, others) = rows::day_asked(dataset, &of_dataset);
    let conditions = rows::conditions(page, dataset, &others)?;
    let of_metric = |row: &RowId| dataset.symbol(*row, metric_column) as usize == symbol;
    let rows: Vec<RowId> = query::select(bound, &conditions).into_iter().filter(of_metric).collect();
    let rows = match day {
        Some(day) => rows::in_force_on(bound, &conditions, &query::known(dataset, &rows, as_of), day.value),
        None => rows::standing(bound, &conditions, &rows, as_of),
    };
    Some(Measure { data: id, model, value, rows, name: metric_name(ground, id, metric_column, metric) })
}

/// The columns that a measure needs: models, metric, value.
fn columns(bound: &BoundDataset) -> Option<(ColumnId, ColumnId, ColumnId)> {
    let dataset = &bound.dataset;
    let model = reference_column(dataset, Reference::Models)?;
    let value = dataset.schema.measure.or_else(|| dataset.column("value"))?;
    Some((model, dataset.schema.metric?, value))
}

fn metric_name(ground: &Ground<'_>, data: DatasetId, column: ColumnId, metric: &str) -> LocalText {
    let labels = &ground.dataset(data).dataset.field(column).labels;
    let label = labels.iter().find(|(value, _)| value == metric).map(|(_, label)| label.clone());
    label.unwrap_or_else(|| LocalText::plain(metric))
}

fn models(page: &mut Page<'_>, names: &[Located<String>]) -> Vec<NoteId> {
    names.iter().filter_map(|name| page.note(Kind::Model, name)).collect()
}

/// The models that have both measures, in order of their notes.
fn with_both(ground: &Ground<'_>, x: &Measure, y: &Measure) -> Vec<NoteId> {
    let of = |measure: &Measure| -> BTreeSet<NoteId> {
        let bound = ground.dataset(measure.data);
        measure.rows.iter().filter_map(|row| bound.note(*row, measure.model)).collect()
    };
    of(x).intersection(&of(y)).copied().collect()
}
