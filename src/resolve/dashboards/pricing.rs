//! The page of prices: all of them over time, price against quality, the largest changes, what is in force.

use std::collections::BTreeMap;

use super::named::{dataset, measures};
use crate::format::Lang;
use crate::model::course;
use crate::model::dataset::{BoundDataset, Dataset, Reference};
use crate::model::figure::{
    Channel, ChartKind, ChartPlan, ChartStyle, Columns, CrossPlan, Measure, MeasuresPlan, PartPlan, Plan,
    Role,
};
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::model::query;
use crate::model::site::Site;
use crate::resolve::about::cross_in_force;
use crate::resolve::figure::table::reference_column;
use crate::resolve::findings::{Teller, nearly_the_best};
use crate::resolve::planned::{self, Planned};
use crate::resolve::slices;
use crate::words::word;

/// How many changes are shown.
const MOST_CHANGES: usize = 14;

/// How many models the table of the latest prices has.
const MOST_LATEST: usize = 15;

/// The figures of the dataset `prices`.
pub fn figures(site: &Site, lang: LangId) -> Vec<Planned> {
    let Some((data, bound)) = dataset(site, "prices") else { return Vec::new() };
    let dataset = &bound.dataset;
    let Some(model) = reference_column(dataset, Reference::Models) else { return Vec::new() };
    let words = Lang::from_code(site.config.code(lang));
    let teller = Teller { site, bound, lang };
    let called = |id: &str, found: Option<String>, (en, zh): (&str, &str), plan: Plan| {
        Planned::new(id, found.unwrap_or_else(|| words.pick(en, zh).to_owned()), plan)
    };
    let figure = |id: &str, title: (&str, &str), plan: Plan| called(id, None, title, plan);
    let mut rows: Vec<RowId> = dataset.rows().collect();
    let prices = of_dearest_metric(site, bound, &rows);
    rows.sort_by_key(|row| (std::cmp::Reverse(dataset.row_begin(*row)), *row));
    let mut figures = Vec::new();
    let moved = changes((site, bound), &prices, model);
    figures.extend(moved.map(|Moved { parts, all }| {
        let found = teller.cuts(&parts).filter(|_| all);
        let note = (!all).then(|| word(words, "disputed_left_out").to_owned());
        let plan = planned::pairs(data, model, parts, true);
        let title = ("The latest cuts and rises", "最近的降价与涨价");
        Planned { note, ..called("price-changes", found, title, plan) }
    }));
    figures.extend(against_quality(site).map(|plan| {
        let found = match &plan {
            Plan::Measures(plan) => nearly_the_best(site, lang, (&plan.x.field, &plan.y.field)),
            _ => None,
        };
        called("price-quality", found, ("Price against quality", "价格与质量"), plan)
    }));
    figures.extend(history(data, bound, (&prices, model)).map(|plan| {
        let title = ("Every list price by the day it took effect", "历次标价，按生效日");
        let note = free(dataset, &prices, words);
        Planned { note, ..called("price-history", teller.span(&prices), title, plan) }
    }));
    let force = cross_in_force(dataset, data, (model, &rows), site).map(|plan| match plan {
        Plan::Cross(cross) => Plan::Cross(CrossPlan { dated: true, ..cross }),
        other => other,
    });
    if dataset.schema.redistribute {
        // Where a model has one price of a kind, all of its kinds stand in one line.
        let latest = match &force {
            Some(Plan::Cross(cross)) => Plan::Cross(newest_lines(dataset, cross)),
            _ => planned::latest_rows((site, data), &query::known(dataset, &rows, site.today), &[], 30),
        };
        figures.push(figure("latest-prices", ("Latest prices", "最新标价"), latest));
    }
    figures
        .extend(force.map(|plan| figure("prices-in-force", ("Prices in force today", "当前有效标价"), plan)));
    figures
}

/// The lines of a cross table that changed last, newest first, with the columns that they have.
fn newest_lines(dataset: &Dataset, plan: &CrossPlan) -> CrossPlan {
    let newest = |line: &usize| plan.lines[*line].iter().flatten().map(|row| dataset.row_begin(*row)).max();
    let mut shown: Vec<usize> = (0..plan.lines.len()).collect();
    shown.sort_by_key(|line| (std::cmp::Reverse(newest(line)), *line));
    shown.truncate(MOST_LATEST);
    let has = |column: &usize| shown.iter().any(|line| plan.lines[*line][*column].is_some());
    let columns: Vec<usize> = (0..plan.column_heads.len()).filter(has).collect();
    let line = |line: &usize| columns.iter().map(|column| plan.lines[*line][*column]).collect();
    CrossPlan {
        lines: shown.iter().map(line).collect(),
        line_heads: shown.iter().map(|line| plan.line_heads[*line]).collect(),
        column_heads: columns.iter().map(|column| plan.column_heads[*column]).collect(),
        ..plan.clone()
    }
}

