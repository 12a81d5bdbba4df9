//! Tables, cross tables, timelines and watch-lists: binds them to columns and rows.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rows::{self, Shown};
use super::{checks, fit, time};
use crate::diag::catalog;
use crate::model::dataset::{Cell, Dataset, FieldType, Reference, Time};
use crate::model::date::Date;
use crate::model::figure::{
    Block, Channel, CrossAsk, CrossPlan, Plan, TableAsk, TableColumn, TablePlan, TimelineAsk, TimelinePlan,
    WatchlistAsk, WatchlistPlan,
};
use crate::model::id::{ColumnId, RowId};
use crate::model::note::Details;
use crate::model::query;
use crate::resolve::front;
use crate::resolve::page::Page;
use crate::source::{Located, Span};

/// Binds a table of rows.
pub fn table(page: &mut Page<'_>, block: &Block, ask: &TableAsk, as_of: NaiveDate) -> Option<Plan> {
    let Shown { id, bound, mut rows } =
        rows::choose(page, &ask.data, &ask.filter, (block.span, as_of, true))?;
    let dataset = &bound.dataset;
    let columns: Vec<_> = ask.columns.iter().map(|column| table_column(page, dataset, column)).collect();
    let sort: Vec<_> = ask
        .sort
        .iter()
        .map(|(name, descending)| rows::column(page, dataset, name).map(|column| (column, *descending)))
        .collect();
    let mut columns: Vec<TableColumn<ColumnId>> = columns.into_iter().collect::<Option<_>>()?;
    let sort: Vec<(ColumnId, bool)> = sort.into_iter().collect::<Option<_>>()?;
    if columns.is_empty() {
        columns = usual_columns(dataset, &rows);
    }
    if ask.valued {
        let proof = proof(page, dataset, ask)?;
        columns.retain(|column| !proof.contains(&column.field));
        let plain = |field| TableColumn { field, label: None, format: None, over: None };
        columns.extend(proof.map(plain));
    }
    if columns.iter().any(|column| column.over.is_some()) {
        // A line shows all that came before: one row of a kind is enough, the latest.
        let latest = query::in_force(dataset, &rows, as_of);
        rows = query::all_said(dataset, &rows, latest, as_of);
    }
    if !sorts_one_unit(page, &Shown { id, bound, rows: rows.clone() }, &sort, block.span) {
        return None;
    }
    rows.sort_by(|a, b| compare_rows(dataset, &sort, *a, *b));
    rows.truncate(ask.limit.map_or(usize::MAX, |limit| limit as usize));
    for (field, format) in columns.iter().filter_map(|column| Some((column.field, column.format.as_ref()?))) {
        fit::column(page, (dataset, &rows), field, format);
    }
    Some(Plan::Table(TablePlan { data: id, rows, left_out: 0, columns }))
}

/// Whether numbers that give the order of rows have one unit, as far as the columns that sort before them do not keep
/// units apart.
fn sorts_one_unit(page: &mut Page<'_>, shown: &Shown<'_>, sort: &[(ColumnId, bool)], span: Span) -> bool {
    let dataset = &shown.bound.dataset;
    let Some(at) = sort.iter().position(|(column, _)| Some(*column) == dataset.schema.measure) else {
        return true;
    };
    let (before, measure) = (&sort[..at], Channel::plain(sort[at].0));
    let mut alike: BTreeMap<Vec<i128>, Vec<RowId>> = BTreeMap::new();
    for row in &shown.rows {
        let key = before.iter().map(|(column, _)| dataset.key(*row, *column)).collect();
        alike.entry(key).or_default().push(*row);
    }
    alike.into_values().all(|rows| checks::one_unit(page, &Shown { rows, ..*shown }, &measure, span))
}

/// The columns without which a price proves nothing: its currency, its day, its source.
fn proof(page: &mut Page<'_>, dataset: &Dataset, ask: &TableAsk) -> Option<[ColumnId; 3]> {
    let day = dataset.schema.time.map(|time| match time {
        Time::At(column) | Time::Between(_, column) => column,
    });
    let columns =
        [(dataset.column("currency"), "currency"), (day, "time"), (dataset.schema.source, "source")];
    for (_, wanted) in columns.iter().filter(|(column, _)| column.is_none()) {
        page.report(catalog::figure::incomplete_valuation(ask.data.span, &dataset.name, wanted));
    }
    let [(currency, _), (day, _), (source, _)] = columns;
    Some([currency?, day?, source?])
}

