//! Tables and timelines as HTML.

use std::fmt::Write as _;

use super::escape::html_into;
use super::paper::{self, Paper};
use super::press::Press;
use crate::model::drawn::{Entry, HeadCell, Table, TableCell};
use crate::model::id::LangId;

/// A table to be written.
pub struct Grid<'g> {
    /// Heads and lines.
    pub table: &'g Table,
    /// The caption, escaped.
    pub caption: &'g str,
    /// The language of its words.
    pub lang: LangId,
    /// Whether a head that several lines share is written once, over all of them.
    pub grouped: bool,
}

/// Appends a table.
pub fn write(press: &Press<'_>, grid: &Grid<'_>, out: &mut String) {
    let table = grid.table;
    let sortable = table.lines.len() > 3 && !grid.grouped;
    out.push_str(if sortable { "<table class=\"sortable\"><caption>" } else { "<table><caption>" });
    out.push_str(grid.caption);
    out.push_str("</caption><thead><tr>");
    for head in &table.head {
        write_head(press, head, grid.lang, out);
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for group in table.lines.chunk_by(|a, b| grid.grouped && head_of(a) == head_of(b)) {
        for (place, line) in group.iter().enumerate() {
            write_line(press, grid, (line, group.len(), place), out);
        }
    }
    out.push_str("</tbody></table>");
}

fn head_of(line: &[TableCell]) -> &str {
    line.first().map_or("", |cell| cell.text.as_str())
}

/// A line of a group of so many; the first one carries the head of all.
fn write_line(
    press: &Press<'_>,
    grid: &Grid<'_>,
    (line, lines, place): (&[TableCell], usize, usize),
    out: &mut String,
) {
    out.push_str(if place == 0 && grid.grouped { "<tr class=\"first\">" } else { "<tr>" });
    for (column, cell) in line.iter().enumerate() {
        if column == 0 && place > 0 && grid.grouped {
            continue;
        }
        let numeric = grid.table.head.get(column).is_some_and(|head| head.numeric);
        let head = column == 0 && (grid.table.row_heads || grid.grouped);
        open_cell(cell, (head, numeric), out);
        if head && grid.grouped && lines > 1 {
            let _ = write!(out, " rowspan=\"{lines}\"");
        }
        out.push('>');
        write_words(press, cell, grid.lang, out);
        write_status(cell.status.as_deref(), out);
        if let Some(when) = &cell.when {
            out.push_str("<br><span class=\"details\">");
            html_into(when, out);
            out.push_str("</span>");
        }
        out.push_str(if head { "</th>" } else { "</td>" });
    }
    out.push_str("</tr>\n");
}

fn write_head(press: &Press<'_>, head: &HeadCell, lang: LangId, out: &mut String) {
    out.push_str(if head.numeric { "<th scope=\"col\" class=\"num\"" } else { "<th scope=\"col\"" });
    out.push_str(if head.unordered { " data-unordered>" } else { ">" });
    match &head.link {
        Some(target) => {
            out.push_str("<a href=\"");
            paper::write_address(press, target, Paper::own(lang), out);
            out.push_str("\">");
            html_into(&head.text, out);
            out.push_str("</a>");
        }
        None => html_into(&head.text, out),
    }
    if !head.unit.is_empty() {
        out.push_str(" <span class=\"unit\">");
        html_into(&head.unit, out);
        out.push_str("</span>");
    }
    out.push_str("</th>");
}

/// Appends the start of a cell without its `>`.
fn open_cell(cell: &TableCell, (head, numeric): (bool, bool), out: &mut String) {
    out.push_str(if head { "<th scope=\"row\"" } else { "<td" });
    match (numeric, cell.missing, cell.heat) {
        (_, _, Some(step)) => _ = write!(out, " class=\"num heat h{step}\""),
        (true, true, _) => out.push_str(" class=\"num missing\""),
        (true, false, _) => out.push_str(" class=\"num\""),
        (false, true, _) => out.push_str(" class=\"missing\""),
        (false, false, _) => {}
    }
    if let Some(raw) = &cell.raw {
        attribute("data-value", raw, out);
    }
    if let Some(title) = &cell.title {
        attribute("title", title, out);
    }
}

fn write_status(status: Option<&str>, out: &mut String) {
    if let Some(status) = status {
        out.push_str(" <span class=\"status\">");
        html_into(status, out);
        out.push_str("</span>");
    }
}

/// Appends the words of a cell, as a link where it leads somewhere.
fn write_words(press: &Press<'_>, cell: &TableCell, lang: LangId, out: &mut String) {
    if let Some(picture) = &cell.picture {
        out.push_str(picture);
    }
    let Some(target) = &cell.link else { return html_into(&cell.text, out) };
    out.push_str("<a href=\"");
    paper::write_address(press, target, Paper::own(lang), out);
    out.push_str("\">");
    html_into(&cell.text, out);
    out.push_str("</a>");
}

fn attribute(name: &str, value: &str, out: &mut String) {
    let _ = write!(out, " {name}=\"");
    html_into(value, out);
    out.push('"');
}

/// Appends the entries of a timeline as lists by year.
pub fn write_entries(press: &Press<'_>, entries: &[Entry], lang: LangId, out: &mut String) {
    out.push_str("<ol class=\"years\">\n");
    for year in entries.chunk_by(|a, b| a.year == b.year) {
        let _ = writeln!(out, "<li><span class=\"year\">{}</span><ol class=\"entries\">", year[0].year);
        for entry in year {
            write_entry(press, entry, lang, out);
        }
        out.push_str("</ol></li>\n");
    }
    out.push_str("</ol>");
}

/// Appends one entry of a timeline as a list item.
pub fn write_entry(press: &Press<'_>, entry: &Entry, lang: LangId, out: &mut String) {
    out.push_str("<li><time");
    attribute("datetime", &entry.date, out);
    out.push('>');
    html_into(&entry.day, out);
    out.push_str("</time><span class=\"what\">");
    for (place, subject) in entry.subjects.iter().enumerate() {
        let last = place + 1 == entry.subjects.len();
        out.push_str(if last { "<b>" } else { "" });
        write_words(press, subject, lang, out);
        out.push_str(if last { "</b>" } else { " · " });
    }
    let text = untold(&entry.text, entry.subjects.last().map_or("", |subject| &subject.text));
    out.push_str(if text.is_empty() { "" } else { " " });
    html_into(text, out);
    if !entry.value.is_empty() {
        out.push_str(press.language(lang).lang.pick(": ", "："));
        html_into(&entry.value, out);
    }
    write_status(entry.status.as_deref(), out);
    if let Some(source) = entry.source {
        let source = press.site.source(source);
        out.push_str(" <a class=\"src\" href=\"");
        out.push_str(&press.addresses.local(&press.language(lang).url("sources/")));
        out.push('#');
        super::escape::url_into(&source.key, out);
        out.push('"');
        attribute("title", source.title.get(lang), out);
        out.push('>');
        out.push_str(press.language(lang).word("source"));
        out.push_str("</a>");
    }
    out.push_str("</span>");
    if !entry.lane.is_empty() {
        out.push_str("<span class=\"lane\">");
        html_into(&entry.lane, out);
        out.push_str("</span>");
    }
    out.push_str("</li>\n");
}
/// A text without the name that stands before it already: of `GPT-4 and its API` behind `GPT-4` the rest.
fn untold<'t>(text: &'t str, name: &str) -> &'t str {
    let ends_a_word = |letter: char| letter.is_whitespace() || !letter.is_ascii();
    match text.strip_prefix(name).filter(|_| !name.is_empty()) {
        Some(rest) if rest.chars().next().is_none_or(ends_a_word) => {
            rest.trim_start_matches(|letter: char| letter.is_whitespace() || "，：、".contains(letter))
        }
        _ => text,
    }
}
