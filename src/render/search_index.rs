//! The index of the search page: titles, summaries, headings and names of all notes and pages, as compact JSON; and the
//! texts of notes, in files that are read one after the other until enough is found.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::card;
use super::escape;
use super::press::Press;
use super::search_pages::{self, Entry};
use crate::model::body::Line;
use crate::model::drawn::Drawn;
use crate::model::figure::Plan;
use crate::model::id::{FigureId, LangId, NoteId};
use crate::model::note::{Details, Kind};
use crate::model::stage::Bound;
use crate::model::watch::WatchItem;

/// So many bytes of text a file has, and what the last of its notes has beyond that.
const SHARE: usize = 256 * 1024;

/// The most lines of a table whose words are found: more would be the dataset.
const LONGEST_TABLE: usize = 40;

/// The index for readers of a language: a list of `[title, url, kind, summary, other words]`, notes first.
pub fn write(press: &Press<'_>, lang: LangId) -> String {
    let notes = listed(press, lang).map(|note| entry(press, note, lang));
    let entries: Vec<Entry<'_>> = notes.chain(search_pages::entries(press, lang)).collect();
    escape::json(&entries)
}

/// The notes of the index, in its order.
fn listed(press: &Press<'_>, lang: LangId) -> impl Iterator<Item = NoteId> {
    Kind::ALL.into_iter().flat_map(move |kind| press.newest(kind, lang)).copied()
}

/// The notes of the index in their order, shared out to files by the length of their texts.
pub fn shares<'p>(press: &'p Press<'_>, lang: LangId) -> &'p [Vec<NoteId>] {
    press.shares[lang.index()].get_or_init(|| {
        let (mut shares, mut size): (Vec<Vec<NoteId>>, usize) = (Vec::new(), SHARE);
        for id in listed(press, lang) {
            if size >= SHARE {
                shares.push(Vec::new());
                size = 0;
            }
            size += press.site.note(id).body.plain.len();
            shares.last_mut().expect("the first note begins a share").push(id);
        }
        shares
    })
}

/// A file of texts, from 1 on: a list of texts, in the order of the index.
pub fn texts(press: &Press<'_>, lang: LangId, number: usize) -> String {
    let share = shares(press, lang).get(number - 1).map_or(&[][..], Vec::as_slice);
    let mut out = String::with_capacity(SHARE + SHARE / 4);
    for (place, id) in share.iter().enumerate() {
        out.push_str(if place == 0 { "[\"" } else { ",\n\"" });
        write_text(press, *id, &mut out);
        out.push('"');
    }
    out.push(']');
    out
}

/// What a page says in its own words beyond what the index holds, fit for a JSON string.
fn write_text(press: &Press<'_>, id: NoteId, out: &mut String) {
    let note = press.site.note(id);
    let lines: Vec<&Line<Bound>> = match &note.details {
        Details::Report(report) => {
            let corrected = report.corrections.iter().map(|correction| &correction.what);
            report.key_points.iter().chain(&report.risks).chain(corrected).collect()
        }
        Details::Theme(theme) => {
            let sides = theme.evidence.iter().chain(&theme.counter_evidence).chain(&theme.risks);
            theme.thesis.iter().chain(sides).collect()
        }
        _ => Vec::new(),
    };
    escape::json_text_into(&note.body.plain, out);
    let mut add = |part: &str| {
        if !part.is_empty() {
            out.push_str("\\n");
            escape::json_text_into(part, out);
        }
    };
    lines.into_iter().for_each(|line| add(&line.plain));
    add(note.body.code.trim_end());
    if let Details::Theme(theme) = &note.details {
        theme.watchlist.iter().for_each(|item| add(&watched(item)));
    }
    let place = press.site.place(id);
    for (nth, figure) in place.figures.iter().enumerate() {
        add_figure(press, *figure, nth < place.body_figures, &mut add);
    }
}