fn table_column(
    page: &mut Page<'_>,
    dataset: &Dataset,
    raw: &TableColumn<Located<String>>,
) -> Option<TableColumn<ColumnId>> {
    let field = rows::column(page, dataset, &raw.field)?;
    let over = match &raw.over {
        None => None,
        Some(over) => Some(over_time(page, dataset, (raw, field), over)?),
    };
    Some(TableColumn { field, label: raw.label.clone(), format: raw.format.clone(), over })
}

/// Binds the two columns of a small line: numbers over dates.
fn over_time(
    page: &mut Page<'_>,
    dataset: &Dataset,
    (raw, field): (&TableColumn<Located<String>>, ColumnId),
    over: &Located<String>,
) -> Option<ColumnId> {
    let column = rows::column(page, dataset, over)?;
    let wrong = [
        (!rows::is_number(dataset, field), ("spark", &raw.field), field, "a column of numbers"),
        (!rows::is_ordered(dataset, column), ("over", over), column, "dates, periods or numbers"),
    ];
    for (_, named, column, wanted) in wrong.iter().filter(|(wrong, ..)| *wrong) {
        rows::wrong_type(page, dataset, *named, *column, wanted);
    }
    wrong.iter().all(|(wrong, ..)| !wrong).then_some(column)
}

/// The columns shown where none are named: all that hold something, but notes, sources and the forms
/// of other columns in other languages.
pub fn usual_columns(dataset: &Dataset, rows: &[RowId]) -> Vec<TableColumn<ColumnId>> {
    let fields = dataset.schema.fields.iter().enumerate();
    let shown = fields.filter(|(index, field)| {
        let column = ColumnId::at(*index);
        let other_form = field.name.rsplit_once('_').is_some_and(|(base, _)| dataset.column(base).is_some());
        let source = Some(column) == dataset.schema.source;
        let filled = rows.iter().any(|row| dataset.cell(*row, column) != Cell::Empty);
        !source && !other_form && field.name != "note" && filled
    });
    shown
        .map(|(index, _)| TableColumn { field: ColumnId::at(index), label: None, format: None, over: None })
        .collect()
}

fn compare_rows(dataset: &Dataset, sort: &[(ColumnId, bool)], a: RowId, b: RowId) -> Ordering {
    let by_column = sort.iter().map(|(column, descending)| {
        let (a, b) = (dataset.cell(a, *column), dataset.cell(b, *column));
        // What is not disclosed comes last in either direction.
        match (a == Cell::Empty, b == Cell::Empty) {
            (false, false) if *descending => compare(&b, &a),
            (false, false) => compare(&a, &b),
            (a, b) => a.cmp(&b),
        }
    });
    by_column.fold(Ordering::Equal, Ordering::then).then(a.cmp(&b))
}

/// The order of two cells of one column.
fn compare(a: &Cell<'_>, b: &Cell<'_>) -> Ordering {
    match (a, b) {
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (Cell::Number(a), Cell::Number(b)) => a.cmp(b),
        (Cell::Date(a), Cell::Date(b)) => a.cmp(b),
        (Cell::Period(a), Cell::Period(b)) => a.cmp(b),
        (Cell::Boolean(a), Cell::Boolean(b)) => a.cmp(b),
        (a, b) => (*a == Cell::Empty).cmp(&(*b == Cell::Empty)),
    }
}

