//! What every chart leaves: two drawings, the table of its data, and where the data come from.

use crate::chart::{Plot, Width, draw};
use crate::compute::Words;
use crate::compute::alt::{Summary, sentence};
use crate::model::drawn::{Drawn, Picture, Table};
use crate::model::figure::{ChartKind, TableSize};
use crate::model::id::{DatasetId, RowId};

/// Tables of more cells than this are summed up on the page; the CSV has all rows.
const MOST_CELLS: usize = 200;

/// Draws a plot in both widths and describes it.
pub fn draw_both(words: Words<'_>, mut plot: Plot, summary: &Summary<'_>) -> Drawn {
    plot.id = format!("f{}", words.figure.id.0);
    plot.title.clone_from(&words.figure.head.title);
    let alt = words.figure.head.alt.clone().unwrap_or_else(|| sentence(summary, words.lang));
    plot.alt.clone_from(&alt);
    let wide = draw(&plot, Width::Wide);
    let narrow = draw(&plot, Width::Narrow).svg;
    let picture = Picture { size: (wide.width, wide.height), wide: wide.svg, narrow };
    Drawn { picture: Some(picture), alt, ..Drawn::default() }
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

/// The word for a kind of chart.
pub fn kind_word(words: Words<'_>, kind: ChartKind) -> &'static str {
    let (en, zh) = match kind {
        ChartKind::Line => ("Line chart", "折线图"),
        ChartKind::Step => ("Step chart", "阶梯图"),
        ChartKind::Area => ("Stacked area chart", "堆积面积图"),
        ChartKind::Share => ("Chart of shares", "占比面积图"),
        ChartKind::Bar => ("Bar chart", "条形图"),
        ChartKind::Column => ("Column chart", "柱形图"),
        ChartKind::Scatter => ("Scatter chart", "散点图"),
        ChartKind::Dumbbell => ("Dumbbell chart", "哑铃图"),
        ChartKind::Slope => ("Slope chart", "斜率图"),
        ChartKind::Multiples => ("Small multiples", "分面折线图"),
        ChartKind::Range => ("Range chart", "区间图"),
        ChartKind::Timeline => ("Timeline", "时间线"),
        ChartKind::Index => ("Indexed line chart", "指数化折线图"),
        ChartKind::Matrix => ("Heat table", "热力表"),
    };
    words.lang.pick(en, zh)
}
