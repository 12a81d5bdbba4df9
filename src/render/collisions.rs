//! Collisions: what a note, an alias or a file of the site would write where something else of the output already is.

use std::borrow::Cow;

use super::press::Press;
use super::route::{Page, Route};
use crate::diag::catalog::url::Claimant;
use crate::diag::{Diagnostic, catalog};
use crate::model::portable::folded;
use crate::source::{Located, Span};

/// Tells of each claim on a path that is taken, or that is a folder of others, on a file system that knows no case as
/// well. A file of the site may stand in for one of the built-in look.
pub fn find(press: &Press<'_>, routes: &[Route]) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut shelf: Vec<Place<'_>> = routes.iter().map(Place::of).collect();
    shelf.sort_by(|one, other| one.folded.cmp(&other.folded));
    for (at, place) in shelf.iter().enumerate() {
        let route = place.route;
        let Some((claimant, span)) = claim(press, route) else { continue };
        let Some(rival) = rival(press, &shelf, at) else { continue };
        let other = shelf[rival].route;
        let shown = |span: Span| press.sources.shown_path(span.file);
        match claim(press, other) {
            None if matches!(other.page, Page::Look(_))
                && press.sources.file(span.file).path.as_str().starts_with("static/") => {}
            None => told.push(catalog::url::reserved_url(span, &shown(span), (other.path(), claimant))),
            Some((_, first)) if rival < at => {
                let exact = other.path() == route.path();
                let files = [&*shown(first), &shown(span)];
                told.push(catalog::url::same_url((span, first), (route.path(), claimant), files, exact));
            }
            Some(_) => {}
        }
    }
    told
}

/// A route in the order of paths without case.
struct Place<'r> {
    folded: Cow<'r, str>,
    route: &'r Route,
}

impl Place<'_> {
    fn of(route: &Route) -> Place<'_> {
        Place { folded: folded(route.path()), route }
    }
}

/// What of the site asks for a path, and where; `None` for what is made without being asked.
fn claim(press: &Press<'_>, route: &Route) -> Option<(Claimant, Span)> {
    match route.page {
        Page::Asset(asset) => Some((Claimant::File, Span::whole(press.site.asset(asset).file))),
        Page::Note(note) => Some((Claimant::Note, Span::whole(press.site.note(note).file))),
        Page::Redirect(place) => {
            let (url, note) = &press.site.redirects[place];
            let note = press.site.note(*note);
            let same = |alias: &&Located<String>| alias.value.trim_matches('/') == url.trim_matches('/');
            let alias = note.front.aliases.iter().find(same);
            Some((Claimant::Alias, alias.map_or(Span::whole(note.file), |alias| alias.span)))
        }
        _ => None,
    }
}

/// Another route that cannot be beside this one: of the same path, below it, or a file where it has a folder.
fn rival(press: &Press<'_>, shelf: &[Place<'_>], at: usize) -> Option<usize> {
    let path = &*shelf[at].folded;
    let mut beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let same = beside.find(|beside| shelf.get(*beside).is_some_and(|place| place.folded == path));
    let below = || {
        let folder = format!("{path}/");
        let first = shelf.partition_point(|place| *place.folded < *folder);
        shelf.get(first).is_some_and(|place| place.folded.starts_with(&folder)).then_some(first)
    };
    let above = || {
        let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        folders.find_map(|folder| shelf.binary_search_by(|place| (*place.folded).cmp(folder)).ok())
    };
    if matches!(shelf[at].route.page, Page::Note(_)) {
        // The page of a folder; a file of the site in the place of the folder tells of it itself.
        return same.or_else(|| above().filter(|rival| claim(press, shelf[*rival].route).is_none()));
    }
    same.or_else(below).or_else(above)
}
