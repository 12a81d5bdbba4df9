//! One state of the site, kept ready: renders a page when it is asked for.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use super::event::{Event, Tell};
use super::http::{Reply, question};
use crate::build::{Built, Renderer, Route};
use crate::diag::{self, Diagnostic, Format, counts};
use crate::disk::{SiteFolder, open_source};
use crate::model::output::OutputContent;
use crate::source::{FileId, Sources};

/// What came of asking for a path.
#[derive(Debug)]
pub enum Found {
    /// The file.
    File(Vec<u8>),
    /// Nothing is there, but there would be with `/` behind it.
    Folder,
    /// Nothing is there.
    Nothing,
    /// The page has mistakes; these, as text.
    Mistakes(String),
    /// We failed.
    Fault,
}

/// What an edition is made from.
pub struct Parts {
    /// Where the site lies.
    pub folder: SiteFolder,
    /// Its files.
    pub sources: Arc<Sources>,
    /// The site made from them.
    pub built: Built,
    /// Whom to tell of mistakes in pages.
    pub tell: Tell,
}

struct Asked {
    path: String,
    reply: Reply<Found>,
}

/// A state of the site. It lives in a thread of its own, which ends when nobody asks any more.
#[derive(Clone, Debug)]
pub struct Edition {
    asks: Sender<Asked>,
    pages: Arc<BTreeMap<String, Vec<String>>>,
}

impl Edition {
    /// Prepares a site for being asked; gives what templates had to say, and no edition if that holds
    /// errors.
    pub fn start(parts: Parts) -> (Option<Edition>, Vec<Diagnostic>) {
        let pages = Arc::new(parts.built.pages(&parts.sources));
        let (asks, asked) = mpsc::channel();
        let (ready, made) = mpsc::channel();
        std::thread::spawn(move || live(&parts, &ready, &asked));
        match made.recv() {
            Ok(told) => ((counts(&told).0 == 0).then_some(Edition { asks, pages }), told),
            // The thread met a bug of ours and said so; the last good edition stays.
            Err(_) => (None, Vec::new()),
        }
    }

    /// The output paths of the pages that a file of the site is shown on (`content/models/x.md`), one a language; none of
    /// a file that has no page.
    pub fn pages_of(&self, file: &str) -> &[String] {
        self.pages.get(file).map_or(&[], Vec::as_slice)
    }

    /// Asks for a path below the root (`models/gpt-4o/index.html`).
    pub async fn ask(&self, path: &str) -> Found {
        let (reply, answer) = question();
        match self.asks.send(Asked { path: path.to_owned(), reply }) {
            Ok(()) => answer.wait().await.unwrap_or(Found::Fault),
            Err(_) => Found::Fault,
        }
    }
}

fn live(parts: &Parts, ready: &Sender<Vec<Diagnostic>>, asked: &Receiver<Asked>) {
    let mut told = Vec::new();
    let renderer = parts.built.renderer(&parts.sources).unpack(&mut told);
    let routes: BTreeMap<String, Route> =
        renderer.routes().into_iter().map(|route| (route.path().to_owned(), route)).collect();
    if ready.send(told).is_err() {
        return;
    }
    for Asked { path, reply } in asked {
        // A bug on one page must not take the others with it; the panic hook has told about it.
        let found = catch_unwind(AssertUnwindSafe(|| find(parts, &renderer, &routes, &path)));
        reply.send(found.unwrap_or(Found::Fault));
    }
}

fn find(parts: &Parts, renderer: &Renderer<'_>, routes: &BTreeMap<String, Route>, path: &str) -> Found {
    let Some(route) = routes.get(path) else {
        let folder = format!("{path}/index.html");
        return if routes.contains_key(&folder) { Found::Folder } else { Found::Nothing };
    };
    match renderer.render(route) {
        Ok(output) => match output.content {
            OutputContent::Bytes(bytes) => Found::File(bytes.into_owned()),
            OutputContent::Copy(file) => copied(parts, file),
        },
        Err(diagnostic) => {
            let told = [diagnostic];
            (parts.tell)(Event::Mistakes(&parts.sources, &told));
            Found::Mistakes(diag::write(&parts.sources, &told, Format::Human { colour: false }))
        }
    }
}

fn copied(parts: &Parts, file: FileId) -> Found {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        open_source(&parts.folder, &parts.sources.file(file).path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_or(Found::Nothing, Found::File)
}