/// Binds a cross table: per line and column the row in force, or the latest.
pub fn cross(page: &mut Page<'_>, block: &Block, ask: &CrossAsk, as_of: NaiveDate) -> Option<Plan> {
    let (mut shown, day) = choose_crossed(page, ask, (block.span, as_of, true))?;
    // A row that is dated by a month may end within it.
    let as_of = day.map_or(as_of, Date::first_day);
    let dataset = &shown.bound.dataset;
    let down = rows::column(page, dataset, &ask.rows);
    let across = rows::column(page, dataset, &ask.columns);
    let value = match &ask.value {
        Some(name) => rows::column(page, dataset, name),
        None => dataset.schema.measure.or_else(|| dataset.column("value")),
    };
    if value.is_none() && ask.value.is_none() {
        page.report(catalog::figure::missing_channel(block.span, "value", "table"));
    }
    let (down, across, value) = (down?, across?, value?);
    if day.is_none() && !dataset.schema.time.is_some_and(|time| time.has(down) || time.has(across)) {
        rows::drop_superseded(page, &mut shown, &ask.filter, (block.span, as_of));
    }
    let size = [down, across].map(|column| heads(dataset, &shown.rows, column).len());
    if !checks::few_cells(page, block.span, (size[0], size[1])) {
        return None;
    }
    let place = |row: RowId| (dataset.key(row, down), dataset.key(row, across));
    let name = |row: RowId| {
        let [line, column] = [down, across].map(|column| catalog::clipped(&dataset.cell(row, column).raw()));
        format!("`{line}` at `{column}`")
    };
    if !checks::one_thing_a_place(page, (dataset, block.span), (&shown.rows, &[down, across]), place, name) {
        return None;
    }
    let mut plan = cross_plan(&shown, (down, across, value), as_of);
    let filled: Vec<RowId> = plan.lines.iter().flatten().flatten().copied().collect();
    rows::tell_if_over(page, &shown, &filled, (block.span, as_of));
    if !checks::one_newest(page, (&shown, block.span), &plan, place, name) {
        return None;
    }
    time::beside_each_other(page, dataset, &plan, block.span);
    if let Some(format) = &ask.format {
        fit::column(page, (dataset, &filled), plan.value, format);
    }
    plan.format = ask.format.clone();
    plan.heat = ask.heat && rows::is_number(dataset, plan.value);
    let tinted = Shown { rows: filled, ..shown };
    if plan.heat && !checks::one_unit(page, &tinted, &Channel::plain(plan.value), block.span) {
        return None;
    }
    Some(Plan::Cross(plan))
}

/// The rows of a cross table, and the day on which they stand if one is asked for: where neither lines nor columns say when, a day in its
/// conditions is one on which rows are in force.
fn choose_crossed<'a>(
    page: &mut Page<'a>,
    ask: &CrossAsk,
    when: (Span, NaiveDate, bool),
) -> Option<(Shown<'a>, Option<Date>)> {
    let is_time = |name: &Located<String>| {
        let (_, bound) = page.find_dataset(&ask.data.value)?;
        Some(bound.dataset.schema.time?.has(bound.dataset.column(&name.value)?))
    };
    match [&ask.rows, &ask.columns].into_iter().any(|name| is_time(name) == Some(true)) {
        true => Some((rows::choose(page, &ask.data, &ask.filter, when)?, None)),
        false => rows::choose_standing(page, &ask.data, &ask.filter, when),
    }
}

/// Arranges rows by the values of two columns; the latest row of a pair is shown, unless it is over by that day and
/// neither column says when. Lines keep the order of the file (or of the field's `enum`), columns of dates and
/// periods their own.
pub fn cross_plan(
    shown: &Shown<'_>,
    (down, across, value): (ColumnId, ColumnId, ColumnId),
    as_of: NaiveDate,
) -> CrossPlan {
    let dataset = &shown.bound.dataset;
    let mut latest: BTreeMap<(i128, i128), RowId> = BTreeMap::new();
    for row in &shown.rows {
        let key = (dataset.key(*row, down), dataset.key(*row, across));
        let newer = |held: &RowId| query::lateness(dataset, *row) >= query::lateness(dataset, *held);
        if latest.get(&key).is_none_or(newer) {
            latest.insert(key, *row);
        }
    }
    if !dataset.schema.time.is_some_and(|time| time.has(down) || time.has(across)) {
        latest.retain(|_, row| !query::has_ended(dataset, *row, as_of));
    }
    let is_shown = |row: &RowId| latest.contains_key(&(dataset.key(*row, down), dataset.key(*row, across)));
    let rows: Vec<RowId> = shown.rows.iter().copied().filter(is_shown).collect();
    let (line_heads, column_heads) = (heads(dataset, &rows, down), heads(dataset, &rows, across));
    let cell = |line: RowId, column: RowId| {
        let key = (dataset.key(line, down), dataset.key(column, across));
        latest.get(&key).copied()
    };
    let line = |head: &RowId| column_heads.iter().map(|column| cell(*head, *column)).collect();
    let lines = line_heads.iter().map(line).collect();
    let (data, format) = (shown.id, None);
    let (heat, courses, dated, otherwise) = (false, false, false, Vec::new());
    CrossPlan {
        data,
        down,
        across,
        value,
        lines,
        line_heads,
        column_heads,
        otherwise,
        format,
        heat,
        courses,
        dated,
    }
}

