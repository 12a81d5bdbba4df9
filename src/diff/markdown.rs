//! A difference as Markdown, for a pull request.

use std::fmt::Write as _;

use super::difference::{
    DatasetChange, Difference, FigureChange, FileChange, Kind, LicenceChange, NumberChange, PageChange,
    ReportChange, ValueChange,
};

/// How many rows, values or pages of a kind are listed one by one.
const MOST: usize = 40;

/// How to mend an address that leads nowhere.
pub const LOST: &str = "Links to them break. Name each under `aliases:` of the note that took its place; \
    the page of a dataset has the name of its file.";

/// The difference as Markdown.
pub fn text(difference: &Difference) -> String {
    let mut out = format!("# What changes from {} to {}\n", code(&difference.old), code(&difference.new));
    for told in mistakes(difference) {
        let _ = writeln!(out, "\n**{told}**");
    }
    if difference.is_empty() {
        out.push_str(nothing(difference));
        return out;
    }
    let _ = writeln!(out, "\n{}.", summary(difference));
    if !difference.reports.is_empty() {
        out.push_str("\n## Reports whose numbers change\n\n");
        for report in &difference.reports {
            let figures = parts_of(report, |id| code(id)).join(", ");
            let _ = writeln!(out, "- **{}** ({}): {figures}", plain(&report.title), code(&report.url));
        }
    }
    if !difference.datasets.is_empty() {
        out.push_str("\n## Facts\n");
        difference.datasets.iter().for_each(|dataset| facts(dataset, &mut out));
    }
    if !difference.licences.is_empty() {
        out.push_str("\n## Licences\n\n");
        for change in &difference.licences {
            let _ = writeln!(out, "- {}: {}", code(&change.dataset), licence(change));
        }
    }
    if !difference.figures.is_empty() {
        out.push_str("\n## Figures\n");
        figures(&difference.figures, &mut out);
    }
    if !difference.numbers.is_empty() {
        out.push_str("\n## Numbers in texts\n");
        numbers(&difference.numbers, &mut out);
    }
    if !difference.pages.is_empty() {
        out.push_str("\n## Pages\n\n");
        difference.pages.iter().take(MOST).for_each(|page| page_line(page, &mut out));
        left(difference.pages.len(), &mut out);
    }
    if !difference.files.is_empty() {
        out.push_str("\n## Settings and sources\n\n");
        difference.files.iter().take(MOST).for_each(|file| file_line(file, &mut out));
        left(difference.files.len(), &mut out);
    }
    if !difference.lost.is_empty() {
        let _ = writeln!(out, "\n## Addresses that lead nowhere now\n\n{LOST}\n");
        for url in difference.lost.iter().take(MOST) {
            let _ = writeln!(out, "- {}", code(url));
        }
        left(difference.lost.len(), &mut out);
    }
    out
}

/// A sentence for each state that has mistakes.
pub fn mistakes(difference: &Difference) -> Vec<String> {
    let sides = [("old", difference.mistakes.old), ("new", difference.mistakes.new)];
    let told = sides.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(side, count)| {
        let count = plural(count, "mistake");
        format!("The {side} state has {count}: neither figures nor numbers in texts are compared.")
    })
    .collect()
}

/// What stands in the place of a list of changes where there are none.
pub fn nothing(difference: &Difference) -> &'static str {
    match difference.mistakes.any() {
        true => "\nNothing in what was compared: the same facts, pages and settings.\n",
        false => "\nNothing: the same facts, figures, pages and settings.\n",
    }
}

/// What becomes of a dataset whose licence changes.
pub fn licence(change: &LicenceChange) -> &'static str {
    match change.redistribute {
        true => "its rows may be redistributed from now on: downloads, the API and tables show them",
        false => "its licence keeps its rows back from now on",
    }
}

/// One line on all of it: `2 rows restated, 1 added · 3 figures · 1 page · 1 report`.
pub fn summary(difference: &Difference) -> String {
    let sum = |count: fn(&DatasetChange) -> usize| difference.datasets.iter().map(count).sum::<usize>();
    let rows = [
        (sum(|dataset| dataset.restated), "restated"),
        (sum(|dataset| dataset.added), "added"),
        (sum(|dataset| dataset.removed), "removed"),
    ];
    let rows: Vec<String> =
        rows.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let mut parts = Vec::new();
    if !rows.is_empty() {
        parts.push(format!("rows: {}", rows.join(", ")));
    }
    let counted = [
        (difference.licences.len(), "licence"),
        (difference.figures.len(), "figure"),
        (difference.numbers.len(), "number in texts"),
        (difference.pages.len(), "page"),
        (difference.files.len(), "file of settings"),
        (difference.reports.len(), "report"),
        (difference.lost.len(), "address lost"),
    ];
    for (count, word) in counted.into_iter().filter(|(count, _)| *count > 0) {
        parts.push(plural(count, word));
    }
    parts.join(" · ")
}

/// A count with its word: `2 numbers in texts`.
fn plural(count: usize, word: &str) -> String {
    match word.split_once(' ') {
        _ if count == 1 => format!("{count} {word}"),
        Some((noun, rest)) => format!("{count} {} {rest}", several(noun)),
        None => format!("{count} {word}s"),
    }
}

