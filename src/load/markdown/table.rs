//! Tables: aligned by class, in a frame that scrolls, and no larger than their source.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::writer::{Mode, OpenTable, Writer};
use crate::diag::catalog::markdown as say;

/// Most columns of a table.
const MOST_COLUMNS: usize = 200;
/// Most cells of all tables of a note.
const MOST_CELLS: usize = 200_000;

impl Writer<'_> {
    /// Begins a table.
    pub fn begin_table(&mut self, sides: Vec<Alignment>, range: &Range<usize>) {
        if sides.len() > MOST_COLUMNS {
            let head = self.place.slice(range).lines().next().map_or(0, str::len);
            let start = self.place.offset(range.start);
            let size = format!("{} columns; at most {MOST_COLUMNS} are allowed", sides.len());
            self.diagnostics.push(say::table_too_large(self.place.span_of(start..start + head), &size));
            self.mode = Mode::Skip(1);
            return;
        }
        let label = self.labels.table;
        self.bare("<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.bare(label);
        self.bare("\">\n<table>\n");
        self.table = Some(OpenTable { sides, column: 0, in_head: false, has_body: false, lacking: 0 });
    }

    /// Ends it.
    pub fn end_table(&mut self) {
        let has_body = self.table.take().is_some_and(|table| table.has_body);
        self.bare(if has_body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
        self.end_line();
    }

    /// Begins a row, the head or another.
    pub fn begin_row(&mut self, head: bool) {
        let Some(table) = &mut self.table else { return };
        let first = !head && !table.has_body;
        table.has_body |= first;
        (table.column, table.lacking, table.in_head) = (0, 0, head);
        self.bare(match (head, first) {
            (true, _) => "<thead>\n<tr>",
            (false, true) => "<tbody>\n<tr>",
            (false, false) => "<tr>",
        });
    }

    /// Ends it. Cells that it lacks become one wide empty cell.
    pub fn end_row(&mut self, head: bool) {
        let lacking = self.table.as_ref().map_or(0, |table| table.lacking);
        match lacking {
            0 => {}
            1 => self.bare("<td></td>"),
            more => self.bare(&format!("<td colspan=\"{more}\"></td>")),
        }
        self.bare(if head { "</tr>\n</thead>\n" } else { "</tr>\n" });
        self.end_line();
    }

    /// Begins a cell.
    pub fn begin_cell(&mut self, range: &Range<usize>) {
        let span = self.place.span(range);
        let Some(table) = &mut self.table else { return };
        table.column += 1;
        if range.is_empty() && !table.in_head {
            table.lacking += 1;
            self.mode = Mode::Skip(1);
            return;
        }
        let lacking = std::mem::take(&mut table.lacking);
        let side = table.sides.get(table.column - 1).copied().unwrap_or(Alignment::None);
        let tag = open_tag(side, table.in_head);
        for _ in 0..lacking {
            self.bare("<td></td>");
        }
        self.bare(tag);
        self.cells += 1;
        self.last = ' ';
        if self.cells == MOST_CELLS + 1 {
            let size = format!("more than {MOST_CELLS} cells");
            self.diagnostics.push(say::table_too_large(span, &size));
        }
    }

    /// Ends a cell.
    pub fn end_cell(&mut self) {
        let in_head = self.table.as_ref().is_some_and(|table| table.in_head);
        self.bare(if in_head { "</th>" } else { "</td>" });
        self.part_words();
    }
}

fn open_tag(side: Alignment, head: bool) -> &'static str {
    match (side, head) {
        (Alignment::None, true) => "<th scope=\"col\">",
        (Alignment::Left, true) => "<th scope=\"col\" class=\"left\">",
        (Alignment::Center, true) => "<th scope=\"col\" class=\"center\">",
        (Alignment::Right, true) => "<th scope=\"col\" class=\"right\">",
        (Alignment::None, false) => "<td>",
        (Alignment::Left, false) => "<td class=\"left\">",
        (Alignment::Center, false) => "<td class=\"center\">",
        (Alignment::Right, false) => "<td class=\"right\">",
    }
}
