//! Ways for other threads to talk to the server without making it wait: a question with one reply, and
//! news for everybody who listens.

use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};

/// How often a silent line is touched, so that both sides notice when the other has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Where the reply to a question goes.
#[derive(Debug)]
pub struct Reply<T>(oneshot::Sender<T>);

/// A reply to come.
#[derive(Debug)]
pub struct Pending<T>(oneshot::Receiver<T>);

/// A question: its reply is sent from one side and waited for on the other.
pub fn question<T>() -> (Reply<T>, Pending<T>) {
    let (sender, receiver) = oneshot::channel();
    (Reply(sender), Pending(receiver))
}

impl<T> Reply<T> {
    /// Replies. Whoever asked may have gone away.
    pub fn send(self, reply: T) {
        let _ = self.0.send(reply);
    }
}

impl<T> Pending<T> {
    /// Waits for the reply; `None` when there will be none.
    pub async fn wait(self) -> Option<T> {
        self.0.await.ok()
    }
}

/// The newest of something, and word of every change.
#[derive(Debug)]
pub struct News<T>(watch::Sender<T>);

impl<T: Copy + Send + Sync + 'static> News<T> {
    /// The first of it.
    pub fn new(first: T) -> News<T> {
        News(watch::Sender::new(first))
    }

    /// The newest.
    pub fn newest(&self) -> T {
        *self.0.borrow()
    }

    /// Changes it and tells all listeners.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        self.0.send_modify(change);
    }

    /// Events for one listener: the newest at once, then each change, each as its text.
    pub fn events(&self, text: fn(T) -> String) -> Events {
        let (sender, events) = mpsc::channel(4);
        tokio::spawn(tell(self.0.subscribe(), text, sender));
        Events(events)
    }
}

async fn tell<T: Copy>(mut news: watch::Receiver<T>, text: fn(T) -> String, sender: mpsc::Sender<String>) {
    let mut next = event(text(*news.borrow_and_update()));
    while sender.send(next).await.is_ok() {
        next = match tokio::time::timeout(HEARTBEAT, news.changed()).await {
            Ok(Ok(())) => event(text(*news.borrow_and_update())),
            Ok(Err(_)) => return,
            Err(_) => ": still here\n\n".to_owned(),
        };
    }
}

/// A server-sent event of one line.
fn event(line: String) -> String {
    format!("data: {line}\n\n")
}

/// Server-sent events to come.
#[derive(Debug)]
pub struct Events(mpsc::Receiver<String>);

impl Events {
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<String>> {
        self.0.poll_recv(context)
    }
}
