//! Figures as HTML: number, title, picture or table, source line, data, downloads, citation.

use std::fmt::Write as _;

use super::escape::{html, html_into, url_into};
use super::press::Press;
use super::table::Grid;
use super::{paper, restated, table};
use crate::format::Lang;
use crate::model::drawn::Drawn;
use crate::model::figure::{Figure, Numbered, Owner, Plan};
use crate::model::id::{FigureId, LangId, SourceId};
use crate::model::licence;

/// How many sources a source line names.
const NAMED: usize = 4;

/// Appends a whole figure.
pub fn write(press: &Press<'_>, id: FigureId, out: &mut String) {
    let (figure, drawn) = (press.site.figure(id), press.drawn(id));
    let class = match (&drawn.picture, drawn.entries.is_empty()) {
        (Some(_), _) => "chart",
        (None, true) => "table",
        (None, false) => "timeline",
    };
    let _ = write!(out, "<figure class=\"{class}\" id=\"");
    html_into(&press.figure_anchor(figure), out);
    out.push_str("\">\n");
    write_caption(press, figure, drawn, out);
    write_content(press, figure, drawn, out);
    let note = figure.head.note.iter().filter(|note| !note.is_empty());
    for note in drawn.remarks.iter().chain(note) {
        out.push_str("<p class=\"note\">");
        html_into(note, out);
        out.push_str("</p>\n");
    }
    restated::write_mark(press, figure, out);
    out.push_str("<small class=\"source\">");
    write_source_line(press, figure, drawn, out);
    write_doubts(press, figure, drawn, out);
    // On paper nothing can be followed: there the address stands below the figure.
    out.push_str(" <span class=\"address\">");
    out.push_str(&address(press, figure));
    out.push_str("</span></small>\n");
    write_tools(press, figure, drawn, out);
    out.push_str("</figure>\n");
}

fn write_caption(press: &Press<'_>, figure: &Figure, drawn: &Drawn, out: &mut String) {
    out.push_str("<figcaption><span class=\"number\">");
    out.push_str(&paper::name(press, figure.id, figure.lang));
    out.push_str("</span> <strong>");
    html_into(&figure.head.title, out);
    out.push_str("</strong>");
    if !drawn.dek.is_empty() {
        out.push_str(" <span class=\"dek\">");
        html_into(&drawn.dek, out);
        out.push_str("</span>");
    }
    out.push_str("</figcaption>\n");
}

fn write_content(press: &Press<'_>, figure: &Figure, drawn: &Drawn, out: &mut String) {
    if let Some(picture) = &drawn.picture {
        out.push_str("<div class=\"plot\">");
        out.push_str(&picture.wide);
        out.push_str(&picture.narrow);
        out.push_str("</div>\n");
    } else if drawn.entries.is_empty() {
        write_scrolling_table(press, figure, drawn, out);
    } else {
        table::write_entries(press, &drawn.entries, figure.lang, out);
        write_left_out(press, figure, drawn, out);
    }
}

/// Says which rows are not shown, and where they are.
fn write_left_out(press: &Press<'_>, figure: &Figure, drawn: &Drawn, out: &mut String) {
    let (language, left_out) = (press.language(figure.lang), drawn.table.left_out);
    let Some(data) = drawn.data.first().filter(|_| left_out > 0) else { return };
    if drawn.picture.is_some() {
        let text = language.phrase("left_out", &[("n", &left_out.to_string())]);
        let _ = write!(out, "<p class=\"left-out\">{text}</p>");
        return;
    }
    let shown = drawn.table.lines.len().max(drawn.entries.len());
    let (shown, all) = (shown.to_string(), (shown + left_out).to_string());
    let text = language.phrase("rows_of", &[("n", &shown), ("m", &all)]);
    let path = format!("data/{}/", press.site.dataset(*data).dataset.name);
    let page = press.addresses.local(&language.url(&path));
    let link = language.word("all_rows");
    let _ = write!(out, "<p class=\"left-out\">{text} <a href=\"{page}\">{link}</a></p>");
}

