//! Ends a run in which a page is never done: a site's own template may go round without end or take all memory, and
//! nothing else can stop it.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, Builder};
use std::time::Duration;

use crate::disk;

const PACE: Duration = Duration::from_millis(100);

/// How long a page may be drawn, in beats of [`PACE`]; a run that is held (Ctrl-Z) has none. Pages take milliseconds.
const MOST_BEATS: usize = 200;

/// How much memory may be taken while one page is drawn, in bytes.
const MOST_MEMORY: u64 = 1 << 30;

/// The pages being drawn.
#[derive(Debug, Default)]
pub struct Patience(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    started: usize,
    drawn: BTreeMap<usize, Page>,
}

#[derive(Debug)]
struct Page {
    path: String,
    beats: usize,
    /// What the process held when the page was first seen.
    memory: Option<u64>,
}

impl Patience {
    /// Does the work of one page.
    pub fn page<T>(&self, path: &str, work: impl FnOnce() -> T) -> T {
        let place = {
            let mut pages = self.0.lock().expect("no thread panics while it holds the list");
            pages.started += 1;
            let place = pages.started;
            pages.drawn.insert(place, Page { path: path.to_owned(), beats: 0, memory: None });
            place
        };
        let done = work();
        self.0.lock().expect("no thread panics while it holds the list").drawn.remove(&place);
        done
    }

    /// Does work, with an eye on its pages: `give_up` hears of the first that is not done in time, and must not
    /// return. Where the system gives no thread for it, nobody watches.
    pub fn watch<T>(&self, give_up: impl Fn(&str) + Sync, work: impl FnOnce() -> T) -> T {
        thread::scope(|scope| {
            let (done, ended) = mpsc::channel::<()>();
            let _ = Builder::new().spawn_scoped(scope, || {
                let ended = ended;
                while ended.recv_timeout(PACE) == Err(RecvTimeoutError::Timeout) {
                    if let Some(why) = self.beat(disk::resident_memory()) {
                        give_up(&why);
                    }
                }
            });
            let result = work();
            drop(done);
            result
        })
    }

    /// Counts a beat for every page; says what is wrong with the first that takes too much.
    fn beat(&self, memory: Option<u64>) -> Option<String> {
        let mut pages = self.0.lock().expect("no thread panics while it holds the list");
        pages.drawn.values_mut().find_map(|page| {
            page.beats += 1;
            page.memory = page.memory.or(memory);
            let path = &page.path;
            let grown =
                memory.zip(page.memory).is_some_and(|(now, before)| now.saturating_sub(before) > MOST_MEMORY);
            match page.beats > MOST_BEATS {
                true => Some(format!("the page `{path}` is not drawn after {} s", seconds(MOST_BEATS))),
                false if grown => Some(format!("drawing the page `{path}` takes more than 1 GB of memory")),
                false => None,
            }
        })
    }
}

fn seconds(beats: usize) -> u128 {
    beats as u128 * PACE.as_millis() / 1_000
}

/// The last words of a run that gave up on a page, with the site's own templates.
pub fn words(why: &str, templates: &[String]) -> String {
    let named: Vec<String> = templates.iter().take(3).map(|path| format!("`{path}`")).collect();
    match named.join(", ") {
        none if none.is_empty() => format!(
            "{why}; this is a bug in tearsheet\n  = help: the published site is as it was; please report it, with the note if you can"
        ),
        named => format!(
            "{why}: a loop in {named}{} may never end\n  = help: look there for loops within loops and for texts that double; the published site is as it was",
            if templates.len() > 3 { " or another of the site's templates" } else { "" }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_never_done_is_told_and_others_are_not() {
        let patience = Patience::default();
        patience.page("fast/", || assert_eq!(patience.beat(Some(0)), None));
        patience.page("slow/", || {
            assert!((0..MOST_BEATS).all(|_| patience.beat(Some(0)).is_none()));
            let told = patience.beat(Some(0)).expect("too slow");
            assert_eq!(told, "the page `slow/` is not drawn after 20 s");
        });
        assert!((0..2 * MOST_BEATS).all(|_| patience.beat(Some(0)).is_none()));
    }

    #[test]
    fn a_page_that_takes_all_memory_is_told() {
        let patience = Patience::default();
        patience.page("large/", || {
            assert_eq!(patience.beat(Some(MOST_MEMORY)), None);
            let told = patience.beat(Some(2 * MOST_MEMORY + 1)).expect("too large");
            assert!(told.contains("`large/`") && told.contains("1 GB"), "{told}");
        });
    }

    #[test]
    fn the_work_is_done_and_the_watch_ends_with_it() {
        assert_eq!(Patience::default().watch(|_| panic!("nothing is slow"), || 7), 7);
    }
}
