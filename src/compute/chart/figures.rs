//! What every chart leaves: two drawings, the table of its data, and where the data come from.

use xxhash_rust::xxh3::xxh3_64;

use crate::chart::Plot;
use crate::compute::Words;
use crate::compute::alt::{Summary, sentence};
use crate::model::drawn::{Drawn, HeadCell, Table, TableCell};
use crate::model::figure::{ChartKind, Owner, TableSize};
use crate::model::id::{DatasetId, RowId};
use crate::words::{chart_kind, word};

/// Tables of more cells than this are summed up on the page; the CSV has all rows.
const MOST_CELLS: usize = 200;

/// Draws a plot in both widths and describes it.
pub fn draw_both(words: Words<'_>, mut plot: Plot, summary: &Summary<'_>) -> Drawn {
    plot.id = id(words);
    plot.title.clone_from(&words.figure.head.title);
    let alt = words.figure.head.alt.clone().unwrap_or_else(|| sentence(summary, words.lang));
    plot.alt.clone_from(&alt);
    Drawn { picture: Some(words.picture(plot)), alt, ..Drawn::default() }
}

/// What ids in a figure's drawings begin with. It comes from its page and its name there, not from its place among all
/// figures, so that one that is added elsewhere changes no other.
fn id(words: Words<'_>) -> String {
    let page = match words.figure.owner {
        Owner::Note(note) => words.site.place(note).url.clone(),
        Owner::Page(page, lang) => format!("{}/{}", words.site.config.code(lang), page.slug()),
    };
    format!("f{:08x}", xxh3_64(format!("{page}#{}", words.figure.head.id).as_bytes()) >> 32)
}

/// Adds the rows a chart shows: sources, dates, licences, the download.
pub fn add_rows(words: Words<'_>, drawn: &mut Drawn, data: DatasetId, rows: &[RowId]) {
    words.provenance(drawn, data, rows);
    drawn.csv = words.csv(data, rows);
}

/// Whether the page shows the whole table of a chart's data.
pub fn shows_all(size: TableSize, cells: usize) -> bool {
    match size {
        TableSize::Full => true,
        TableSize::Summary => false,
        TableSize::Auto => cells <= MOST_CELLS,
    }
}

/// The table of a chart whose licence keeps its rows back: none.
pub fn kept_back(words: Words<'_>, data: DatasetId, table: Table) -> Table {
    if words.site.dataset(data).dataset.schema.redistribute { table } else { Table::default() }
}

/// A table as the page shows it: whole, or where it is too long a line for each column of numbers.
pub fn fitted(words: Words<'_>, size: TableSize, table: Table) -> Table {
    let counts = |column: &usize| {
        table.head[*column].numeric && table.lines.iter().any(|line| line[*column].raw.is_some())
    };
    let numeric: Vec<usize> = (0..table.head.len()).filter(counts).collect();
    if shows_all(size, table.lines.len() * table.head.len()) || numeric.is_empty() {
        return table;
    }
    let names = ["measure", "measure_count", "lowest", "highest"];
    let head = names.iter().enumerate().map(|(column, name)| HeadCell {
        text: word(words.lang, name).to_owned(),
        numeric: column == 1,
        ..HeadCell::default()
    });
    let left_out = table.left_out + table.lines.len();
    let lines = numeric.iter().map(|column| extremes(words, &table, *column)).collect();
    Table { head: head.collect(), lines, row_heads: true, left_out }
}

/// A column of numbers in a line: how many there are, the lowest and the highest with whose they are.
fn extremes(words: Words<'_>, table: &Table, column: usize) -> Vec<TableCell> {
    let number = |line: &&Vec<TableCell>| -> Option<f64> { line[column].raw.as_ref()?.parse().ok() };
    let known = || table.lines.iter().filter_map(|line| Some((number(&line)?, line)));
    let written = |found: Option<(f64, &Vec<TableCell>)>| {
        let Some((_, line)) = found else { return words.plain("–") };
        let name = if column > 0 { line[0].text.as_str() } else { "" };
        let (open, close) = words.lang.pick((" (", ")"), ("（", "）"));
        let value = &line[column].text;
        words.plain(if name.is_empty() { value.clone() } else { format!("{value}{open}{name}{close}") })
    };
    let HeadCell { text, unit, .. } = &table.head[column];
    let comma = if unit.is_empty() { "" } else { words.lang.pick(", ", "，") };
    vec![
        words.plain(format!("{text}{comma}{unit}")),
        words.plain(known().count().to_string()),
        written(known().min_by(|a, b| a.0.total_cmp(&b.0))),
        written(known().max_by(|a, b| a.0.total_cmp(&b.0))),
    ]
}

/// The word for a kind of chart.
pub fn kind_word(words: Words<'_>, kind: ChartKind) -> &'static str {
    chart_kind(words.lang, kind.shape().word)
}
