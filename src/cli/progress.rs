//! A line that shows how far a long build is; only on a terminal, only after a second.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a build may take before it shows how far it is.
const SILENCE: Duration = Duration::from_secs(1);
const PACE: Duration = Duration::from_millis(100);
const WIDTH: usize = 24;

/// How far a build is.
#[derive(Debug)]
pub struct Progress {
    state: Arc<State>,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

#[derive(Debug, Default)]
struct State {
    step: Mutex<&'static str>,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// Starts with a first step (`reading`).
    pub fn start(quiet: bool, step: &'static str) -> Progress {
        let state = Arc::new(State { step: Mutex::new(step), ..State::default() });
        let show = !quiet && std::io::stderr().is_terminal();
        let shown = show.then(|| -> Option<_> {
            let (stop, stopped) = mpsc::channel();
            let seen = Arc::clone(&state);
            let thread = std::thread::Builder::new().spawn(move || draw(&seen, &stopped)).ok()?;
            Some((stop, thread))
        });
        Progress { state, shown: shown.flatten() }
    }

    /// A new step of so many parts (0: unknown).
    pub fn step(&self, step: &'static str, all: usize) {
        *self.state.step.lock().expect("no thread panics while it holds a word") = step;
        self.state.done.store(0, Ordering::Relaxed);
        self.state.all.store(all, Ordering::Relaxed);
    }

    /// One part is done.
    pub fn tick(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.shown.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

fn draw(state: &State, stopped: &mpsc::Receiver<()>) {
    let mut wait = SILENCE;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = PACE;
        let step = *state.step.lock().expect("no thread panics while it holds a word");
        let line = line(step, state.done.load(Ordering::Relaxed), state.all.load(Ordering::Relaxed));
        let _ = write!(std::io::stderr(), "\r\x1b[2K{line}");
    }
    if wait == PACE {
        let _ = write!(std::io::stderr(), "\r\x1b[2K");
    }
}

fn line(step: &str, done: usize, all: usize) -> String {
    let Some(full) = (done.min(all) * WIDTH).checked_div(all) else { return format!("{step} …") };
    format!("{step:<12} [{}{}] {done} of {all}", "#".repeat(full), " ".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_from_left_to_right() {
        assert_eq!(line("reading", 0, 0), "reading …");
        assert_eq!(line("rendering", 1, 2), "rendering    [############            ] 1 of 2");
        assert!(line("rendering", 2, 2).contains(&"#".repeat(WIDTH)));
    }
}