/// The known prices of one unit and of one metric: the one whose prices are highest (of tokens: output).
fn of_dearest_metric(site: &Site, bound: &BoundDataset, rows: &[RowId]) -> Vec<RowId> {
    let dataset = &bound.dataset;
    let rows = slices::of_one_unit(dataset, rows, site.today);
    let (Some(metric), Some(measure)) = (dataset.schema.metric, dataset.schema.measure) else { return rows };
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for row in &rows {
        let value = dataset.cell(*row, measure).number().map_or(0.0, |value| value.to_f64());
        let sum = sums.entry(dataset.symbol(*row, metric)).or_default();
        *sum = (sum.0 + value, sum.1 + 1.0);
    }
    let mean = |sum: &(f64, f64)| sum.0 / sum.1;
    let dearest = sums.iter().max_by(|a, b| mean(a.1).total_cmp(&mean(b.1))).map(|(symbol, _)| *symbol);
    rows.into_iter().filter(|row| Some(dataset.symbol(*row, metric)) == dearest).collect()
}

/// What changed last.
struct Moved {
    /// Before and after.
    parts: Vec<PartPlan>,
    /// Whether they are all: there is none on whose price sources differ.
    all: bool,
}

/// Before and after of the models whose price changed last, one row each. Of a model that several sell, the price of its own
/// vendor; where that leaves several still, no one price can be told.
fn changes((site, bound): (&Site, &BoundDataset), prices: &[RowId], model: ColumnId) -> Option<Moved> {
    let dataset = &bound.dataset;
    let measure = dataset.schema.measure?;
    let series = query::series(dataset);
    let mut models: BTreeMap<i128, BTreeMap<u32, Vec<RowId>>> = BTreeMap::new();
    for row in prices {
        let lists = models.entry(dataset.key(*row, model)).or_default();
        lists.entry(series.of(*row)).or_default().push(*row);
    }
    let one_list = |mut lists: BTreeMap<u32, Vec<RowId>>| {
        if lists.len() > 1 {
            lists.retain(|_, rows| planned::is_own(site, bound, rows[0]));
        }
        let (_, rows) = lists.pop_first()?;
        lists.is_empty().then_some(rows)
    };
    let moves = models.into_values().filter_map(one_list).map(|rows| last_move(dataset, measure, rows));
    let (told, disputed): (Vec<Move>, Vec<Move>) =
        moves.flatten().partition(|moved| matches!(moved, Move::Told(..)));
    let pair = |moved: Move| match moved {
        Move::Told(before, after) => Some((before, after)),
        Move::Disputed => None,
    };
    let mut changes: Vec<(RowId, RowId)> = told.into_iter().filter_map(pair).collect();
    changes.sort_by_key(|(_, after)| (std::cmp::Reverse(dataset.row_begin(*after)), *after));
    changes.truncate(MOST_CHANGES);
    let part =
        |role, rows: Vec<RowId>| PartPlan { role, column: measure, rows, told_by: None, in_force: None };
    let (before, after): (Vec<RowId>, Vec<RowId>) = changes.into_iter().unzip();
    let parts = (before.len() >= 2).then(|| vec![part(Role::From, before), part(Role::To, after)]);
    Some(Moved { parts: parts?, all: disputed.is_empty() })
}

/// The last change of a list, from one of its rows to another.
enum Move {
    Told(RowId, RowId),
    /// Sources differ on what it was before or became.
    Disputed,
}

