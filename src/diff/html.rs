//! A difference as a page of its own, with the charts before and after. It loads nothing and runs nothing.

use std::fmt::Write as _;

use super::difference::{
    DatasetChange, Difference, FigureChange, FileChange, Kind, LicenceChange, NumberChange, PageChange,
    ReportChange, ValueChange,
};
use super::markdown;

/// How such a page begins.
pub const START: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>What changes</title>\n";

const STYLE: &str = "<style>\
body{font:1rem/1.5 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{text-align:start;padding:.2rem .8rem .2rem 0;\
border-bottom:1px solid #ddd;vertical-align:top}.wrap{overflow-x:auto}.pair{display:grid;gap:1rem;\
grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}figure{margin:0}img{width:100%;height:auto;background:#fff}\
figcaption,.details{color:#555;font-size:.875rem}del{color:#a11}ins{color:#161;text-decoration:none}</style></head><body>\n";

/// The difference as a page.
pub fn page(difference: &Difference) -> String {
    let mut out = format!("{START}{STYLE}");
    let _ = write!(
        out,
        "<h1>What changes from <code>{}</code> to <code>{}</code></h1>\n<p>{}</p>\n",
        escaped(&difference.old),
        escaped(&difference.new),
        match difference.is_empty() {
            true => markdown::nothing(difference).trim().to_owned(),
            false => escaped(&markdown::summary(difference)),
        }
    );
    for told in markdown::mistakes(difference) {
        let _ = writeln!(out, "<p><strong>{told}</strong></p>");
    }
    let report = |report: &ReportChange| {
        let parts = escaped(&markdown::parts_of(report, String::clone).join(", "));
        let (title, url) = (escaped(&report.title), escaped(&report.url));
        format!("{title} <span class=\"details\">{url}: {parts}</span>")
    };
    list("Reports whose numbers change", "", difference.reports.iter().map(report), &mut out);
    difference.datasets.iter().for_each(|dataset| facts(dataset, &mut out));
    let licence = |change: &LicenceChange| {
        format!("<code>{}</code>: {}", escaped(&change.dataset), markdown::licence(change))
    };
    list("Licences", "", difference.licences.iter().map(licence), &mut out);
    if !difference.figures.is_empty() {
        out.push_str("<h2>Figures</h2>\n");
        difference.figures.iter().for_each(|figure| write_figure(figure, &mut out));
    }
    if !difference.numbers.is_empty() {
        numbers(&difference.numbers, &mut out);
    }
    let page = |page: &PageChange| {
        format!(
            "{} <code>{}</code> {} <span class=\"details\">+{} \u{2212}{} lines</span>",
            page.kind.word(),
            escaped(&page.url),
            escaped(&page.title),
            page.lines_added,
            page.lines_removed
        )
    };
    list("Pages", "", difference.pages.iter().map(page), &mut out);
    let file = |file: &FileChange| {
        let (kind, path) = (file.kind.word(), escaped(&file.path));
        let (added, removed) = (file.lines_added, file.lines_removed);
        format!("{kind} <code>{path}</code> <span class=\"details\">+{added} \u{2212}{removed} lines</span>")
    };
    list("Settings and sources", "", difference.files.iter().map(file), &mut out);
    let lost = difference.lost.iter().map(|url| format!("<code>{}</code>", escaped(url)));
    list("Addresses that lead nowhere now", &markdown::LOST.replace('`', ""), lost, &mut out);
    out.push_str("</body></html>\n");
    out
}

/// A list below its heading, with a sentence before it; nothing where it is empty. `items` are HTML.
fn list(title: &str, intro: &str, items: impl Iterator<Item = String>, out: &mut String) {
    let items: String = items.map(|item| format!("<li>{item}</li>\n")).collect();
    if !items.is_empty() {
        let intro = if intro.is_empty() { String::new() } else { format!("<p>{intro}</p>\n") };
        let _ = write!(out, "<h2>{title}</h2>\n{intro}<ul>{items}</ul>\n");
    }
}

