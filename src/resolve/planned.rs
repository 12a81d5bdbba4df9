//! Figures that no author asked for, as plans: charts, tables and timelines of chosen rows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::figure::table::{reference_column, usual_columns};
use super::slices;
use crate::model::course;
use crate::model::dataset::{BoundDataset, Dataset, Reference, Time};
use crate::model::date::Date;
use crate::model::figure::{
    Channel, ChartKind, ChartPlan, ChartStyle, Columns, Figure, Head, Numbered, Owner, PartPlan, Plan, Role,
    SeriesAsk, TableColumn, TablePlan, TableSize, TimelinePlan,
};
use crate::model::id::{ColumnId, DatasetId, FigureId, LangId, RowId};
use crate::model::note::Details;
use crate::model::query;
use crate::model::site::Site;
use crate::model::unit;
use crate::source::{FileId, Located, Span};

/// What a figure is: title, id and plan.
pub struct Planned {
    /// Its id on the page.
    pub id: String,
    /// Its title in the page's language.
    pub title: String,
    /// What it shows.
    pub plan: Plan,
    /// What is to be known of it.
    pub note: Option<String>,
}

impl Planned {
    /// A figure without a note.
    pub fn new(id: impl Into<String>, title: impl Into<String>, plan: Plan) -> Planned {
        Planned { id: id.into(), title: title.into(), plan, note: None }
    }
}

/// A figure for a page.
pub struct OnPage {
    /// The page.
    pub owner: Owner,
    /// Its language.
    pub lang: LangId,
    /// The figure.
    pub planned: Planned,
}

/// Adds a figure to its page; its number follows those of its like.
pub fn add(site: &mut Site, OnPage { owner, lang, planned: Planned { id, title, plan, note } }: OnPage) {
    let numbered_as = match plan {
        Plan::Chart(_) | Plan::Measures(_) => Numbered::Figure,
        _ => Numbered::Table,
    };
    let siblings: Vec<FigureId> = match owner {
        Owner::Note(note) => site.place(note).figures.clone(),
        Owner::Page(..) => {
            let all = site.figures.iter().rev();
            all.take_while(|figure| figure.owner == owner).map(|figure| figure.id).collect()
        }
    };
    let like = siblings.iter().filter(|id| site.figure(**id).numbered_as == numbered_as).count();
    let number = like as u32 + 1;
    let as_of = Date::day(site.today);
    let head = Head { id, title, dek: None, alt: None, note, as_of: None };
    let id = FigureId::at(site.figures.len());
    site.figures.push(Figure { id, owner, lang, numbered_as, number, head, as_of, plan, asked: None });
    if let Owner::Note(note) = owner {
        site.places[note.index()].figures.push(id);
    }
}

/// A chart of rows over time, by the values of a column.
pub fn over_time(
    (data, bound): (DatasetId, &BoundDataset),
    kind: ChartKind,
    rows: &[RowId],
    series: Option<(ColumnId, Option<u32>)>,
) -> Option<Plan> {
    let dataset = &bound.dataset;
    let (x, y) = (course::time_column(dataset)?, dataset.schema.measure?);
    let rows = slices::one_a_place(dataset, rows, (x, y), series.map(|(column, _)| column))?;
    let ask = series.map(|(field, top)| SeriesAsk {
        top: top.map(|top| Located::new(top, Span::whole(FileId(0)))),
        ..SeriesAsk::plain(field)
    });
    let log = kind == ChartKind::Step && spread(dataset, &rows, y) > 20.0;
    Some(Plan::Chart(Box::new(ChartPlan {
        kind,
        data,
        rows,
        x: Channel::plain(x),
        y: Channel { log, ..Channel::plain(y) },
        series: ask,
        columns: Columns::default(),
        parts: Vec::new(),
        style: ChartStyle { table: TableSize::Auto, ..ChartStyle::default() },
    })))
}

