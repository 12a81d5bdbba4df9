//! Charts: binds what a kind takes to columns and rows, and checks that the chart can be drawn honestly.

use chrono::NaiveDate;

use super::rows::{self, Shown};
use super::{checks, fit, honest, meaning, parts, reach, time};
use crate::diag::catalog;
use crate::model::dataset::{Dataset, Time};
use crate::model::figure::{
    Block, Channel, ChartAsk, ChartKind, ChartPlan, Columns, Plan, Role, Rule, SeriesAsk, SeriesOrder, Shape,
    Usual, Wants,
};
use crate::model::id::ColumnId;
use crate::model::query;
use crate::resolve::fact;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Binds a chart of rows.
pub fn chart(page: &mut Page<'_>, block: &Block, ask: &ChartAsk, as_of: NaiveDate) -> Option<Plan> {
    let data = ask.data.as_ref().expect("charts of measures are bound elsewhere");
    let shown = choose(page, ask, data, (block.span, as_of, false));
    let Some(mut shown) = shown else {
        check_columns(page, ask, data);
        return None;
    };
    let dataset = &shown.bound.dataset;
    let shape = ask.kind.value.shape();
    let bind = Binding { dataset, shape, span: block.span };
    let x = bind.channel(page, shape.x, ask.x.as_ref());
    let series = bind.series(page, ask.series.as_ref());
    let columns = bind.columns(page, ask);
    let parts = parts::bind(page, &shown, ask, (block.span, as_of));
    let y = match parts.as_ref().and_then(|parts| parts.first()) {
        Some(part) if ask.y.is_none() => Some(Channel::plain(part.column)),
        _ => bind.channel(page, shape.y, ask.y.as_ref()),
    };
    let (x, mut y, series, parts) = (x?, y?, series?, parts?);
    y.log |= ask.log;
    y.format = y.format.take().or_else(|| ask.format.clone());
    if shape.parts.is_empty() {
        shown.rows = query::agreed(dataset, &shown.rows, y.field);
    } else {
        shown.rows = parts::rows(&parts);
    }
    let plan = ChartPlan {
        kind: ask.kind.value,
        data: shown.id,
        rows: Vec::new(),
        x,
        y,
        series,
        columns: columns?,
        parts,
        style: fact::style(page, &ask.style, block.span),
    };
    if block.flawed {
        // With a key misread it may show other rows than its author means: only what it names was looked up.
        return None;
    }
    let sound = checks::chart(page, &shown, ask, (&plan, block.span));
    let sound = honest::chart(page, &shown, (ask, sound), (&plan, block.span)) && sound;
    let sound = sound && meaning::chart(page, &shown, ask, (&plan, block.span));
    let sound = fit::chart(page, &shown, &plan) && sound;
    let sound = time::chart(page, &shown, &plan, block.span) && sound;
    let sound = reach::chart(page, &shown, (&plan, block.span), as_of) && sound;
    sound.then(|| Plan::Chart(Box::new(ChartPlan { rows: shown.rows, ..plan })))
}

/// The rows that a chart shows; of a price list, where it shows how things stand, the row in force is meant, not every price
/// there ever was.
fn choose<'a>(
    page: &mut Page<'a>,
    ask: &ChartAsk,
    data: &Located<String>,
    when: (Span, NaiveDate, bool),
) -> Option<Shown<'a>> {
    let (span, as_of, _) = when;
    if ask.kind.value == ChartKind::Timeline {
        return rows::choose_planned(page, data, &ask.filter, (span, as_of));
    }
    if !stands_still(page, ask, data) {
        return rows::choose(page, data, &ask.filter, when);
    }
    let (mut shown, day) = rows::choose_standing(page, data, &ask.filter, when)?;
    if day.is_none() {
        rows::drop_superseded(page, &mut shown, &ask.filter, (span, as_of));
        shown.rows = rows::in_force(page, &shown, (span, as_of));
    }
    Some(shown)
}

/// Whether a kind shows how things stand on a day, of rows that hold until the next.
fn stands_still(page: &Page<'_>, ask: &ChartAsk, data: &Located<String>) -> bool {
    let Some((_, bound)) = page.find_dataset(&data.value) else { return false };
    let dataset = &bound.dataset;
    let is_time = |name: &Located<String>| {
        dataset.schema.time.zip(dataset.column(&name.value)).is_some_and(|(time, column)| time.has(column))
    };
    let x = ask.x.as_ref().map(|x| &x.field);
    let over_time = match (x, ask.kind.value.shape().x.usual) {
        (None, Usual::Time) => true,
        _ => x.into_iter().chain(ask.series.as_ref().map(|series| &series.field)).any(is_time),
    };
    let kinds = [ChartKind::Bar, ChartKind::Column, ChartKind::Scatter];
    query::is_step(dataset) && dataset.schema.time.is_some() && kinds.contains(&ask.kind.value) && !over_time
}

