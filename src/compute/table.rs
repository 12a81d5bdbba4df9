//! Tables, matrices and watch-lists in words.

use super::Words;
use super::provenance::Unit;
use super::sheet;
use super::trend;
use super::units;
use crate::format::{NumberFormat, group_digits};
use crate::model::dataset::{BoundDataset, Cell, EFFECTIVE, Time};
use crate::model::drawn::{Drawn, HeadCell, Table, TableCell};
use crate::model::figure::{
    Attribute, MatrixPlan, Measure, ModelField, TableColumn, TablePlan, WatchlistPlan,
};
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::model::note::{Details, Model};
use crate::model::prose::Target;
use crate::model::query;
use crate::model::stage::Bound;
use crate::words::{modalities, row_status, word};

/// A table of rows.
pub fn rows(words: Words<'_>, plan: &TablePlan) -> Drawn {
    let bound = words.site.dataset(plan.data);
    let mut drawn = start(words, plan.data, &plan.rows);
    if drawn.withheld {
        return drawn;
    }
    let shown: Vec<ColumnId> = plan.columns.iter().map(|column| column.field).collect();
    let unit = |column: &TableColumn<ColumnId>| {
        let asked = column.format.as_ref().map(|format| &format.value);
        Unit::of(words, bound, (&plan.rows, column.field), (asked, &shown))
    };
    let measured: Vec<Unit> = plan.columns.iter().map(unit).collect();
    let head = plan.columns.iter().zip(&measured).map(|(column, measured)| {
        let head = column_head(words, bound, column.field, &measured.head);
        let text = column.label.clone().unwrap_or_else(|| head.text.clone());
        let unordered = units::are_several(words, bound, &plan.rows, column.field);
        let head = HeadCell { unordered, ..head };
        HeadCell { text, ..if column.over.is_some() { HeadCell::default() } else { head } }
    });
    let mut kinds = query::columns_of_standing(&bound.dataset);
    kinds.retain(|column| !shown.contains(column));
    let beside = units::column(words, plan, bound);
    let measure = beside.and(bound.dataset.schema.measure);
    let is_counted_beside = |column: ColumnId, measured: &Unit| {
        measure == Some(column) || beside.is_some_and(|beside| measured.is_told_by(beside))
    };
    let cell = |row: &RowId, column: &TableColumn<ColumnId>, measured: &Unit| match column.over {
        Some(over) => trend::cell(words, bound, (*row, column.field, over), &measured.format),
        None if beside == Some(column.field) => units::cell(words, bound, *row),
        None if is_counted_beside(column.field, measured) => {
            let measured = measured.beside(words, bound, (*row, column.field));
            sourced(words, (plan.data, *row), (column.field, &kinds), &measured)
        }
        None => sourced(words, (plan.data, *row), (column.field, &kinds), measured),
    };
    let line = |row: &RowId| {
        plan.columns.iter().zip(&measured).map(|(column, measured)| cell(row, column, measured)).collect()
    };
    drawn.table = Table {
        head: head.collect(),
        lines: plan.rows.iter().map(line).collect(),
        row_heads: plan.columns.len() > 1,
        left_out: plan.left_out,
    };
    if beside.is_none() {
        drawn.dek = units::paid_for_each(words, bound, &plan.rows, &shown);
    }
    drawn
}

/// What a table of rows begins with: where they come from, and the rows to download.
pub fn start(words: Words<'_>, data: crate::model::id::DatasetId, rows: &[RowId]) -> Drawn {
    let mut drawn = Drawn::default();
    words.provenance(&mut drawn, data, rows);
    drawn.csv = words.csv(data, rows);
    drawn.withheld = !words.site.dataset(data).dataset.schema.redistribute;
    drawn
}

/// The head of a column: its name and unit.
pub fn column_head(words: Words<'_>, bound: &BoundDataset, column: ColumnId, unit: &str) -> HeadCell {
    let field = bound.dataset.field(column);
    let numeric = field.kind.is_number();
    HeadCell { text: words.field(field).to_owned(), unit: unit.to_owned(), numeric, ..HeadCell::default() }
}