/// The last two days of a list that differ in their price. Of a day on which sources differ there is no one price.
fn last_move(dataset: &Dataset, measure: ColumnId, mut rows: Vec<RowId>) -> Option<Move> {
    rows.sort_by_key(|row| (dataset.row_begin(*row), *row));
    // A ratio from or to nothing is none.
    let number = |row: RowId| dataset.cell(row, measure).number().filter(|price| price.to_f64() > 0.0);
    let days: Vec<&[RowId]> = rows.chunk_by(|a, b| dataset.row_begin(*a) == dataset.row_begin(*b)).collect();
    let is_disputed = |day: &[RowId]| day.iter().any(|row| number(*row) != number(day[0]));
    days.windows(2).rev().find_map(|pair| {
        let (before, after) = (pair[0][0], pair[1][0]);
        if pair.iter().any(|day| is_disputed(day)) {
            return Some(Move::Disputed);
        }
        let differ = number(before).zip(number(after)).is_some_and(|(before, after)| before != after);
        differ.then_some(Move::Told(before, after))
    })
}

/// All prices by their day, coloured by vendor, on a logarithmic axis.
fn history(data: DatasetId, bound: &BoundDataset, (prices, model): (&[RowId], ColumnId)) -> Option<Plan> {
    let dataset = &bound.dataset;
    let (x, y) = (course::time_column(dataset)?, dataset.schema.measure?);
    let above = |row: &RowId| dataset.cell(*row, y).number().is_some_and(|price| price.to_f64() > 0.0);
    let rows: Vec<RowId> = prices.iter().copied().filter(above).collect();
    let columns = Columns(vec![(Role::Label, model)]);
    (slices::dates(dataset, &rows) >= 4).then(|| {
        Plan::Chart(Box::new(ChartPlan {
            kind: ChartKind::Scatter,
            data,
            rows,
            x: Channel::plain(x),
            y: Channel { log: true, ..Channel::plain(y) },
            series: None,
            columns,
            parts: Vec::new(),
            style: ChartStyle::default(),
        }))
    })
}

/// What readers are told of prices that a logarithmic axis has no place for.
fn free(dataset: &Dataset, prices: &[RowId], words: Lang) -> Option<String> {
    let price = |row: &RowId| dataset.cell(*row, dataset.schema.measure?).number();
    let count = prices.iter().filter_map(price).filter(|price| price.to_f64() == 0.0).count();
    let en = match count {
        0 => return None,
        1 => "A price of 0 has no place on a logarithmic axis and is not drawn.".to_owned(),
        _ => format!("{count} prices of 0 have no place on a logarithmic axis and are not drawn."),
    };
    Some(words.pick(en, format!("对数轴上无法画出0：{count}个为0的标价未画出。")))
}

/// A measure without what sources differ on: a dot stands at one place.
fn undisputed(site: &Site, measure: Measure) -> Measure {
    let series = query::series(&site.dataset(measure.data).dataset);
    let mut said: BTreeMap<u32, usize> = BTreeMap::new();
    measure.rows.iter().for_each(|row| *said.entry(series.of(*row)).or_default() += 1);
    let is_one = |row: &RowId| said.get(&series.of(*row)) == Some(&1);
    let rows = measure.rows.iter().copied().filter(is_one).collect();
    Measure { rows, ..measure }
}

/// The dearest measure of prices against the benchmark that most priced models have.
fn against_quality(site: &Site) -> Option<Plan> {
    let models = |measure: &Measure| -> std::collections::BTreeSet<NoteId> {
        let bound = site.dataset(measure.data);
        let numbers = measure.rows.iter().filter(|row| {
            bound.dataset.cell(**row, measure.value).number().is_some_and(|value| value.to_f64() > 0.0)
        });
        numbers.filter_map(|row| bound.note(*row, measure.model)).collect()
    };
    let mean = |measure: &Measure| {
        let bound = site.dataset(measure.data);
        let values = measure.rows.iter().filter_map(|row| bound.dataset.cell(*row, measure.value).number());
        let values: Vec<f64> = values.map(|value| value.to_f64()).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    };
    let price = measures(site, "prices").into_iter().max_by(|a, b| mean(a).total_cmp(&mean(b)))?;
    let price = undisputed(site, price);
    let priced = models(&price);
    let both =
        |measure: &Measure| -> Vec<NoteId> { models(measure).intersection(&priced).copied().collect() };
    let scores = measures(site, "benchmarks").into_iter().map(|measure| undisputed(site, measure));
    let scores = scores.max_by_key(|measure| both(measure).len())?;
    let shown = both(&scores);
    let x = Channel { log: true, ..Channel::plain(price) };
    let style = ChartStyle { frontier: true, ..ChartStyle::default() };
    let plan = MeasuresPlan { models: shown, x, y: Channel::plain(scores), by_vendor: true, style };
    (plan.models.len() >= 4).then(|| Plan::Measures(Box::new(plan)))
}