/// A company of a watch-list: its ticker, name, sector and remark.
fn watched(item: &WatchItem) -> String {
    let note = item.note.as_ref().map(|note| &note.value);
    let parts = [Some(&item.ticker.value), item.company.as_ref(), item.sector.as_ref(), note];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The words of a figure; `asked`: whether its author asked for it, and means what stands in its table or its plot.
fn add_figure(press: &Press<'_>, id: FigureId, asked: bool, add: &mut impl FnMut(&str)) {
    let (figure, drawn) = (press.site.figure(id), press.drawn(id));
    add(&figure.head.title);
    if asked {
        add(&drawn.dek);
    }
    figure.head.note.iter().for_each(|note| add(note));
    let style = match &figure.plan {
        Plan::Chart(plan) => Some(&plan.style),
        Plan::Measures(plan) => Some(&plan.style),
        _ => None,
    };
    style.iter().flat_map(|style| &style.annotations).for_each(|remark| add(&remark.text));
    if asked && style.is_none() && !drawn.withheld {
        cells(drawn).into_iter().for_each(&mut *add);
    }
}

/// What a table says in words, each once: numbers are looked up, not searched for. Of a long one its heads.
fn cells(drawn: &Drawn) -> Vec<&str> {
    let table = &drawn.table;
    let in_words = |column: usize| table.head.get(column).is_none_or(|head| !head.numeric);
    let lines = if table.lines.len() > LONGEST_TABLE { &[][..] } else { &table.lines };
    let cells = lines.iter().flat_map(|line| line.iter().enumerate());
    let cells = cells.filter(|(column, cell)| in_words(*column) && !cell.missing).map(|(_, cell)| &cell.text);
    let entries = if drawn.entries.len() > LONGEST_TABLE { &[][..] } else { &drawn.entries };
    let told = entries.iter().map(|entry| &entry.text);
    let heads = table.head.iter().map(|head| &head.text);
    let mut seen = BTreeSet::new();
    heads.chain(cells).chain(told).map(String::as_str).filter(|words| seen.insert(*words)).collect()
}

fn entry<'p>(press: &'p Press<'_>, id: NoteId, lang: LangId) -> Entry<'p> {
    let note = press.site.note(id);
    let mut words: Vec<Cow<'_, str>> = names(press, id).into_iter().map(Cow::Borrowed).collect();
    for tag in &note.front.tags {
        let called = press.tag(&tag.value).map(|id| press.site.tags[id.index()].called(lang));
        words.extend(called.filter(|name| *name != tag.value).map(Cow::Borrowed));
        words.push(tag.value.as_str().into());
    }
    words.extend(note.body.headings.iter().map(|heading| text_of(&heading.html)));
    words.push(note.stem.as_str().into());
    (
        note.front.title.value.as_str().into(),
        press.note_url(id),
        press.language(lang).word(note.kind().word()).into(),
        card::summary(note).into(),
        words.join(" · "),
    )
}

fn names<'p>(press: &'p Press<'_>, id: NoteId) -> Vec<&'p str> {
    let note = press.site.note(id);
    let current = |note| !press.site.place(note).expired;
    let titles = press.site.place(id).editions.iter();
    let titles = titles.filter(|edition| edition.note != id && current(edition.note));
    let title = |note: NoteId| press.site.note(note).front.title.value.as_str();
    let mut names: Vec<&str> = titles.map(|edition| title(edition.note)).collect();
    match &note.details {
        Details::Vendor(vendor) => {
            names.extend(vendor.also_known_as.iter().map(String::as_str));
            names.extend(vendor.tickers.iter().map(|ticker| ticker.value.as_str()));
        }
        Details::Model(model) => {
            names.extend(model.also_known_as.iter().map(String::as_str));
            names.push(title(model.vendor));
        }
        Details::Report(report) => names.extend(report.tickers.iter().map(|ticker| ticker.value.as_str())),
        _ => {}
    }
    names
}

/// The text of a little HTML.
fn text_of(html: &str) -> Cow<'_, str> {
    if !html.contains(['<', '&']) {
        return html.into();
    }
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .into()
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn a_heading_is_found_by_its_words() {
        assert_eq!(text_of("The <em>price</em> &amp; <code>x</code>"), "The price & x");
    }
}
