//! Tells pages in browsers that the site has changed, as server-sent events.

use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::{mpsc, watch};

use super::state::Change;

/// How often a silent line is touched, so that both sides notice when the other has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The events of one listener: the newest change at once, then each one.
pub fn events(changes: watch::Receiver<Change>) -> mpsc::Receiver<Bytes> {
    let (sender, events) = mpsc::channel(4);
    tokio::spawn(send(changes, sender));
    events
}

async fn send(mut changes: watch::Receiver<Change>, sender: mpsc::Sender<Bytes>) {
    let mut event = event(*changes.borrow_and_update());
    while sender.send(Bytes::from(event)).await.is_ok() {
        event = match tokio::time::timeout(HEARTBEAT, changes.changed()).await {
            Ok(Ok(())) => self::event(*changes.borrow_and_update()),
            Ok(Err(_)) => return,
            Err(_) => ": still here\n\n".to_owned(),
        };
    }
}

fn event(change: Change) -> String {
    let Change { version, mistakes } = change;
    format!("data: {{\"version\":{version},\"mistakes\":{mistakes}}}\n\n")
}