fn several(noun: &str) -> String {
    if noun.ends_with('s') { format!("{noun}es") } else { format!("{noun}s") }
}

/// What changes in a report: its figures, and how many numbers of its text.
pub fn parts_of(report: &ReportChange, figure: impl Fn(&String) -> String) -> Vec<String> {
    let numbers = (report.numbers > 0).then(|| plural(report.numbers, "number in its text"));
    report.figures.iter().map(figure).chain(numbers).collect()
}

fn facts(dataset: &DatasetChange, out: &mut String) {
    let was = dataset.was.as_ref().map_or(String::new(), |was| format!(" (was {})", code(was)));
    let _ = writeln!(
        out,
        "\n### {}{was}\n\n{} restated, {} added, {} removed.\n",
        code(&dataset.name),
        dataset.restated,
        dataset.added,
        dataset.removed
    );
    if dataset.restricted {
        out.push_str("Its licence keeps the rows back, so they are not shown.\n");
        return;
    }
    if dataset.rows.is_empty() {
        return;
    }
    out.push_str("| row | | what | old | new |\n|---|---|---|---|---|\n");
    for row in dataset.rows.iter().take(MOST) {
        let cells = row.cells.iter();
        // Of a row that is new or gone one line is enough: its values side by side.
        let lines: Vec<ValueChange> = match row.kind {
            Kind::Changed => cells.cloned().collect(),
            _ => vec![ValueChange {
                of: String::new(),
                old: joined(row.cells.iter().map(|cell| &cell.old)),
                new: joined(row.cells.iter().map(|cell| &cell.new)),
            }],
        };
        let word = if row.kind == Kind::Changed { "restated" } else { row.kind.word() };
        for line in lines {
            let _ = writeln!(out, "| {} | {word} {}", plain(&row.key), cells_of(&line));
        }
    }
    left(dataset.rows.len(), out);
}

fn joined<'c>(texts: impl Iterator<Item = &'c String>) -> String {
    texts.filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

fn cells_of(change: &ValueChange) -> String {
    format!("| {} | {} | {} |", plain(&change.of), plain(&change.old), plain(&change.new))
}

fn figures(figures: &[FigureChange], out: &mut String) {
    for figure in figures.iter().take(MOST) {
        let _ = writeln!(
            out,
            "\n### {}\n\n{} on {} (`#{}`).",
            plain(&figure.title),
            if figure.kind == Kind::Changed { "Changes" } else { figure.kind.word() },
            code(&figure.page),
            figure.id.replace('`', "")
        );
        let count = figure.told().count();
        if count > 0 {
            out.push_str("\n| what | old | new |\n|---|---|---|\n");
            figure.told().take(MOST).for_each(|value| {
                let _ = writeln!(out, "{}", cells_of(value));
            });
            left(count, out);
        }
    }
    left(figures.len(), out);
}

fn numbers(numbers: &[NumberChange], out: &mut String) {
    for page in numbers.chunk_by(|a, b| a.page == b.page) {
        let _ = writeln!(out, "\n### {}\n\n{}.\n", plain(&page[0].title), code(&page[0].page));
        out.push_str("| place | reference | | old | new |\n|---|---|---|---|---|\n");
        for number in page.iter().take(MOST) {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                plain(&number.places.join(", ")),
                plain(&number.reference),
                number.kind.word(),
                plain(&number.old),
                plain(&number.new)
            );
        }
        left(page.len(), out);
    }
}

fn page_line(page: &PageChange, out: &mut String) {
    let moved = page.moved_from.as_ref().map(|from| format!(", moved from {}", code(from)));
    let _ = writeln!(
        out,
        "- {} {} {} (+{} \u{2212}{} lines{})",
        page.kind.word(),
        code(&page.url),
        plain(&page.title),
        page.lines_added,
        page.lines_removed,
        moved.unwrap_or_default()
    );
}

fn file_line(file: &FileChange, out: &mut String) {
    let (kind, path) = (file.kind.word(), code(&file.path));
    let _ = writeln!(out, "- {kind} {path} (+{} \u{2212}{} lines)", file.lines_added, file.lines_removed);
}

fn left(count: usize, out: &mut String) {
    if count > MOST {
        let _ = writeln!(out, "\n… and {} more", count - MOST);
    }
}

/// Text that cannot be taken for Markdown, on one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            letter if disturbs(letter) => out.push('\u{fffd}'),
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '@' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n', '\r'], " ").replace(disturbs, "\u{fffd}"))
}

/// Whether a character would change a terminal, or turn the letters behind it around.
fn disturbs(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_break_its_table() {
        assert_eq!(plain("a|b\n<c>"), "a\\|b \\<c\\>");
        assert_eq!(code("a`b"), "`a b`");
        assert_eq!(
            (plain("a\u{1b}[31m"), code("\u{202e}a")),
            ("a\u{fffd}\\[31m".to_owned(), "`\u{fffd}a`".to_owned())
        );
    }
}