fn facts(dataset: &DatasetChange, out: &mut String) {
    let _ = write!(
        out,
        "<h2>Facts: {}{}</h2>\n<p>{} restated, {} added, {} removed.{}</p>\n",
        escaped(&dataset.name),
        dataset.was.as_ref().map_or(String::new(), |was| format!(" (was {})", escaped(was))),
        dataset.restated,
        dataset.added,
        dataset.removed,
        if dataset.restricted { " Its licence keeps the rows back, so they are not shown." } else { "" }
    );
    if dataset.rows.is_empty() {
        return;
    }
    out.push_str(
        "<div class=\"wrap\"><table><tr><th>Row</th><th></th><th>What</th><th>Old</th><th>New</th></tr>\n",
    );
    for row in &dataset.rows {
        let word = if row.kind == Kind::Changed { "restated" } else { row.kind.word() };
        for cell in &row.cells {
            let _ = write!(out, "<tr><td>{}</td><td>{word}</td>{}</tr>", escaped(&row.key), cells(cell));
        }
    }
    out.push_str("</table></div>\n");
}

fn numbers(numbers: &[NumberChange], out: &mut String) {
    out.push_str("<h2>Numbers in texts</h2>\n");
    for page in numbers.chunk_by(|a, b| a.page == b.page) {
        let (title, url) = (escaped(&page[0].title), escaped(&page[0].page));
        let _ = write!(out, "<h3>{title}</h3>\n<p class=\"details\">{url}</p>\n<div class=\"wrap\"><table>");
        out.push_str("<tr><th>Place</th><th>Reference</th><th></th><th>Old</th><th>New</th></tr>\n");
        for number in page {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td><code>{}</code></td><td>{}</td><td><del>{}</del></td><td><ins>{}</ins></td></tr>",
                escaped(&number.places.join(", ")),
                escaped(&number.reference),
                number.kind.word(),
                escaped(&number.old),
                escaped(&number.new)
            );
        }
        out.push_str("</table></div>\n");
    }
}

fn cells(change: &ValueChange) -> String {
    format!(
        "<td>{}</td><td><del>{}</del></td><td><ins>{}</ins></td>",
        escaped(&change.of),
        escaped(&change.old),
        escaped(&change.new)
    )
}

fn write_figure(figure: &FigureChange, out: &mut String) {
    let _ = write!(
        out,
        "<section><h3>{}</h3>\n<p class=\"details\">{} · {}#{}</p>\n<div class=\"pair\">",
        escaped(&figure.title),
        figure.kind.word(),
        escaped(&figure.page),
        escaped(&figure.id)
    );
    for (drawing, word) in figure.drawings.iter().zip(["Before", "After"]) {
        if let Some(svg) = drawing {
            let address = encoded(svg);
            let _ = write!(
                out,
                "<figure><img alt=\"{word}\" src=\"data:image/svg+xml,{address}\"><figcaption>{word}</figcaption></figure>"
            );
        }
    }
    out.push_str("</div>\n");
    if figure.told().next().is_some() {
        out.push_str("<div class=\"wrap\"><table><tr><th>What</th><th>Old</th><th>New</th></tr>\n");
        for value in figure.told() {
            let _ = write!(out, "<tr>{}</tr>", cells(value));
        }
        out.push_str("</table></div>");
    }
    out.push_str("</section>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text as part of a `data:` address.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'='
            | b' '
            | b',' => {
                out.push(char::from(byte));
            }
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_an_address_that_ends_where_it_should() {
        assert_eq!(encoded("<a b=\"1\">价</a>"), "%3Ca b=%221%22%3E%E4%BB%B7%3C/a%3E");
        assert_eq!(escaped("<\"&\">"), "&lt;&quot;&amp;&quot;&gt;");
    }
}
