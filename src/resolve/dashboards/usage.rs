//! The page of usage: the total, vendors over time, their shares, and who gained.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::named::dataset;
use super::whole;
use crate::diag::{Diagnostic, catalog};
use crate::format::Lang;
use crate::model::course;
use crate::model::dataset::{BoundDataset, Dataset, Reference};
use crate::model::date::Date;
use crate::model::exact::Exact;
use crate::model::figure::{ChartKind, PartPlan, Plan, Role};
use crate::model::id::{ColumnId, DatasetId, LangId, RowId};
use crate::model::query;
use crate::model::site::Site;
use crate::model::unit;
use crate::resolve::figure::table::reference_column;
use crate::resolve::findings::Teller;
use crate::resolve::planned::{self, Planned};
use crate::resolve::slices::{self, Over};
use crate::source::Sources;
use crate::words::{phrase, word};

/// The figures of the dataset `usage`.
pub fn figures(site: &Site, lang: LangId) -> Vec<Planned> {
    let Some((data, bound)) = dataset(site, "usage") else { return Vec::new() };
    let Some(vendor) = reference_column(&bound.dataset, Reference::Vendors) else { return Vec::new() };
    let words = Lang::from_code(site.config.code(lang));
    let known: Vec<RowId> = bound.dataset.rows().collect();
    let known = query::known(&bound.dataset, &known, site.today);
    let mut figures: Vec<Planned> = total(data, bound, (&known, site.today), words)
        .map(|(row, plan, note)| {
            let (of_all, metric) =
                (words.pick("all traffic", "全部"), Teller { site, bound, lang }.metric(row));
            let found = match &plan {
                Plan::Chart(chart) => Teller { site, bound, lang }.growth(&metric, &chart.rows),
                _ => None,
            };
            let title = found.unwrap_or_else(|| format!("{metric}{}{of_all}", words.pick(", ", "：")));
            Planned { note, ..Planned::new("usage-total", title, plan) }
        })
        .into_iter()
        .collect();
    for (slice, number) in shown(&bound.dataset, &known, (vendor, site.today)).iter().zip(1..) {
        figures.extend(of_slice(site, (data, bound), (slice, &known), (vendor, lang, number)));
    }
    figures
}

/// Tells of vendors that served more than all there was: shares are then of the vendors listed.
pub fn check(sources: &Sources, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some((_, bound)) = dataset(site, "usage") else { return };
    let dataset = &bound.dataset;
    let columns = reference_column(dataset, Reference::Vendors).zip(dataset.schema.measure);
    let Some((vendor, measure)) = columns else { return };
    let known: Vec<RowId> = dataset.rows().collect();
    let known = query::known(dataset, &known, site.today);
    let nobody = whole::of_nobody(dataset, &known);
    for slice in shown(dataset, &known, (vendor, site.today)) {
        let held = whole::held(dataset, &slice.rows, &nobody).into_iter().filter(whole::Held::overflows);
        diagnostics.extend(held.filter_map(|held| {
            let (row, whole) = held.whole?;
            let parts = held.parts.rounded(0, held.parts.places(6));
            let span = dataset.cell_span(sources, row, measure);
            Some(catalog::conflict::parts_exceed_whole(span, &parts, &whole.to_string()))
        }));
    }
}

/// The slices of vendors' rows that figures show: one a metric, the largest, without a last period that has only begun.
fn shown(dataset: &Dataset, known: &[RowId], (vendor, today): (ColumnId, NaiveDate)) -> Vec<Over> {
    let of_vendors: Vec<RowId> =
        known.iter().copied().filter(|row| dataset.symbol(*row, vendor) > 0).collect();
    let mut metrics = BTreeSet::new();
    let slices = slices::split(dataset, &of_vendors, vendor).into_iter();
    let slices = slices.map(|slice| slices::over(dataset, &slice, today));
    let long = slices.filter(|slice| slices::dates(dataset, &slice.rows) >= course::FEWEST);
    let metric =
        |slice: &Over| dataset.schema.metric.map_or(0, |column| dataset.symbol(slice.rows[0], column));
    long.filter(|slice| metrics.insert(metric(slice))).collect()
}