/// Columns are checked even where no row is left.
fn check_columns(page: &mut Page<'_>, ask: &ChartAsk, data: &Located<String>) {
    let Some((_, bound)) = page.find_dataset(&data.value) else { return };
    let dataset = &bound.dataset;
    let channels = [&ask.x, &ask.y].into_iter().flatten().map(|channel| &channel.field);
    let series = ask.series.as_ref().map(|series| &series.field);
    let others = ask.columns.0.iter().map(|(_, name)| name);
    for name in channels.chain(series).chain(others) {
        rows::column(page, dataset, name);
    }
}

/// A dataset and what a kind takes from it.
struct Binding<'d> {
    dataset: &'d Dataset,
    shape: &'static Shape,
    span: Span,
}

impl Binding<'_> {
    /// Binds a channel, or takes the usual column where none is named.
    fn channel(
        &self,
        page: &mut Page<'_>,
        rule: Rule,
        raw: Option<&Channel<Located<String>>>,
    ) -> Option<Channel<ColumnId>> {
        let Some(raw) = raw else {
            let usual = self.usual(rule);
            if usual.is_none() {
                self.tell_missing(page, rule);
            }
            return usual.map(Channel::plain);
        };
        let column = rows::column(page, self.dataset, &raw.field)?;
        self.fits(page, rule, (&raw.field, column)).then(|| raw.on(column))
    }

    fn tell_missing(&self, page: &mut Page<'_>, rule: Rule) {
        let key = rule.keys.first().copied().unwrap_or("date");
        page.report(catalog::figure::missing_channel(self.span, key, self.shape.word));
    }

    fn usual(&self, rule: Rule) -> Option<ColumnId> {
        let schema = &self.dataset.schema;
        match rule.usual {
            Usual::Named | Usual::Nothing => None,
            Usual::Measure => schema.measure,
            Usual::Called(name) => self.dataset.column(name),
            Usual::Time => schema.time.map(|time| match time {
                Time::At(column) | Time::Between(column, _) => column,
            }),
        }
    }

    /// Whether a column holds what a channel wants.
    fn fits(&self, page: &mut Page<'_>, rule: Rule, (name, column): (&Located<String>, ColumnId)) -> bool {
        let (fits, wanted) = match rule.wants {
            Wants::Anything => (true, ""),
            Wants::Numbers => (rows::is_number(self.dataset, column), "a column of numbers"),
            Wants::Ordered => (rows::is_ordered(self.dataset, column), "dates, periods or numbers"),
            Wants::Dates => (rows::is_dated(self.dataset, column), "dates or periods"),
        };
        if !fits {
            let key = rule.keys.first().copied().unwrap_or("y");
            rows::wrong_type(page, self.dataset, (key, name), column, wanted);
        }
        fits
    }

    /// Binds what makes series; the outer `None` is a mistake, the inner one means that there is none.
    #[allow(clippy::option_option, reason = "a mistake differs from an absence")]
    fn series(
        &self,
        page: &mut Page<'_>,
        raw: Option<&SeriesAsk<Located<String>>>,
    ) -> Option<Option<SeriesAsk<ColumnId>>> {
        let Some(rule) = self.shape.series else { return Some(None) };
        let Some(raw) = raw else {
            let usual = self.usual(rule);
            if usual.is_none() && rule.usual == Usual::Named {
                self.tell_missing(page, rule);
                return None;
            }
            return Some(usual.map(SeriesAsk::plain));
        };
        let field = rows::column(page, self.dataset, &raw.field)?;
        let listed = if let SeriesOrder::List(list) = &raw.order { list.as_slice() } else { &[] };
        let named = listed.iter().chain(raw.names.iter().map(|(value, _)| value));
        // All are told, not the first alone.
        let known = named.filter(|value| !rows::exists(page, self.dataset, field, value)).count() == 0;
        let (order, top, rest) = (raw.order.clone(), raw.top.clone(), raw.rest.clone());
        known.then(|| Some(SeriesAsk { field, order, top, rest, names: raw.names.clone() }))
    }

    /// Binds the other columns; an event has its text where the dataset has the usual column for it.
    fn columns(&self, page: &mut Page<'_>, ask: &ChartAsk) -> Option<Columns<ColumnId>> {
        let bind = |(role, name): &(Role, Located<String>)| {
            rows::column(page, self.dataset, name).map(|column| (*role, column))
        };
        let bound: Vec<_> = ask.columns.0.iter().map(bind).collect();
        let mut bound: Vec<_> = bound.into_iter().collect::<Option<_>>()?;
        if self.shape.kind == ChartKind::Timeline && bound.is_empty() {
            let Some(detail) = self.dataset.column("detail") else {
                page.report(catalog::figure::missing_channel(self.span, "label", self.shape.word));
                return None;
            };
            bound.push((Role::Label, detail));
        }
        Some(Columns(bound))
    }
}
