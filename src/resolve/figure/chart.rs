//! Charts: binds channels and series to columns, and checks that the chart can be drawn honestly.

use chrono::NaiveDate;

use super::checks;
use super::rows::{self, Shown};
use crate::diag::catalog;
use crate::model::dataset::{Dataset, Time};
use crate::model::figure::{Block, Channel, ChartAsk, ChartKind, ChartPlan, Plan, SeriesAsk};
use crate::model::id::ColumnId;
use crate::resolve::fact;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Binds a chart of rows.
pub fn chart(page: &mut Page<'_>, block: &Block, ask: &ChartAsk, as_of: NaiveDate) -> Option<Plan> {
    let data = ask.data.as_ref().expect("charts of measures are bound elsewhere");
    let shown = rows::choose(page, data, &ask.filter, (block.span, as_of));
    let Some(shown) = shown else {
        check_columns(page, ask, data);
        return None;
    };
    let dataset = &shown.bound.dataset;
    let x = x_channel(page, dataset, ask, block.span);
    let y = y_channel(page, dataset, ask, block.span);
    let series = series(page, dataset, ask.series.as_ref());
    let label = optional(page, dataset, ask.label.as_ref());
    let group = optional(page, dataset, ask.group.as_ref());
    let delta = optional(page, dataset, ask.delta.as_ref());
    let plan = ChartPlan {
        kind: ask.kind.value,
        data: shown.id,
        rows: Vec::new(),
        x: x?,
        y: y?,
        series: series?,
        label: label?,
        group: group?,
        delta: delta?,
        style: fact::style(page, &ask.style, block.span),
    };
    let sound = check(page, &shown, ask, &plan, block.span);
    sound.then(|| Plan::Chart(Box::new(ChartPlan { rows: shown.rows, ..plan })))
}

/// Columns are checked even where no row is left.
fn check_columns(page: &mut Page<'_>, ask: &ChartAsk, data: &Located<String>) {
    let Some(id) = page.ground.find_dataset(&data.value) else { return };
    let dataset = &page.ground.datasets[id.index()].dataset;
    let channels = [&ask.x, &ask.y].into_iter().flatten().map(|channel| &channel.field);
    let others = ask.series.as_ref().map(|series| &series.field);
    let names = channels.chain(others).chain(&ask.label).chain(&ask.group).chain(&ask.delta);
    for name in names {
        rows::column(page, dataset, name);
    }
}

/// The horizontal channel; where none is named, the time of the dataset.
fn x_channel(
    page: &mut Page<'_>,
    dataset: &Dataset,
    ask: &ChartAsk,
    span: Span,
) -> Option<Channel<ColumnId>> {
    let kind = ask.kind.value;
    let Some(raw) = &ask.x else {
        let time = dataset.schema.time.map(|time| match time {
            Time::At(column) | Time::Between(column, _) => column,
        });
        let time = time.filter(|_| kind != ChartKind::Bar && kind != ChartKind::Scatter);
        if time.is_none() {
            page.report(catalog::figure::missing_channel(span, "x", word(kind)));
        }
        return time.map(plain);
    };
    let column = rows::column(page, dataset, &raw.field)?;
    let needs_order = !matches!(kind, ChartKind::Bar | ChartKind::Column);
    if needs_order && !rows::is_ordered(dataset, column) {
        let wanted = "dates, periods or numbers";
        page.report(catalog::figure::wrong_column_type(raw.field.span, "x", &raw.field.value, wanted));
        return None;
    }
    Some(rows::channel(raw, column))
}

/// The vertical channel; where none is named, the measure of the dataset.
fn y_channel(
    page: &mut Page<'_>,
    dataset: &Dataset,
    ask: &ChartAsk,
    span: Span,
) -> Option<Channel<ColumnId>> {
    if let Some(raw) = &ask.y {
        return rows::number_channel(page, dataset, raw, "y");
    }
    if dataset.schema.measure.is_none() {
        page.report(catalog::figure::missing_channel(span, "y", word(ask.kind.value)));
    }
    dataset.schema.measure.map(plain)
}

fn plain(field: ColumnId) -> Channel<ColumnId> {
    let (log, domain, ticks) = (false, (None, None), Vec::new());
    Channel { field, log, domain, ticks, format: None, label: None, unit: None }
}

/// Binds the series; the outer `None` is a mistake, the inner one means that there is none.
#[allow(clippy::option_option, reason = "a mistake differs from an absence")]
fn series(
    page: &mut Page<'_>,
    dataset: &Dataset,
    raw: Option<&SeriesAsk<Located<String>>>,
) -> Option<Option<SeriesAsk<ColumnId>>> {
    let Some(raw) = raw else { return Some(None) };
    let field = rows::column(page, dataset, &raw.field)?;
    Some(Some(SeriesAsk {
        field,
        order: raw.order.clone(),
        top: raw.top.clone(),
        rest: raw.rest.clone(),
        names: raw.names.clone(),
    }))
}

#[allow(clippy::option_option, reason = "a mistake differs from an absence")]
fn optional(
    page: &mut Page<'_>,
    dataset: &Dataset,
    raw: Option<&Located<String>>,
) -> Option<Option<ColumnId>> {
    match raw {
        None => Some(None),
        Some(raw) => rows::column(page, dataset, raw).map(Some),
    }
}

fn check(page: &mut Page<'_>, shown: &Shown<'_>, ask: &ChartAsk, plan: &ChartPlan, span: Span) -> bool {
    let kind = plan.kind;
    let axis = |raw: &Option<Channel<Located<String>>>| raw.as_ref().map_or(span, |raw| raw.field.span);
    let mut sound = checks::one_unit(page, shown, &plan.y, span);
    sound &= checks::above_zero(page, shown, &plan.y, axis(&ask.y));
    sound &= checks::above_zero(page, shown, &plan.x, axis(&ask.x));
    let series = plan.series.as_ref().map(|series| series.field);
    if kind != ChartKind::Scatter {
        sound &= checks::one_value_a_place(page, shown, (plan.x.field, series), span);
    }
    if let Some(series) =
        plan.series.as_ref().filter(|_| !matches!(kind, ChartKind::Scatter | ChartKind::Bar))
    {
        sound &= checks::few_series(page, shown, series, (kind, plan.style.stacked, span));
    }
    let named = match kind {
        ChartKind::Bar => Some(plan.x.field),
        ChartKind::Scatter => plan.label.or(plan.group).or(series),
        _ => series,
    };
    sound & checks::highlights_exist(page, shown, named, &plan.style.highlight)
}

/// The word of the fence for a kind.
fn word(kind: ChartKind) -> &'static str {
    ChartKind::ALL.iter().find(|(_, known)| *known == kind).map_or("chart", |(word, _)| word)
}