fn write_scrolling_table(press: &Press<'_>, figure: &Figure, drawn: &Drawn, out: &mut String) {
    if drawn.table.head.is_empty() {
        let why = if drawn.withheld { "withheld" } else { "no_data" };
        let _ = writeln!(out, "<p class=\"empty\">{}</p>", press.language(figure.lang).word(why));
        return;
    }
    let title = html(&figure.head.title);
    let _ = write!(out, "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"{title}\">");
    let grouped = matches!(figure.plan, Plan::Watchlist(_));
    table::write(press, &Grid { table: &drawn.table, caption: &title, lang: figure.lang, grouped }, out);
    write_left_out(press, figure, drawn, out);
    out.push_str("</div>\n");
}

/// Appends where a figure's numbers come from, their date, the wording that licences ask for.
fn write_source_line(press: &Press<'_>, figure: &Figure, drawn: &Drawn, out: &mut String) {
    let language = press.language(figure.lang);
    let stop = language.lang.pick(". ", "。");
    let mut open = false;
    let names = if said_by_attribution(press, figure, drawn) {
        String::new()
    } else {
        source_names(press, figure, drawn)
    };
    // A wording that begins as this line does goes on with the names.
    let lead = language.phrase("source_line", &[("sources", "")]);
    let wordings: Vec<&str> = drawn.attributions.iter().map(|wording| wording.trim()).collect();
    let further = wordings.first().and_then(|wording| wording.strip_prefix(lead.trim_end()));
    let further = further.filter(|_| !names.is_empty() && all_covered(press, drawn)).map(str::trim_start);
    if !names.is_empty() {
        let key = if drawn.sources.len() > 1 || further.is_some() { "sources_line" } else { "source_line" };
        out.push_str(&language.phrase(key, &[("sources", &names)]));
        open = true;
    }
    let as_of = drawn.as_of.or(open.then_some(figure.as_of)).map(|date| language.date(date));
    let said = |date: &String| drawn.attributions.iter().any(|attribution| attribution.contains(date));
    let missing = |date: &String| !said(date) && (open || drawn.attributions.is_empty());
    if let Some(as_of) = as_of.filter(missing) {
        let as_of = language.phrase("as_of", &[("date", &as_of)]);
        if open {
            out.push_str(language.lang.pick(", ", "，"));
        }
        out.push_str(&as_of);
        open = true;
    }
    if open {
        out.push_str(if further.is_some() { language.lang.pick("; ", "；") } else { stop });
    }
    for wording in further.into_iter().chain(wordings.iter().copied().skip(usize::from(further.is_some()))) {
        html_into(wording, out);
        out.push_str(match wording.chars().next_back() {
            Some('。') => "",
            Some('.') => " ",
            _ => stop,
        });
    }
    if drawn.attributions.is_empty() && !drawn.licenses.is_empty() {
        out.push_str(language.word("license"));
        out.push_str(language.word("colon"));
        html_into(&drawn.licenses.join(language.word("comma")), out);
        out.push_str(stop.trim_end());
    }
}

/// Whether the wording of a dataset's licence is about all sources of a figure.
fn all_covered(press: &Press<'_>, drawn: &Drawn) -> bool {
    let covers = |source: &SourceId| {
        let bound = drawn.data.iter().map(|data| press.site.dataset(*data));
        bound.into_iter().any(|bound| licence::covers(&press.site.sources, bound, Some(*source)))
    };
    drawn.sources.iter().all(covers)
}

/// Appends what readers should doubt: data that are old, rows that other sources contradict.
fn write_doubts(press: &Press<'_>, figure: &Figure, drawn: &Drawn, out: &mut String) {
    let language = press.language(figure.lang);
    if let Some(age) = &drawn.stale {
        let values = [("n", &age.days.to_string()), ("limit", &age.limit.to_string())];
        let words = language.phrase("stale_for", &values.map(|(name, value)| (name, value.as_str())));
        let _ = write!(out, "{}<span class=\"badge stale\">{words}</span>", gap(language.lang));
    }
    if drawn.disputed > 0 {
        let of = |data: &&crate::model::id::DatasetId| !press.site.dataset(**data).conflicts.is_empty();
        let Some(data) = drawn.data.iter().find(of) else { return };
        let path = format!("data/{}/", press.site.dataset(*data).dataset.name);
        let page = press.addresses.local(&language.url(&path));
        let words = language.phrase("sources_differ", &[("n", &drawn.disputed.to_string())]);
        let _ =
            write!(out, "{}<a class=\"disputed\" href=\"{page}#conflicts\">{words}</a>", gap(language.lang));
    }
}