/// A cell; of the measure with its source and date, and with the word for its status. One that was restated
/// since it was pinned says so, and one that was not measured, by the columns that tell.
pub fn sourced(
    words: Words<'_>,
    (data, row): (DatasetId, RowId),
    (column, kinds): (ColumnId, &[ColumnId]),
    unit: &Unit,
) -> TableCell {
    let bound = words.site.dataset(data);
    let dataset = &bound.dataset;
    let (format, behind) = unit.at(words, bound, (row, column));
    let mut cell = words.cell(bound, row, column, &format);
    let in_power = unit.in_power(words, dataset, (row, column));
    if let Some(source) = bound.source(row).filter(|_| dataset.schema.source == Some(column)) {
        return words.plain(words.site.source(source).title.get(words.figure.lang));
    }
    if dataset.schema.status == Some(column) {
        return standing(words, bound, row).map_or(cell, |text| words.plain(text));
    }
    let number = dataset.cell(row, column).number();
    let says_unit = in_power.is_some() || number.is_none() || behind.is_empty();
    let with_unit = |text: String| if says_unit { text } else { format!("{text} {behind}") };
    if dataset.schema.measure != Some(column) {
        cell.text = with_unit(in_power.unwrap_or(cell.text));
        return cell;
    }
    let status = dataset.schema.status.filter(|_| !dataset.is_effective(row));
    let status = status.map(|status| words.text(bound, row, status));
    let restated = || words.site.restated(data, row).map(|_| word(words.lang, "restated").to_owned());
    let status = status.or_else(restated).or_else(|| unmeasured(words, bound, row, kinds));
    let short = in_power.or_else(|| words.large(dataset, (row, column), &format));
    let exact = short.as_ref().filter(|short| !short.contains(&cell.text)).map(|_| cell.text.clone());
    let title = [exact, origin(words, bound, row)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let title = Some(title).filter(|title| !title.is_empty());
    TableCell { text: with_unit(short.unwrap_or(cell.text)), title, status, ..cell }
}

/// The cell of a place of which sources say different things: all of it, each with its source.
pub fn differing(words: Words<'_>, mut said: Vec<TableCell>) -> TableCell {
    if said.len() == 1 {
        return said.remove(0);
    }
    let join = |texts: &mut dyn Iterator<Item = String>, mark: &str| texts.collect::<Vec<_>>().join(mark);
    let colon = words.lang.pick(": ", "：");
    let from =
        |cell: &TableCell| format!("{}{colon}{}", cell.text, cell.title.as_deref().unwrap_or_default());
    TableCell {
        text: join(&mut said.iter().map(|cell| cell.text.clone()), words.lang.pick(" or ", "或")),
        title: Some(join(&mut said.iter().map(from), words.lang.pick("; ", "；"))),
        status: Some(word(words.lang, "sources_disagree").to_owned()),
        ..said.remove(0)
    }
}

/// Until when a row was in force that no longer is, and that one is which says nothing of its status, for the column of the
/// status.
fn standing(words: Words<'_>, bound: &BoundDataset, row: RowId) -> Option<String> {
    let dataset = &bound.dataset;
    let day = words.figure.as_of.last_day();
    if query::is_planned(dataset, row) {
        return None;
    }
    if let Some(end) = query::ceased(dataset, row, day) {
        let date = words.date(end);
        return Some(words.lang.pick(format!("until {date}"), format!("至{date}")));
    }
    let is_unsaid = dataset.schema.status.is_some_and(|status| dataset.cell(row, status) == Cell::Empty);
    let holds = query::is_step(dataset) && !query::known(dataset, &[row], day).is_empty();
    (is_unsaid && holds).then(|| row_status(words.lang, EFFECTIVE).to_owned())
}

/// The word for a value that a vendor claims or that is told of a time to come, by the columns that tell.
fn unmeasured(words: Words<'_>, bound: &BoundDataset, row: RowId, kinds: &[ColumnId]) -> Option<String> {
    let column = kinds.iter().find(|column| query::is_unmeasured(&bound.dataset, row, **column))?;
    Some(words.text(bound, row, *column))
}

/// The source and date of a row in words.
fn origin(words: Words<'_>, bound: &BoundDataset, row: RowId) -> Option<String> {
    let source = bound.source(row).map(|source| words.site.source(source).title.get(words.figure.lang));
    let period = match bound.dataset.schema.time {
        Some(Time::At(at)) => bound.dataset.cell(row, at),
        _ => Cell::Empty,
    };
    let date = match period {
        Cell::Period(period) => Some(words.period(period)),
        _ => bound.dataset.row_date(row).map(|date| words.date(date)),
    };
    let parts: Vec<String> = source.map(str::to_owned).into_iter().chain(date).collect();
    (!parts.is_empty()).then(|| parts.join(words.lang.pick(", ", "，")))
}

/// A matrix: models across, attributes down.
pub fn matrix(words: Words<'_>, plan: &MatrixPlan) -> Drawn {
    let mut drawn = Drawn::default();
    let mut head = vec![HeadCell::default()];
    head.extend(plan.models.iter().map(|model| {
        let cell = words.note(*model);
        HeadCell { text: cell.text, link: cell.link, ..HeadCell::default() }
    }));
    let mut lines = Vec::with_capacity(plan.attributes.len());
    for attribute in &plan.attributes {
        lines.push(match attribute {
            Attribute::Field(field) => field_line(words, plan, *field),
            Attribute::Measure(measure) => {
                let leading = measure.leading(words.site.dataset(measure.data), words.figure.lang);
                let rows = plan.models.iter().map(|model| leading.get(model).copied()).collect::<Vec<_>>();
                let bound = words.site.dataset(measure.data);
                let said = |row: RowId| measure.said(&bound.dataset, row).into_iter();
                let shown: Vec<RowId> = rows.iter().copied().flatten().flat_map(said).collect();
                words.provenance(&mut drawn, measure.data, &shown);
                let unit = words.measured(bound, &shown, measure.value, None).full;
                let name = words.plain(measure_name(words, measure, &unit));
                let told = (plan.dated, unit.is_empty());
                let cell = |row| measure_cell(words, measure, row, told);
                let cells = rows.into_iter().map(|row| match row {
                    Some(row) => differing(words, said(row).map(cell).collect()),
                    None => words.unknown(),
                });
                std::iter::once(name).chain(cells).collect()
            }
        });
    }
    drawn.table = Table { lines, head, row_heads: true, left_out: 0 };
    drawn.csv = sheet::of_matrix(words, plan, &drawn.table);
    drawn
}

/// An attribute of the models' notes: its name, then a cell a model.
fn field_line(words: Words<'_>, plan: &MatrixPlan, field: ModelField) -> Vec<TableCell> {
    let key = ModelField::ALL.iter().find(|(_, known)| *known == field);
    let name = words.plain(word(words.lang, key.map_or("model", |(key, _)| key)));
    let cell = |model: &NoteId| match &words.site.note(words.site.edition(*model, words.figure.lang)).details
    {
        Details::Model(model) => field_cell(words, field, model),
        _ => words.unknown(),
    };
    std::iter::once(name).chain(plan.models.iter().map(cell)).collect()
}

/// The name of a measure, with the unit that the rows shown have, if it is one.
fn measure_name(words: Words<'_>, measure: &Measure, unit: &str) -> String {
    let name = measure.name.get(words.figure.lang);
    let comma = words.lang.pick(", ", "，");
    if unit.is_empty() || unit == name { name.to_owned() } else { format!("{name}{comma}{unit}") }
}

fn field_cell(words: Words<'_>, field: ModelField, model: &Model<Bound>) -> TableCell {
    let text = |text: &Option<String>| text.as_ref().map_or(words.unknown(), |text| words.plain(text));
    let known = |key: &str| words.plain(word(words.lang, key));
    match field {
        ModelField::Vendor => words.note(model.vendor),
        ModelField::Family => text(&model.family),
        ModelField::Released => model.released.as_ref().map_or(words.unknown(), |date| {
            let raw = Some(date.value.to_string());
            TableCell { raw, ..words.plain(words.date(date.value)) }
        }),
        ModelField::Status => model.status.map_or(words.unknown(), |status| known(status.word())),
        ModelField::Parameters => text(&model.parameters),
        ModelField::ContextTokens => model.context_tokens.map_or(words.unknown(), |tokens| {
            let raw = tokens.to_string();
            TableCell { raw: Some(raw.clone()), ..words.plain(group_digits(&raw)) }
        }),
        ModelField::Modalities => match model.modalities_in.as_slice() {
            [] => words.unknown(),
            kinds => words.plain(modalities(words.lang, kinds)),
        },
        ModelField::License => text(&model.license),
        ModelField::OpenWeights => {
            model.open_weights.map_or(words.unknown(), |open| known(if open { "yes" } else { "no" }))
        }
        ModelField::Supersedes => model.supersedes.map_or(words.plain("–"), |model| words.note(model)),
    }
}

/// The value in force of a measure, with its day where lines are dated, and with its unit where neither the number nor the name
/// of the measure says it.
fn measure_cell(words: Words<'_>, measure: &Measure, row: RowId, (dated, alone): (bool, bool)) -> TableCell {
    let bound = words.site.dataset(measure.data);
    if !bound.dataset.schema.redistribute {
        return words.plain(word(words.lang, "withheld"));
    }
    let measured = words.measured(bound, &[row], measure.value, None);
    let mut cell = words.cell(bound, row, measure.value, &measured.format);
    if alone && !cell.missing {
        cell.text = format!("{} {}", cell.text, measured.unit).trim_end().to_owned();
    }
    let status = unmeasured(words, bound, row, &query::columns_of_standing(&bound.dataset));
    let when = bound.dataset.row_date(row).filter(|_| dated).map(|date| words.date(date));
    TableCell { title: origin(words, bound, row), status, when, ..cell }
}

/// A watch-list, by sector.
pub fn watchlist(words: Words<'_>, plan: &WatchlistPlan) -> Drawn {
    match plan {
        WatchlistPlan::Rows { data, rows } => {
            let bound = words.site.dataset(*data);
            let mut drawn = start(words, *data, rows);
            if !drawn.withheld {
                drawn.table = watched_rows(words, bound, rows);
            }
            drawn
        }
        WatchlistPlan::Items(items) => {
            let keys = ["sector", "ticker", "company", "notes"];
            let head = keys.map(|key| head_word(words, key)).to_vec();
            let text = |text: &Option<String>| words.plain(text.clone().unwrap_or_default());
            let line = |item: &crate::model::watch::WatchItem| {
                vec![
                    text(&item.sector),
                    ticker(words, &item.ticker.value),
                    text(&item.company),
                    text(&item.note.as_ref().map(|note| note.value.clone())),
                ]
            };
            let table = Table { head, lines: items.iter().map(line).collect(), row_heads: true, left_out: 0 };
            Drawn { table, ..Drawn::default() }
        }
    }
}

fn head_word(words: Words<'_>, key: &str) -> HeadCell {
    HeadCell { text: word(words.lang, key).to_owned(), ..HeadCell::default() }
}

/// The usual columns of a watch-list, as far as rows fill them.
fn watched_rows(words: Words<'_>, bound: &BoundDataset, rows: &[RowId]) -> Table {
    let dataset = &bound.dataset;
    let known = ["sector", "ticker", "exchange", "company", "note"].into_iter();
    let columns = known.filter_map(|name| Some((name, dataset.column(name)?)));
    let filled = |column: ColumnId| rows.iter().any(|row| dataset.cell(*row, column) != Cell::Empty);
    let columns: Vec<(&str, ColumnId)> = columns.filter(|(_, column)| filled(*column)).collect();
    let mut rows = rows.to_vec();
    if let Some((_, sector)) = columns.first().filter(|(name, _)| *name == "sector") {
        // One sector after the other, in the order of their first rows.
        let first = |row: &RowId| {
            rows.iter().position(|other| dataset.symbol(*other, *sector) == dataset.symbol(*row, *sector))
        };
        let places: Vec<Option<usize>> = rows.iter().map(first).collect();
        let mut paired: Vec<(Option<usize>, RowId)> = places.into_iter().zip(rows.iter().copied()).collect();
        paired.sort();
        rows = paired.into_iter().map(|(_, row)| row).collect();
    }
    let plain = NumberFormat::default();
    let cell = |row: RowId, (name, column): (&str, ColumnId)| match dataset.cell(row, column) {
        Cell::Empty => words.plain(""),
        Cell::Text(symbol) if name == "ticker" => ticker(words, symbol),
        _ => words.cell(bound, row, column, &plain),
    };
    Table {
        head: columns.iter().map(|(_, column)| column_head(words, bound, *column, "")).collect(),
        lines: rows.iter().map(|row| columns.iter().map(|column| cell(*row, *column)).collect()).collect(),
        row_heads: true,
        left_out: 0,
    }
}

/// A ticker that leads to its page.
fn ticker(words: Words<'_>, symbol: &str) -> TableCell {
    let known = words.site.tickers.binary_search_by(|ticker| ticker.symbol.as_str().cmp(symbol)).is_ok();
    let code = words.site.config.code(words.figure.lang);
    let prefix = if words.figure.lang == LangId::DEFAULT { String::new() } else { format!("{code}/") };
    let link = known.then(|| Target::Page(format!("{prefix}tickers/{symbol}/")));
    TableCell { link, ..words.plain(symbol) }
}