/// A chart of parts, with the rows of the whole that they leave something of.
pub fn with_whole(plan: Plan, whole: Option<Vec<RowId>>) -> Plan {
    match (plan, whole) {
        (Plan::Chart(mut chart), Some(rows)) => {
            let column = chart.y.field;
            chart.parts.push(PartPlan { role: Role::Whole, column, rows, told_by: None, in_force: None });
            Plan::Chart(chart)
        }
        (plan, _) => plan,
    }
}

/// Two numbers of each value of a column, before and after.
pub fn pairs(data: DatasetId, category: ColumnId, parts: Vec<PartPlan>, log: bool) -> Plan {
    let value = parts.first().map_or(category, |part| part.column);
    let mut rows: Vec<RowId> = parts.iter().flat_map(|part| part.rows.iter().copied()).collect();
    rows.sort_unstable();
    rows.dedup();
    Plan::Chart(Box::new(ChartPlan {
        kind: ChartKind::Dumbbell,
        data,
        rows,
        x: Channel::plain(category),
        y: Channel { log, ..Channel::plain(value) },
        series: None,
        columns: Columns::default(),
        parts,
        style: ChartStyle::default(),
    }))
}

/// The largest value over the smallest; 1 where a value is not above zero.
fn spread(dataset: &Dataset, rows: &[RowId], y: ColumnId) -> f64 {
    let values = rows.iter().filter_map(|row| dataset.cell(*row, y).number()).map(|number| number.to_f64());
    let values: Vec<f64> = values.collect();
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    if low > 0.0 && low <= high { high / low } else { 1.0 }
}

/// A table of rows, newest first, without the columns that are the same for all, but for those that every value
/// is read by: its time, and whether it was measured or is claimed.
pub fn latest_rows(
    (site, data): (&Site, DatasetId),
    rows: &[RowId],
    leave_out: &[ColumnId],
    most: usize,
) -> Plan {
    Plan::Table(newest((site, data), rows, (None, leave_out), most))
}

/// A table of the newest row of each course with a line of its values, newest first; `None` where no course has
/// values enough. `word` heads the lines.
pub fn courses(
    (site, data): (&Site, DatasetId),
    rows: &[RowId],
    leave_out: &[ColumnId],
    (most, word): (usize, &str),
) -> Option<Plan> {
    let dataset = &site.dataset(data).dataset;
    let (time, measure) = (dataset.schema.time?, dataset.schema.measure?);
    if rows.len() < course::FEWEST {
        return None;
    }
    let of_row = course::courses(dataset);
    let mut courses: BTreeMap<u32, Vec<RowId>> = BTreeMap::new();
    for row in rows {
        courses.entry(of_row.of(*row)).or_default().push(*row);
    }
    if courses.values().all(|course| slices::dates(dataset, course) < course::FEWEST) {
        return None;
    }
    let newest_of =
        |course: &Vec<RowId>| course.iter().copied().max_by_key(|row| (dataset.row_begin(*row), *row));
    let shown: Vec<RowId> = courses.values().filter_map(newest_of).collect();
    let shown = query::all_said(dataset, rows, shown, site.today);
    let mut plan = newest((site, data), &shown, (Some(rows), leave_out), most);
    let over = match time {
        Time::At(at) => at,
        Time::Between(start, end) => {
            // A course is as old as its end.
            plan.columns.retain(|column| column.field != start);
            end
        }
    };
    let beside = plan.columns.iter().position(|column| column.field == measure).map_or(0, |at| at + 1);
    let label = Some(word.to_owned());
    plan.columns.insert(beside, TableColumn { field: measure, label, format: None, over: Some(over) });
    Some(Plan::Table(plan))
}