/// One row for each value of a column.
fn heads(dataset: &Dataset, rows: &[RowId], column: ColumnId) -> Vec<RowId> {
    let mut first: BTreeMap<i128, RowId> = BTreeMap::new();
    for row in rows {
        first.entry(dataset.key(*row, column)).or_insert(*row);
    }
    let mut heads: Vec<RowId> = first.into_values().collect();
    let field = dataset.field(column);
    let ordered =
        matches!(field.kind, FieldType::Date | FieldType::Period | FieldType::Number | FieldType::Integer);
    let place = |row: &RowId| {
        let value = dataset.cell(*row, column).raw();
        field.allowed.iter().position(|allowed| allowed.value == value).unwrap_or(usize::MAX)
    };
    if ordered {
        heads.sort_by(|a, b| compare(&dataset.cell(*a, column), &dataset.cell(*b, column)).then(a.cmp(b)));
    } else {
        heads.sort_by_key(|row| (place(row), *row));
    }
    heads
}

/// Binds a timeline.
pub fn timeline(page: &mut Page<'_>, block: &Block, ask: &TimelineAsk, as_of: NaiveDate) -> Option<Plan> {
    let Shown { id, bound, mut rows } =
        rows::choose(page, &ask.data, &ask.filter, (block.span, as_of, true))?;
    let dataset = &bound.dataset;
    let date = rows::column(page, dataset, &ask.date);
    let label = rows::column(page, dataset, &ask.label);
    let lane = match &ask.lane {
        // The usual lane is taken where the dataset has it.
        None => Some(dataset.column("kind")),
        Some(name) => rows::column(page, dataset, name).map(Some),
    };
    let (date, label, lane) = (date?, label?, lane?);
    if !matches!(dataset.field(date).kind, FieldType::Date | FieldType::Period) {
        rows::wrong_type(page, dataset, ("date", &ask.date), date, "dates");
        return None;
    }
    rows.sort_by(|a, b| compare_rows(dataset, &[(date, ask.descending)], *a, *b));
    Some(Plan::Timeline(TimelinePlan { data: id, rows, left_out: 0, date, label, lane }))
}

/// The dataset of a watch-list that names none, in a note without one of its own.
const WATCHLISTS: &str = "watchlists";

/// Binds a watch-list.
pub fn watchlist(page: &mut Page<'_>, block: &Block, ask: &WatchlistAsk, as_of: NaiveDate) -> Option<Plan> {
    let usual = Located::new(WATCHLISTS.to_owned(), block.span);
    let (data, filter) = match (ask, &page.raw().details) {
        (WatchlistAsk::Rows { data, filter }, _) => (data, filter.as_slice()),
        (WatchlistAsk::FrontMatter, Details::Theme(theme)) if !theme.watchlist.is_empty() => {
            let items = front::watched(page, &theme.watchlist);
            return Some(Plan::Watchlist(WatchlistPlan::Items(items)));
        }
        (WatchlistAsk::FrontMatter, _) if page.ground.find_dataset(WATCHLISTS).is_some() => (&usual, &[][..]),
        (WatchlistAsk::FrontMatter, _) => {
            page.report(catalog::figure::no_watchlist(block.span));
            return None;
        }
    };
    let shown = rows::choose(page, data, filter, (block.span, as_of, true))?;
    let rows = query::known(&shown.bound.dataset, &shown.rows, as_of);
    Some(Plan::Watchlist(WatchlistPlan::Rows { data: shown.id, rows }))
}

/// The column of a dataset that refers to notes of a kind.
pub fn reference_column(dataset: &Dataset, reference: Reference) -> Option<ColumnId> {
    let refers = |field: &crate::model::dataset::Field| {
        field.reference.as_ref().is_some_and(|known| known.value == reference)
    };
    dataset.schema.fields.iter().position(refers).map(ColumnId::at)
}