/// The course of all traffic: the longest slice of rows that name nobody.
fn total(
    data: DatasetId,
    bound: &BoundDataset,
    (rows, today): (&[RowId], NaiveDate),
    words: Lang,
) -> Option<(RowId, Plan, Option<String>)> {
    let dataset = &bound.dataset;
    let rows = whole::of_nobody(dataset, rows);
    let subject = *whole::naming(dataset).first()?;
    let slices = slices::split(dataset, &rows, subject).into_iter();
    let amounts = slices
        .filter(|slice| !is_share(dataset, slice[0]))
        .map(|slice| slices::over(dataset, &slice, today))
        .filter(|slice| !slice.rows.is_empty());
    let longest = amounts.max_by_key(|slice| (span_of(dataset, &slice.rows), slice.rows.len()))?;
    let plan = planned::over_time((data, bound), ChartKind::Line, &longest.rows, None)?;
    let enough = slices::dates(dataset, &longest.rows) >= course::FEWEST;
    enough.then(|| (longest.rows[0], plan, longest.note(words)))
}

/// Days between the first and the last date of rows.
fn span_of(dataset: &Dataset, rows: &[RowId]) -> i32 {
    let days = || rows.iter().filter_map(|row| dataset.row_date(*row)).map(Date::day_number);
    days().max().zip(days().min()).map_or(0, |(last, first)| last - first)
}

/// Amounts of vendors over time, as shares, and from the first to the last date; of shares their course.
fn of_slice(
    site: &Site,
    (data, bound): (DatasetId, &BoundDataset),
    (over, known): (&Over, &[RowId]),
    (vendor, lang, number): (ColumnId, LangId, usize),
) -> Vec<Planned> {
    let dataset = &bound.dataset;
    let share = is_share(dataset, over.rows[0]);
    let part = Part::of(dataset, over, known, vendor);
    let (slice, whole) = (part.rows.as_slice(), part.whole.clone());
    let of = |kind| {
        let plan = planned::over_time((data, bound), kind, slice, Some((vendor, Some(6))))?;
        Some(planned::with_whole(plan, whole.clone()))
    };
    if slice.is_empty() {
        return Vec::new();
    }
    let words = Lang::from_code(site.config.code(lang));
    let note = part.note(dataset, over, lang, words);
    let figure = |id: String, title: String, plan: Option<Plan>| {
        plan.map(|plan| Planned { note: note.clone(), ..Planned::new(id, title, plan) })
    };
    let teller = Teller { site, bound, lang };
    let metric = part.named(dataset, teller.metric(slice[0]), lang, words);
    // Who is first is known where all of each vendor is shown.
    let told = part.split.is_empty() && (share || part.stacks);
    let ends = teller.ends(slice, vendor, whole.as_deref()).filter(|_| told);
    let leader = ends.as_ref().and_then(|ends| teller.leader(ends, slice[0], share));
    let by_vendor = leader.unwrap_or_else(|| format!("{metric}{}", words.pick(" by vendor", "：各厂商")));
    let courses = if share || !part.stacks { ChartKind::Line } else { ChartKind::Area };
    let main = figure(format!("usage-{number}"), by_vendor, of(courses));
    if share {
        return main.into_iter().collect();
    }
    let shares = ends.as_ref().and_then(|ends| teller.share_of_leader(ends));
    let shares = shares.unwrap_or_else(|| format!("{metric}{}", words.pick(": shares", "：占比")));
    let gained = ends.as_ref().and_then(|ends| teller.gain(ends, slice[0]));
    let gained = gained.unwrap_or_else(|| format!("{metric}{}", words.pick(": who gained", "：谁在增长")));
    let stacked = part.stacks.then(|| of(ChartKind::Share)).flatten();
    let shares = figure(format!("usage-{number}-shares"), shares, stacked);
    let gained = figure(format!("usage-{number}-change"), gained, change((data, bound), slice, vendor));
    main.into_iter().chain(shares).chain(gained).collect()
}

/// What figures show of a slice.
struct Part {
    /// Its rows, but those of periods on which sources differ.
    all: Vec<RowId>,
    /// These rows, but those of times at which a stack would draw what is not disclosed as nothing.
    rows: Vec<RowId>,
    /// Whether enough of them are left for a stack, and none is below zero; else all rows stand there, for lines.
    stacks: bool,
    /// The rows of all there was.
    whole: Option<Vec<RowId>>,
    /// Columns in which vendors have rows beside these.
    split: Vec<ColumnId>,
}

