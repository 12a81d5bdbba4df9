//! Answers requests: pages of the site by exact lookup, never by a path on disk.

use super::edition::Found;
use super::guard;
use super::http::{Answer, Ask, Content, Respond};
use super::kind;
use super::state::{Broken, Change, Now, State};
use super::words::{self, OWN};

/// Headers of every answer. Only this server's own scripts, styles and pictures are used by its pages,
/// and no page of another site may use anything of them.
const HEADERS: &[(&str, &str)] = &[
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self' data:; media-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

const HTML: &str = "text/html; charset=utf-8";

impl Respond for State {
    const HEADERS: &'static [(&'static str, &'static str)] = HEADERS;

    async fn respond(&self, ask: Ask<'_>) -> Answer {
        if let Err(refused) = guard::admit(&ask, self.port) {
            return plain(refused.status, refused.why);
        }
        let Some(path) = guard::decoded(ask.path) else {
            return plain(400, "no page has such an address");
        };
        match path.strip_prefix(OWN) {
            Some(own) => respond_own(self, &ask, own),
            None => respond_site(self, &ask, &path).await,
        }
    }
}

fn respond_own(state: &State, ask: &Ask<'_>, own: &str) -> Answer {
    match own {
        "live" if !guard::may_listen(ask, &state.token) => plain(403, "this page is from another run"),
        "live" => Answer {
            status: 200,
            kind: "text/event-stream",
            location: None,
            content: Content::Events(state.changes.events(news)),
        },
        "live.js" => whole(200, kind::of(own), words::SCRIPT),
        "mistakes.css" => whole(200, kind::of(own), words::STYLE),
        "mistakes" => match state.now().broken {
            Some(broken) => mistakes(state, &broken, 200),
            None => page(state, 200, "No mistakes", "The site is as it was saved last.", ""),
        },
        _ => plain(404, "nothing is here"),
    }
}

/// A change, as the script in the page reads it.
fn news(change: Change) -> String {
    format!("{{\"version\":{},\"mistakes\":{}}}", change.version, change.mistakes)
}

async fn respond_site(state: &State, ask: &Ask<'_>, path: &str) -> Answer {
    let Now { edition, broken } = state.now();
    let path = match path {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    };
    let is_page = path.ends_with(".html") || !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if let Some(broken) = broken.as_ref().filter(|broken| broken.concerns(&path)) {
        return mistakes(state, broken, 500);
    }
    let Some(edition) = edition else {
        return match broken {
            Some(broken) => mistakes(state, &broken, 500),
            None => plain(503, "the site is being read; try again in a moment"),
        };
    };
    match (edition.ask(&path).await, broken) {
        (Found::File(bytes), _) => file(state, 200, &path, bytes),
        (Found::Folder, _) => {
            Answer { location: Some(format!("{}/", ask.path)), ..plain(308, "look one further") }
        }
        (Found::Mistakes(text), _) => page(state, 500, "This page has mistakes", LEAD, &text),
        (Found::Fault, _) => page(state, 500, "This is a bug in tearsheet", "The terminal says more.", ""),
        // A page that nobody has seen yet may be missing because of its mistakes.
        (Found::Nothing, Some(broken)) if is_page => mistakes(state, &broken, 500),
        (Found::Nothing, _) => match edition.ask("404.html").await {
            Found::File(bytes) => file(state, 404, "404.html", bytes),
            _ => plain(404, "nothing is here"),
        },
    }
}

const LEAD: &str = "Mend them and save: this page follows. The other pages are as they were.";

fn mistakes(state: &State, broken: &Broken, status: u16) -> Answer {
    page(state, status, "The site has mistakes", LEAD, &broken.text)
}

fn page(state: &State, status: u16, title: &str, lead: &str, text: &str) -> Answer {
    let page = words::page(title, lead, text);
    whole(status, HTML, words::with_script(page.as_bytes(), &state.token, state.version()))
}

fn file(state: &State, status: u16, path: &str, bytes: Vec<u8>) -> Answer {
    match kind::of(path) {
        HTML => whole(status, HTML, words::with_script(&bytes, &state.token, state.version())),
        kind => whole(status, kind, bytes),
    }
}

fn plain(status: u16, text: &'static str) -> Answer {
    whole(status, "text/plain; charset=utf-8", format!("{text}\n"))
}

fn whole(status: u16, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Answer {
    Answer { status, kind, location: None, content: Content::Whole(bytes.into()) }
}