/// What parts a sentence from the one before: in Chinese nothing.
fn gap(lang: Lang) -> &'static str {
    lang.pick(" ", "")
}

/// Whether the wording that licences ask for names every publisher already.
fn said_by_attribution(press: &Press<'_>, figure: &Figure, drawn: &Drawn) -> bool {
    let said = drawn.attributions.concat();
    drawn.sources.iter().all(|id| said.contains(source_name(press, *id, figure.lang)))
}

/// The publisher of a source, or its title.
fn source_name<'a>(press: &'a Press<'_>, id: SourceId, lang: LangId) -> &'a str {
    let source = press.site.source(id);
    source.publisher.as_ref().unwrap_or(&source.title).get(lang)
}

/// The publishers behind a figure, each a link to its entry on the page of sources.
fn source_names(press: &Press<'_>, figure: &Figure, drawn: &Drawn) -> String {
    let language = press.language(figure.lang);
    let mut named: Vec<&str> = Vec::new();
    let mut out = String::new();
    for id in &drawn.sources {
        let source = press.site.source(*id);
        let name = source_name(press, *id, figure.lang);
        if named.contains(&name) {
            continue;
        }
        named.push(name);
        if named.len() > NAMED {
            continue;
        }
        out.push_str(if named.len() > 1 { language.lang.pick("; ", "；") } else { "" });
        let page = press.addresses.local(&language.url("sources/"));
        let _ = write!(out, "<a href=\"{page}#");
        url_into(&source.key, &mut out);
        out.push_str("\">");
        html_into(name, &mut out);
        out.push_str("</a>");
    }
    if named.len() > NAMED {
        let more = (named.len() - NAMED).to_string();
        out.push_str(language.lang.pick("; ", "，"));
        out.push_str(&language.phrase("more", &[("n", &more)]));
    }
    out
}

/// Appends the data table of a chart, downloads, the link to the figure and how to cite it.
fn write_tools(press: &Press<'_>, figure: &Figure, drawn: &Drawn, out: &mut String) {
    let language = press.language(figure.lang);
    out.push_str("<div class=\"tools\">");
    let open = drawn.data.iter().all(|id| press.site.dataset(*id).dataset.schema.redistribute);
    if drawn.picture.is_some() && open && !drawn.table.head.is_empty() {
        let _ = write!(out, "<details><summary>{}</summary>", language.word("chart_data"));
        write_scrolling_table(press, figure, drawn, out);
        out.push_str("</details>");
    }
    if drawn.csv.is_some() {
        let file = press.addresses.local(&press.figure_file(figure, "csv"));
        let _ = write!(out, "<a href=\"{file}\" download>{}</a>", language.word("download_csv"));
    }
    if press.picture(figure.id).is_some() {
        let file = press.addresses.local(&press.figure_file(figure, "svg"));
        let _ = write!(out, "<a href=\"{file}\" download>{}</a>", language.word("download_svg"));
    }
    if let Some(path) = press.figure_png(figure.id) {
        let file = press.addresses.local(path);
        let _ = write!(out, "<a href=\"{file}\" download>{}</a>", language.word("download_png"));
    }
    if has_record(press, figure) {
        let file = press.addresses.local(&press.figure_file(figure, "json"));
        let values = if drawn.readings.is_some() { " data-values" } else { "" };
        let _ = write!(out, "<a href=\"{file}\"{values}>{}</a>", language.word("download_json"));
    }
    out.push_str("<a href=\"#");
    url_into(&press.figure_anchor(figure), out);
    let _ = write!(out, "\">{}</a>", language.word("permalink"));
    let cite = match figure.numbered_as {
        Numbered::Figure => "cite",
        Numbered::Table => "cite_table",
    };
    let _ = write!(
        out,
        "<details class=\"cite-text\"><summary>{}</summary><p data-copy=\"{}\">",
        language.word(cite),
        language.word("copy")
    );
    html_into(&citation(press, figure, drawn), out);
    out.push_str("</p></details></div>\n");
}

