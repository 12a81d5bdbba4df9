//! What a site makes by itself: which of its pages and files are there to be linked to.

use std::collections::BTreeSet;

use super::ground::Ground;
use super::urls::language_prefix;
use crate::diag::{Diagnostic, catalog, nearest};
use crate::model::config::Config;
use crate::model::figure::{Dashboard, Owner, Plan};
use crate::model::id::{LangId, NoteId};
use crate::model::site::Site;
use crate::source::{Located, Sources};

/// How the ids of figures begin that data make on the page of a note; the name of a dataset follows.
pub const OF_DATA: &str = "facts-";

/// Files that each language has.
const FEEDS: [&str; 4] = ["feed.xml", "feed.json", "corrections/feed.xml", "corrections/feed.json"];

/// Files that the site has once.
const FILES: [&str; 6] =
    ["sitemap.xml", "robots.txt", "llms.txt", "api/index.json", "api/notes.json", "api/datasets.json"];

/// Whether a URL is that of a file for readers or programs: a feed, the rows of a dataset.
pub fn is_file(ground: &Ground<'_>, url: &str) -> bool {
    let of_dataset = |name: &str, file: &str| {
        let id = ground.find_dataset(name).filter(|_| file == format!("{name}.csv"));
        id.is_some_and(|id| ground.dataset(id).dataset.schema.redistribute)
    };
    let rows = url.strip_prefix("data/").and_then(|rest| rest.split_once('/'));
    FILES.contains(&url)
        || FEEDS.contains(&own(ground.config, url))
        || rows.is_some_and(|(name, file)| of_dataset(name, file))
}

/// The page that shows what a file of the content holds: rows, their description, the list of sources.
pub fn page_of_file(ground: &Ground<'_>, path: &str) -> Option<String> {
    if path == "content/sources.yaml" {
        return Some("sources/".to_owned());
    }
    let (name, ending) = path.strip_prefix("content/data/")?.rsplit_once('.')?;
    (["csv", "yaml"].contains(&ending) && is_dataset(ground, name)).then(|| format!("data/{name}/"))
}

fn is_dataset(ground: &Ground<'_>, name: &str) -> bool {
    ground.find_dataset(name).is_some() || ground.dataset_failed_to_load(name)
}

/// What makes a page that no note is.
#[derive(PartialEq, Eq)]
pub enum Made {
    /// The settings and the datasets.
    Always,
    /// What the notes say, all together: whether it is there is known when they are bound.
    OfNotes,
}

/// What makes the page of a URL, in any language; `None` where nothing can.
pub fn made(ground: &Ground<'_>, url: &str) -> Option<Made> {
    let own = own(ground.config, url);
    if ["tickers/", "tags/"].iter().any(|list| own.len() > list.len() && own.starts_with(list))
        || ["changes/", "figures/tables/"].contains(&own)
    {
        return Some(Made::OfNotes);
    }
    let always = url == "/"
        || ground.is_generated(url)
        || own.strip_prefix("data/").is_some_and(|name| is_dataset(ground, name.trim_end_matches('/')));
    always.then_some(Made::Always)
}

/// A URL without the language at its head.
fn own<'u>(config: &Config, url: &'u str) -> &'u str {
    let mut others = config.languages.iter().skip(1);
    others.find_map(|code| url.strip_prefix(code.as_str())?.strip_prefix('/')).unwrap_or(url)
}

/// What is there to be linked to only if notes and data together make it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Awaited {
    /// A page, by its URL below the base.
    Page(String),
    /// A figure that no author wrote, by its page and its id there.
    Figure(Owner, String),
}

impl Awaited {
    /// What an anchor on the page of a note stands for, if a figure that the data make may bear it.
    pub fn on_note(note: NoteId, anchor: &str) -> Option<Awaited> {
        anchor.starts_with(OF_DATA).then(|| Awaited::Figure(Owner::Note(note), anchor.to_owned()))
    }

    /// What an anchor on a dashboard stands for: `None` where the URL is that of another page.
    pub fn on_dashboard(ground: &Ground<'_>, url: &str, anchor: &str) -> Option<Awaited> {
        let slug = own(ground.config, url).trim_end_matches('/');
        let dashboard = Dashboard::ALL.into_iter().find(|dashboard| dashboard.slug() == slug)?;
        let prefix = url.strip_suffix('/')?.strip_suffix(slug)?;
        let mut langs = (0..ground.config.languages.len()).map(|index| LangId(index as u8));
        let lang = langs.find(|lang| language_prefix(ground.config, *lang) == prefix)?;
        Some(Awaited::Figure(Owner::Page(dashboard, lang), anchor.to_owned()))
    }
}

/// Tells of links to what notes and data might have made and did not.
pub fn check_awaited(
    sources: &Sources,
    site: &Site,
    awaited: &[Located<Awaited>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let languages = (0..site.config.languages.len()).map(|index| LangId(index as u8));
    let pages: BTreeSet<String> = languages.flat_map(|lang| of_notes(site, lang)).collect();
    for link in awaited {
        let told = match &link.value {
            Awaited::Page(url) => (!pages.contains(url)).then(|| {
                let near = nearest(url, pages.iter().map(String::as_str)).map(|near| format!("/{near}"));
                catalog::reference::broken_link(link.span, &format!("/{url}"), false, near.as_deref())
            }),
            Awaited::Figure(owner, id) => {
                let ids = || {
                    site.figures.iter().filter(|figure| figure.owner == *owner).map(|figure| &figure.head.id)
                };
                (!ids().any(|known| known == id)).then(|| {
                    let near = nearest(id, ids().map(String::as_str));
                    let page = match owner {
                        Owner::Note(note) if site.note(*note).file == link.span.file => {
                            "this note".to_owned()
                        }
                        Owner::Note(note) => format!("`{}`", sources.shown_path(site.note(*note).file)),
                        Owner::Page(page, lang) => {
                            format!("`/{}{}/`", language_prefix(&site.config, *lang), page.slug())
                        }
                    };
                    catalog::reference::unknown_anchor(link.span, id, &page, near)
                })
            }
        };
        diagnostics.extend(told);
    }
}

/// The URLs of pages that the notes make, in a language.
fn of_notes(site: &Site, lang: LangId) -> Vec<String> {
    let is_table = |plan: &Plan| !matches!(plan, Plan::Chart(_) | Plan::Measures(_));
    let tables = site.figures.iter().any(|figure| figure.lang == lang && is_table(&figure.plan));
    let tags = site.tags.iter().map(|tag| format!("tags/{}/", tag.slug));
    let tickers = site.tickers.iter().map(|ticker| format!("tickers/{}/", ticker.symbol));
    let lists = [("changes/", !site.changes.all.is_empty()), ("figures/tables/", tables)];
    let lists = lists.iter().filter(|(_, made)| *made).map(|(url, _)| (*url).to_owned());
    let prefix = language_prefix(&site.config, lang);
    tags.chain(tickers).chain(lists).map(|url| format!("{prefix}{url}")).collect()
}
