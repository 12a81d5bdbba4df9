//! Links: finds the note, file or anchor that a link in prose leads to.

use super::generated::{self, Awaited, Made};
use super::ground::Ground;
use super::names::with_kind;
use super::page::Page;
use super::urls::language_prefix;
use crate::diag::{Diagnostic, catalog};
use crate::model::id::{LangId, NoteId};
use crate::model::prose::Target;
use crate::source::{FilePath, Located, Span};

/// Endings of pictures.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

/// The picture that a note shows.
pub fn picture(page: &mut Page<'_>, link: &Located<String>) -> Target {
    let (before, target) = (page.told(), by_path(page, link));
    let is_picture = match &target {
        Target::Asset(asset) => {
            let file = page.ground.asset_file(*asset);
            PICTURES.contains(&page.ground.sources.file(file).path.extension().as_str())
        }
        _ => page.told() > before,
    };
    if !is_picture {
        page.report(catalog::reference::not_a_picture(link.span, &link.value));
    }
    target
}

/// Where a link leads that names a file by its path, or an anchor of its own page.
pub fn by_path(page: &mut Page<'_>, link: &Located<String>) -> Target {
    let (path, anchor) = split(&link.value);
    if path.is_empty() {
        return here(page, link, anchor);
    }
    let ground = page.ground;
    let from = &ground.sources.file(page.raw().file).path;
    let decoded = percent_decoded(path);
    let Some(file_path) = join(ground, from, &decoded) else {
        page.report(catalog::reference::outside_link(link.span, path));
        return Target::Here(String::new());
    };
    if let Some(id) = ground.sources.find(&file_path) {
        if let Some(note) = ground.names.of_file(id) {
            // A link to the default edition leads readers of another language to theirs.
            let note = if is_default(ground, note) { page.localized(note) } else { note };
            return note_target(page, note, anchor, link.span);
        }
        if let Some(asset) = page.asset(id) {
            return Target::Asset(asset);
        }
        if let Some(url) = generated::page_of_file(ground, &file_path) {
            let prefix = language_prefix(ground.config, page.raw().lang);
            return Target::Page(format!("{prefix}{url}"));
        }
    }
    if let Some(id) = ground.sources.find(&file_path).filter(|_| file_path.ends_with(".md")) {
        if let Some(draft) = ground.names.withheld_file(id) {
            page.report(catalog::reference::unpublished_reference(link.span, path, draft));
        } // Otherwise the note could not be loaded, and says so itself.
        return Target::Here(String::new());
    }
    if let Some(target) = by_url(page, &decoded, anchor, link.span) {
        return target;
    }
    page.report(match withheld_at(ground, &decoded) {
        Some(draft) => catalog::reference::unpublished_reference(link.span, path, draft),
        None => missing(page, link, path, &file_path),
    });
    Target::Here(String::new())
}

/// Where a link leads that names a note by its slug (`[[gpt-4o#price]]`).
pub fn by_slug(page: &mut Page<'_>, link: &Located<String>) -> Target {
    let (slug, anchor) = split(&link.value);
    match named(page, slug, link.span) {
        Some(note) => note_target(page, note, anchor, link.span),
        None => Target::Here(String::new()),
    }
}

/// The note that a slug (`gpt-4o`, or `models/gpt-4o`) names, in the language of the page.
fn named(page: &mut Page<'_>, slug: &str, span: Span) -> Option<NoteId> {
    let note = match with_kind(slug) {
        Some((kind, name)) => page.note(kind, &Located::new(name.to_owned(), span)),
        None => page.any_note(&Located::new(slug.to_owned(), span)),
    };
    note.map(|note| page.localized(note))
}

fn is_default(ground: &Ground<'_>, note: NoteId) -> bool {
    ground.notes[note.index()].lang == LangId::DEFAULT
}

fn here(page: &mut Page<'_>, link: &Located<String>, anchor: Option<&str>) -> Target {
    let anchor = anchor.unwrap_or("");
    if !anchor.is_empty() {
        check_anchor(page, page.id, anchor, link.span);
    }
    Target::Here(anchor.to_owned())
}

fn note_target(page: &mut Page<'_>, note: NoteId, anchor: Option<&str>, span: Span) -> Target {
    if let Some(anchor) = anchor {
        check_anchor(page, note, anchor, span);
    }
    page.links_to(note);
    Target::Note(note, anchor.map(str::to_owned))
}

fn check_anchor(page: &mut Page<'_>, note: NoteId, anchor: &str, span: Span) {
    let ground = page.ground;
    let raw = &ground.notes[note.index()];
    let anchor = percent_decoded(anchor);
    let known = raw.body.anchors.binary_search(&anchor).is_ok();
    let figures = || raw.body.blocks.iter().map(|block| block.head.id.value.as_str());
    if known || figures().any(|id| id == anchor) {
        return;
    }
    if let Some(figure) = Awaited::on_note(note, &anchor) {
        return page.awaits(figure, span);
    }
    let all = raw.body.anchors.iter().map(String::as_str).chain(figures());
    let near = page.near(&anchor, all);
    let name = if note == page.id { "this note".to_owned() } else { format!("`{}`", ground.shown(note)) };
    page.report(catalog::reference::unknown_anchor(span, &anchor, &name, near));
}