/// Whether a figure has a record beside it: every one that has any other file.
pub fn has_record(press: &Press<'_>, figure: &Figure) -> bool {
    let drawn = press.drawn(figure.id);
    drawn.picture.is_some() || drawn.csv.is_some()
}

/// The address of a figure on the host, escaped.
pub fn url(press: &Press<'_>, figure: &Figure) -> String {
    let mut url = press.addresses.local(&press.figure_page(figure));
    url.push('#');
    url_into(&press.figure_anchor(figure), &mut url);
    url
}

/// The address of a figure with scheme and host, escaped.
pub fn address(press: &Press<'_>, figure: &Figure) -> String {
    let mut address = press.addresses.absolute(&press.figure_page(figure));
    address.push('#');
    url_into(&press.figure_anchor(figure), &mut address);
    address
}

/// How a figure is cited: publisher, title, page, date of the data, address.
pub fn citation(press: &Press<'_>, figure: &Figure, drawn: &Drawn) -> String {
    let language = press.language(figure.lang);
    let config = &press.site.config;
    let publisher = match config.publisher.name.get(figure.lang) {
        "" => config.title.get(figure.lang),
        name => name,
    };
    let as_of = language.date(drawn.as_of.unwrap_or(figure.as_of));
    let as_of = language.phrase("as_of", &[("date", &as_of)]);
    let address = address(press, figure);
    let name = paper::name(press, figure.id, figure.lang);
    let (title, page) = (&figure.head.title, page_title(press, figure));
    match language.lang {
        Lang::En => format!("{publisher}, “{title}”, {name} in “{page}”, {as_of}. {address}"),
        Lang::Zh => {
            format!("{publisher}：《{title}》，载于《{page}》{name}，{as_of}。{address}")
        }
    }
}

/// The title of the page that shows a figure.
pub fn page_title<'a>(press: &'a Press<'_>, figure: &Figure) -> &'a str {
    match figure.owner {
        Owner::Note(note) => &press.site.note(note).front.title.value,
        Owner::Page(page, lang) => press.language(lang).word(page.slug()),
    }
}

/// Appends a chart without its tools, for pages that point at it: its title leads to it.
pub fn write_bare(press: &Press<'_>, id: FigureId, out: &mut String) {
    let (figure, drawn) = (press.site.figure(id), press.drawn(id));
    let (page, title) = (url(press, figure), html(&figure.head.title));
    let _ = write!(
        out,
        "<figure class=\"chart bare\"><figcaption><strong><a href=\"{page}\">{title}</a></strong>"
    );
    if !drawn.dek.is_empty() {
        let _ = write!(out, " <span class=\"dek\">{}</span>", html(&drawn.dek));
    }
    out.push_str("</figcaption>\n");
    write_content(press, figure, drawn, out);
    out.push_str("<small class=\"source\">");
    write_source_line(press, figure, drawn, out);
    out.push_str("</small></figure>\n");
}

/// Appends a figure for a feed: its picture as an image, or its title, with a link.
pub fn write_picture(press: &Press<'_>, id: FigureId, out: &mut String) {
    let (figure, drawn) = (press.site.figure(id), press.drawn(id));
    let page = address(press, figure);
    let title = html(&figure.head.title);
    if press.picture(id).is_some() {
        let svg = press.figure_file(figure, "svg");
        let file = press.addresses.absolute(press.figure_png(id).unwrap_or(&svg));
        let alt = html(&drawn.alt);
        let _ = write!(out, "<p><a href=\"{page}\"><img src=\"{file}\" alt=\"{alt}\"></a></p>");
    }
    let _ = write!(out, "<p><a href=\"{page}\">{}{title}</a></p>", label(press, id, figure.lang));
}

fn label(press: &Press<'_>, id: FigureId, lang: LangId) -> String {
    format!("{}{}", paper::name(press, id, lang), press.language(lang).word("colon"))
}
