//! The preview server, asked with any bytes.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tearsheet::disk::SiteFolder;
use tearsheet::serve::{Event, Options, Tell, serve};

/// What no answer may hold.
const SECRET: &str = "SECRET-4c1d";

/// Sends bytes to the preview and holds the answer against the promises.
pub fn http(bytes: &[u8]) {
    static PORT: OnceLock<u16> = OnceLock::new();
    let port = *PORT.get_or_init(start);
    // A seed names the host that is served as `HOST`.
    let text = String::from_utf8_lossy(bytes).replace("HOST", &format!("localhost:{port}"));
    let sent = if text.contains('\u{fffd}') { bytes.to_vec() } else { text.into_bytes() };
    let answer = ask(port, &sent);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1."), "{answer:?}");
    assert!(!answer.contains(SECRET), "a file outside the site was served: {answer:?}");
    assert!(!answer.to_ascii_lowercase().contains("access-control-allow"), "{answer:?}");
    let own = format!("localhost:{port}");
    let named = [own.as_str(), &format!("127.0.0.1:{port}"), &format!("[::1]:{port}")]
        .iter()
        .any(|name| String::from_utf8_lossy(&sent).to_ascii_lowercase().contains(name));
    assert!(named || !answer.contains(" 200 OK"), "another host was served: {answer:?}");
}

fn ask(port: u16, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the preview answers");
    stream.set_read_timeout(Some(Duration::from_millis(200))).expect("a time limit");
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.take(1 << 20).read_to_end(&mut answer);
    answer
}

/// Starts the preview of a small site and gives its port.
fn start() -> u16 {
    let place = std::env::temp_dir().join(format!("tearsheet-fuzz-{}", std::process::id()));
    let content = place.join("site/content");
    std::fs::create_dir_all(content.join("pages")).expect("a folder for the site");
    let site = "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\n";
    for (path, text) in [("site.yaml", site), ("pages/a.md", "---\ntitle: A\n---\nText.\n")] {
        std::fs::write(content.join(path), text).expect("a file of the site");
    }
    std::fs::write(place.join("secret.txt"), SECRET).expect("a secret beside the site");
    let moment = chrono::DateTime::from_timestamp(1_768_000_000, 0).expect("a moment");
    let (found, port) = std::sync::mpsc::channel();
    let found = Mutex::new(found);
    let tell: Tell = Arc::new(move |event| {
        if let Event::Serving(address) = event {
            let port = address.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
            let _ = found.lock().expect("nobody panics here").send(port.expect("an address with a port"));
        }
    });
    std::thread::spawn(move || {
        let folder = SiteFolder::find(&content).expect("the site is there");
        let options = Options {
            folder,
            port: 0,
            open: false,
            drafts: false,
            moment: Box::new(move || Ok(moment.into())),
        };
        serve(&options, &tell).expect("the preview runs");
    });
    port.recv().expect("the preview starts")
}
