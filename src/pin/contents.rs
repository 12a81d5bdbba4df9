//! What a lock would hold: the rows that a report shows of the data that a site has, with how they are read.

use std::collections::BTreeSet;

use crate::model::dataset::Dataset;
use crate::model::id::{ColumnId, DatasetId, LangId, NoteId, RowId};
use crate::model::lock::{self, Dated, HeldUnit, Sense, Table};
use crate::model::site::Site;
use crate::model::text::LocalText;
use crate::model::unit;
use crate::model::used::{self, Used};

/// The rows that a report shows of the data that a site has, by dataset.
pub fn tables(site: &Site, id: NoteId) -> Vec<Table> {
    let used = used::by_report(site, id);
    let shown = used.iter().filter(|(_, used)| !used.rows.is_empty());
    let mut tables: Vec<Table> = shown.map(|(data, used)| table(site, *data, used)).collect();
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    tables
}

/// These rows of a dataset, as they are in a site.
pub fn table(site: &Site, data: DatasetId, used: &Used) -> Table {
    let dataset = &site.dataset(data).dataset;
    let columns = columns(dataset, &used.columns);
    let rows: Vec<RowId> = used.rows.iter().copied().collect();
    Table {
        name: dataset.name.clone(),
        sense: Some(sense(dataset)),
        units: units(site, dataset, &columns, &rows),
        dated: dated(dataset, &rows),
        columns: columns.iter().map(|column| dataset.field(*column).name.clone()).collect(),
        rows: rows.iter().map(|row| cells(dataset, *row, &columns)).collect(),
    }
}

/// The columns that a lock holds: all but remarks that are not shown.
pub fn columns(dataset: &Dataset, shown: &BTreeSet<ColumnId>) -> Vec<ColumnId> {
    let all = (0..dataset.columns.len()).map(ColumnId::at);
    all.filter(|column| !lock::is_remark(&dataset.field(*column).name) || shown.contains(column)).collect()
}

/// The units of the columns with numbers, in each language in which one is worded, and the words that fill them in;
/// of one without a unit just that.
pub fn units(site: &Site, dataset: &Dataset, columns: &[ColumnId], rows: &[RowId]) -> Vec<HeldUnit> {
    let worded = |column: ColumnId, value: Option<&str>, words: &LocalText| {
        let none = words.is_empty().then_some((LangId::DEFAULT, ""));
        let unit = |(lang, wording): (LangId, &str)| HeldUnit {
            column: dataset.field(column).name.clone(),
            value: value.map(str::to_owned),
            lang: site.config.code(lang).to_owned(),
            wording: wording.to_owned(),
        };
        words.each().chain(none).map(unit).collect::<Vec<_>>()
    };
    let numbers = columns.iter().copied().filter(|column| dataset.field(*column).kind.is_number());
    let wordings = numbers.flat_map(|column| worded(column, None, unit::of_column(dataset, column)));
    let filling = unit::filling(dataset, rows).into_iter();
    let filling = filling.flat_map(|(column, texts)| texts.into_iter().map(move |text| (column, text)));
    let words = filling
        .flat_map(|(column, text)| worded(column, Some(text), &unit::words(dataset.field(column), text)));
    wordings.chain(words).collect()
}

/// How the rows are read where nothing says otherwise.
pub fn sense(dataset: &Dataset) -> Sense {
    let measure = dataset.schema.measure.map_or(String::new(), |column| dataset.field(column).name.clone());
    Sense { measure, holds: dataset.schema.holds }
}

/// When the sources of rows were published, or else read, by their keys.
pub fn dated(dataset: &Dataset, rows: &[RowId]) -> Vec<Dated> {
    let Some(column) = dataset.schema.source else { return Vec::new() };
    let one = |row: &RowId| Dated { source: dataset.cell(*row, column).raw(), day: dataset.published(*row) };
    let dated: BTreeSet<Dated> = rows.iter().map(one).filter(|one| !one.source.is_empty()).collect();
    dated.into_iter().collect()
}

/// The cells of a row in these columns, as texts.
pub fn cells(dataset: &Dataset, row: RowId, columns: &[ColumnId]) -> Vec<String> {
    columns.iter().map(|column| dataset.cell(row, *column).raw()).collect()
}

/// Gives rows of a lock the units and the days of sources that they had; what only others have stays.
pub fn read_as_then(
    table: &mut Table,
    site: &Site,
    then: &Dataset,
    (columns, rows): (&[ColumnId], &[RowId]),
) {
    let mut units = units(site, then, columns, rows);
    let is_new =
        |unit: &HeldUnit| unit.value.is_some() && units.iter().all(|held| held.subject() != unit.subject());
    let others: Vec<HeldUnit> = table.units.drain(..).filter(is_new).collect();
    units.extend(others);
    table.units = units;
    let mut dated = dated(then, rows);
    let is_new = |one: &Dated| dated.iter().all(|held| held.source != one.source);
    let others: Vec<Dated> = table.dated.drain(..).filter(is_new).collect();
    dated.extend(others);
    table.dated = dated;
}