/// A path from the site's root that is the URL of a note or of something that the site makes by itself (`/usage/`,
/// `/zh/data/prices/`, `/feed.xml`).
fn by_url(page: &mut Page<'_>, path: &str, anchor: Option<&str>, span: Span) -> Option<Target> {
    let url = path.strip_prefix('/')?;
    let slashed = format!("{}/", url.trim_end_matches('/'));
    if let Some(note) = page.ground.find_url(&slashed) {
        return Some(note_target(page, note, anchor, span));
    }
    if generated::is_file(page.ground, url) {
        return Some(Target::Page(url.to_owned()));
    }
    let made = generated::made(page.ground, &slashed)?;
    if made == Made::OfNotes {
        page.awaits(Awaited::Page(slashed.clone()), span);
    }
    let figure =
        anchor.and_then(|anchor| Awaited::on_dashboard(page.ground, &slashed, &percent_decoded(anchor)));
    if let Some(figure) = figure {
        page.awaits(figure, span);
    }
    let fragment = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
    Some(Target::Page(format!("{}{fragment}", if slashed == "/" { "" } else { &slashed })))
}

/// Whether the note that a URL would lead to is a draft, where it is one that is not published.
fn withheld_at(ground: &Ground<'_>, path: &str) -> Option<bool> {
    let url = path.strip_prefix('/')?.trim_end_matches('/');
    let files = [format!("{url}.md"), format!("{url}/index.md"), format!("pages/{url}.md")];
    let found = files.iter().filter_map(|file| ground.sources.find(&format!("content/{file}")));
    found.filter_map(|file| ground.names.withheld_file(file)).next()
}

/// A path written in a note, from the site's root (`/content/x.md`, or below `content/`) or from the note.
fn join(ground: &Ground<'_>, from: &FilePath, path: &str) -> Option<String> {
    let joined = from.join(path)?;
    let joined = joined.as_str();
    if !path.starts_with('/') || joined.starts_with("content/") {
        return joined.starts_with("content/").then(|| joined.to_owned());
    }
    let below = [format!("content/{joined}"), format!("static/{joined}")];
    let found = below.iter().find(|path| ground.sources.find(path).is_some());
    Some(found.unwrap_or(&below[0]).clone())
}

fn missing(page: &Page<'_>, link: &Located<String>, path: &str, full: &str) -> Diagnostic {
    if page.ground.sources.find(full).is_some() {
        return catalog::reference::broken_link(link.span, path, true, None);
    }
    let near =
        near_page(page, path).or_else(|| near_file(page, path, full)).or_else(|| elsewhere(page, full));
    catalog::reference::broken_link(link.span, path, false, near.as_deref())
}

/// The URL of a published note that is nearly one that is linked to.
fn near_page(page: &Page<'_>, path: &str) -> Option<String> {
    let url = format!("{}/", path.strip_prefix('/')?.trim_end_matches('/'));
    page.near(&url, page.ground.urls()).map(|near| format!("/{near}"))
}

/// The path to a file of nearly that name in the same folder.
fn near_file(page: &Page<'_>, path: &str, full: &str) -> Option<String> {
    let (folder, own) = full.rsplit_once('/').filter(|(_, own)| path.ends_with(own))?;
    let beside = page.ground.sources.below(folder).map(|(_, file)| file.path.as_str());
    let names =
        beside.filter_map(|path| path[folder.len()..].strip_prefix('/')).filter(|name| !name.contains('/'));
    let name = page.near(own, names)?;
    Some(match path.rsplit_once('/') {
        Some((before, _)) => format!("{before}/{name}"),
        None => name.to_owned(),
    })
}

/// The path to the one note of just that name in another folder.
fn elsewhere(page: &Page<'_>, full: &str) -> Option<String> {
    let name = full.rsplit('/').next().filter(|name| name.ends_with(".md"))?;
    let notes = page.ground.sources.below("content").map(|(_, file)| file.path.as_str());
    let mut alike = notes.filter(|path| path.rsplit('/').next() == Some(name));
    let found = alike.next().filter(|_| alike.next().is_none())?;
    let from = &page.ground.sources.file(page.raw().file).path;
    let (steps, rest) = (|| from.folder().split('/'), || found.split('/'));
    let shared = steps().zip(rest()).take_while(|(step, other)| step == other).count();
    let up = steps().skip(shared).map(|_| "..");
    Some(up.chain(rest().skip(shared)).collect::<Vec<_>>().join("/"))
}

fn split(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
        None => (target, None),
    }
}

/// A path with `%20` and its like written out; left as it is where that gives no text.
fn percent_decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = path.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) if bytes[at] == b'%' => {
                decoded.push(code);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_decoded_where_they_are_codes() {
        assert_eq!(percent_decoded("a%20b%"), "a b%");
        assert_eq!(percent_decoded("%E4%B8%AD"), "中");
        assert_eq!(percent_decoded("%FF"), "%FF");
    }
}
