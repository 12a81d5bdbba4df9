//! Files that are copied: where each of them goes, and which readers get.

use std::collections::BTreeSet;

use super::clock::{Published, Withheld};
use super::page::Page;
use crate::diag::catalog::config::missing_picture;
use crate::diag::catalog::files as say;
use crate::diag::{Diagnostic, nearest};
use crate::model::config::{Config, Logo};
use crate::model::note::Extra;
use crate::model::site::{Asset, Site};
use crate::source::{FileId, Located, Sources, Span};

/// Gives each copied file its path below the output: what lies below `content/` or `static/` keeps its
/// path there. What lies in the folder of a note that is not published stays back with it.
pub fn place(sources: &Sources, files: &[FileId], published: &Published) -> Vec<Asset> {
    let folder = |file: FileId| sources.file(file).path.folder();
    let open = published.notes.iter().filter(|note| note.bundle).map(|note| folder(note.file));
    let open: BTreeSet<&str> = open.collect();
    let closed = published.withheld.iter().filter(|note| note.bundle).map(|note| folder(note.file));
    let closed: Vec<String> = closed.filter(|own| !open.contains(own)).map(|own| format!("{own}/")).collect();
    let stays = |file: &&FileId| {
        let path = sources.file(**file).path.as_str();
        !closed.iter().any(|folder| path.starts_with(folder))
    };
    let path = |file: FileId| {
        let path = sources.file(file).path.as_str();
        let below = path.strip_prefix("content/").or_else(|| path.strip_prefix("static/"));
        below.unwrap_or(path).to_owned()
    };
    let is_owners = |file: FileId| sources.file(file).path.as_str().starts_with("static/");
    let asset = |&file: &FileId| Asset { file, path: path(file), published: is_owners(file) };
    files.iter().filter(stays).map(asset).collect()
}

/// Remembers the files that the free values of a note name, for templates of the site's own: `extra: {cover: a.png}`.
pub fn named_in_extra(page: &mut Page<'_>, extra: &[(String, Extra)]) {
    extra.iter().for_each(|(_, value)| named(page, value));
}

fn named(page: &mut Page<'_>, value: &Extra) {
    match value {
        Extra::Text(name) => {
            let sources = page.ground.sources;
            let beside = sources.file(page.raw().file).path.join(name);
            if let Some(file) = beside.and_then(|path| sources.find(path.as_str())) {
                page.asset(file);
            }
        }
        Extra::List(items) => items.iter().for_each(|item| named(page, item)),
        Extra::Map(entries) => named_in_extra(page, entries),
    }
}

/// Tells a logo that is not there.
pub fn check_logo(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let Some(Located { value: Logo::Own(path), span }) = &config.publisher.logo else { return };
    if sources.find(&format!("static/{path}")).is_none() {
        let others =
            sources.below("static").filter_map(|(_, file)| file.path.as_str().strip_prefix("static/"));
        diagnostics.push(missing_picture(*span, path, nearest(path, others)));
    }
}

/// Tells files that no published note shows or links to, so that readers do not get them: what was forgotten beside a
/// note gets out by nobody's decision. A file that a note names which is yet to be published waits for it.
pub fn check_linked(
    sources: &Sources,
    site: &Site,
    withheld: &[Withheld],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for asset in site.assets.iter().filter(|asset| !asset.published) {
        let name = sources.file(asset.file).path.name();
        if !withheld.iter().any(|note| sources.file(note.file).text().contains(name)) {
            diagnostics.push(say::unlinked_file(Span::whole(asset.file)));
        }
    }
}