impl Part {
    fn of(dataset: &Dataset, over: &Over, known: &[RowId], vendor: ColumnId) -> Part {
        let split = whole::split_by(dataset, &over.rows, known, vendor);
        let all_of_it = |row: &RowId| {
            split.iter().all(|column| dataset.key(*row, *column) == dataset.key(over.rows[0], *column))
        };
        let nobody = whole::of_nobody(dataset, known);
        let agreed = whole::undisputed(dataset, &over.rows, vendor);
        let of = |rows: &[RowId]| {
            whole::of(dataset, rows, &nobody)
                .filter(|rows| !is_share(dataset, over.rows[0]) && rows.iter().all(all_of_it))
        };
        let whole = of(&agreed);
        let value = |row: RowId| dataset.cell(row, dataset.schema.measure?).number();
        let rows = whole::known_of_all(dataset, &agreed, vendor, whole.is_some());
        let (left, all) = (slices::dates(dataset, &rows), slices::dates(dataset, &agreed));
        let below_zero = |row: &RowId| value(*row).is_some_and(|value| Exact::of(value).is_negative());
        let stacks = left >= course::FEWEST && left * 2 >= all && !agreed.iter().any(below_zero);
        let rows = if stacks && !is_share(dataset, over.rows[0]) { rows } else { agreed.clone() };
        let whole = if rows == agreed { whole } else { of(&rows) }.filter(|_| stacks);
        Part { all: agreed, rows, stacks, whole, split }
    }

    /// A metric, with what of it is shown.
    fn named(&self, dataset: &Dataset, metric: String, lang: LangId, words: Lang) -> String {
        let values: Vec<String> =
            self.split.iter().map(|column| unit::word(dataset, self.rows[0], *column, lang)).collect();
        match values.is_empty() {
            true => metric,
            false => words.pick(
                format!("{metric} ({})", values.join(", ")),
                format!("{metric}（{}）", values.join("、")),
            ),
        }
    }

    /// What is to be known of the figures.
    fn note(&self, dataset: &Dataset, over: &Over, lang: LangId, words: Lang) -> Option<String> {
        let one = self.split.iter().map(|column| {
            let value = unit::word(dataset, self.rows[0], *column, lang);
            let field = dataset.field(*column);
            let name = match field.title.get(lang) {
                "" => field.name.as_str(),
                title => title,
            };
            phrase(words, "only_part", &[("name", name), ("value", &value)])
        });
        let [left, all] = [&self.rows, &self.all].map(|rows| slices::dates(dataset, rows));
        let disputed =
            (self.all.len() < over.rows.len()).then(|| word(words, "disputed_periods_left_out").to_owned());
        let out = (left < all).then(|| {
            phrase(
                words,
                "not_disclosed_left_out",
                &[("count", &(all - left).to_string()), ("all", &all.to_string())],
            )
        });
        let notes: Vec<String> = over.note(words).into_iter().chain(out).chain(disputed).chain(one).collect();
        (!notes.is_empty()).then(|| notes.join(words.pick(" ", "")))
    }
}

/// First and last date of a slice, vendor by vendor.
fn change((data, bound): (DatasetId, &BoundDataset), slice: &[RowId], vendor: ColumnId) -> Option<Plan> {
    let dataset = &bound.dataset;
    let (measure, time) = (dataset.schema.measure?, course::time_column(dataset)?);
    let dates = || slice.iter().filter_map(|row| dataset.cell(*row, time).date());
    let part = |role, date: Date| PartPlan {
        role,
        column: measure,
        rows: slice.iter().copied().filter(|row| dataset.cell(*row, time).date() == Some(date)).collect(),
        told_by: Some(time),
        in_force: None,
    };
    let parts = vec![part(Role::From, dates().min()?), part(Role::To, dates().max()?)];
    Some(planned::pairs(data, vendor, parts, false))
}

fn is_share(dataset: &Dataset, row: RowId) -> bool {
    ["%", "percent"].contains(&unit::unit(dataset, row, LangId::DEFAULT).as_str())
}
