//! `llms.txt`: the site in a few words for language models, with links to what they can read best.

use std::fmt::Write as _;

use super::card;
use super::pages::datasets;
use super::press::Press;
use crate::model::id::{LangId, NoteId};
use crate::model::note::Kind;

/// How many notes of a kind are listed.
const MOST: usize = 200;

/// `llms.txt`: what the site is, its notes (newest first, expired ones left out) and the datasets that may be passed on.
pub fn write(press: &Press<'_>) -> String {
    let (config, lang) = (&press.site.config, LangId::DEFAULT);
    let mut out = format!("# {}\n", line(config.title.get(lang)));
    let description = line(config.description.get(lang));
    if !description.is_empty() {
        let _ = write!(out, "\n> {description}\n");
    }
    out.push_str(
        "\nEvery number has a source and a date; figures carry both, and JSON and CSV files beside them. \
         Cite a page with its date.\n",
    );
    for kind in [Kind::Report, Kind::Theme, Kind::Vendor, Kind::Model, Kind::Page] {
        write_notes(press, kind, lang, &mut out);
    }
    write_data(press, lang, &mut out);
    let map = press.addresses.absolute("sitemap.xml");
    let api = press.addresses.absolute("api/index.json");
    let _ = write!(out, "\n## Optional\n\n- [All pages]({map})\n- [Notes and datasets as JSON]({api})\n");
    out
}

fn write_notes(press: &Press<'_>, kind: Kind, lang: LangId, out: &mut String) {
    let notes = press.newest(kind, lang);
    if notes.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {}\n\n", press.language(lang).word(kind.folder()));
    for id in notes.iter().take(MOST) {
        write_note(press, *id, out);
    }
    if notes.len() > MOST {
        let url = press.addresses.absolute("api/notes.json");
        let _ = writeln!(out, "- [{} more]({url})", notes.len() - MOST);
    }
}

fn write_note(press: &Press<'_>, id: NoteId, out: &mut String) {
    let note = press.site.note(id);
    let url = press.addresses.absolute(&press.site.place(id).url);
    let _ = write!(out, "- [{}]({url})", line(&note.front.title.value));
    let summary = line(card::summary(note));
    let _ = if summary.is_empty() { writeln!(out) } else { writeln!(out, ": {summary}") };
}

fn write_data(press: &Press<'_>, lang: LangId, out: &mut String) {
    let open = press.site.datasets.iter().filter(|bound| bound.dataset.schema.redistribute);
    let mut headed = false;
    for bound in open {
        let (name, schema) = (&bound.dataset.name, &bound.dataset.schema);
        if !headed {
            let _ = write!(out, "\n## {}\n\n", press.language(lang).word("datasets"));
            headed = true;
        }
        let title = match schema.title.get(lang) {
            "" => name.as_str(),
            title => title,
        };
        let url = press.addresses.absolute(&datasets::csv_path(name));
        let license = schema.license.as_deref().map_or(String::new(), |license| format!(" ({license})"));
        let _ = writeln!(out, "- [{}]({url}): CSV{}", line(title), line(&license));
    }
}

/// A text in one line, without what would end a link.
fn line(text: &str) -> String {
    text.replace(['\n', '\r'], " ").replace(['[', ']'], "")
}