/// The newest rows, with the columns that tell them, or others of which they are the newest, apart.
fn newest(
    (site, data): (&Site, DatasetId),
    rows: &[RowId],
    (all, leave_out): (Option<&[RowId]>, &[ColumnId]),
    most: usize,
) -> TablePlan {
    let bound = site.dataset(data);
    let dataset = &bound.dataset;
    let (rows, left_out) = latest(dataset, rows, most);
    let all = all.unwrap_or(&rows);
    let differs = |column: ColumnId| {
        let mut keys = all.iter().map(|row| dataset.key(*row, column));
        let first = keys.next();
        all.len() < 2 || keys.any(|key| Some(key) != first)
    };
    // A price that has ended would read as one that holds.
    let until = match dataset.schema.time {
        Some(Time::Between(_, until)) if query::is_step(dataset) => Some(until),
        _ => None,
    };
    // Of which model a price is, a page of another subject must say.
    let model = reference_column(dataset, Reference::Models);
    let claims = query::claims_column(dataset);
    let always = [course::time_column(dataset), until, model, claims, dataset.schema.measure];
    let one_unit = unit::of_rows(dataset, &rows, dataset.schema.measure, LangId::DEFAULT).len() == 1;
    let filled_by = unit::placeholders(dataset, dataset.schema.measure, LangId::DEFAULT);
    let in_head = |column: ColumnId| one_unit && filled_by.contains(&column);
    let own = own_vendors(site, bound, &rows);
    let keep = |column: ColumnId| {
        let worth = match own {
            Some((vendor, own)) if vendor == column => !own,
            _ => differs(column) && !in_head(column),
        };
        let told = always.contains(&Some(column)) || worth;
        told && !leave_out.contains(&column)
    };
    let columns = usual_columns(dataset, &rows).into_iter().filter(|column| keep(column.field));
    // Two values of one day are those of two sources.
    let differ = !query::said_otherwise(dataset, &rows, &rows, site.today).is_empty();
    let source = dataset.schema.source.filter(|_| differ);
    let source = source.map(|field| TableColumn { field, label: None, format: None, over: None });
    let columns = columns.chain(source).collect();
    TablePlan { data, rows, left_out, columns }
}

/// The column that names vendors beside one of models, and whether it says nothing but the models' own: a price of
/// theirs needs no second name, that of a host does.
fn own_vendors(site: &Site, bound: &BoundDataset, rows: &[RowId]) -> Option<(ColumnId, bool)> {
    let vendors = reference_column(&bound.dataset, Reference::Vendors)?;
    reference_column(&bound.dataset, Reference::Models)?;
    Some((vendors, rows.iter().all(|row| is_own(site, bound, *row))))
}

/// Whether a row names no other vendor than that of its model.
pub fn is_own(site: &Site, bound: &BoundDataset, row: RowId) -> bool {
    let named = |reference| bound.note(row, reference_column(&bound.dataset, reference)?);
    let named = named(Reference::Models).zip(named(Reference::Vendors));
    named.is_none_or(|(model, vendor)| match &site.note(model).details {
        Details::Model(model) => model.vendor == vendor,
        _ => true,
    })
}

/// A timeline of rows, latest first; `None` for datasets that are no records of events.
pub fn timeline((data, bound): (DatasetId, &BoundDataset), rows: &[RowId], most: usize) -> Option<Plan> {
    let dataset = &bound.dataset;
    let (date, label) = (course::time_column(dataset)?, dataset.column("detail")?);
    let (rows, left_out) = latest(dataset, rows, most);
    let lane = dataset.column("kind");
    Some(Plan::Timeline(TimelinePlan { data, rows, left_out, date, label, lane }))
}

/// So many rows, the latest first, and how many there are beside them.
fn latest(dataset: &Dataset, rows: &[RowId], most: usize) -> (Vec<RowId>, usize) {
    let mut dated: Vec<(Reverse<Option<Date>>, RowId)> =
        rows.iter().map(|row| (Reverse(dataset.row_begin(*row)), *row)).collect();
    if most < dated.len() {
        dated.select_nth_unstable(most);
        dated.truncate(most);
    }
    dated.sort_unstable();
    (dated.into_iter().map(|(_, row)| row).collect(), rows.len().saturating_sub(most))
}
