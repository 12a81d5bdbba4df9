//! Requests to the preview server, raw, with the answers that a case allows.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use super::checks;
use super::sandbox::{Sandbox, stop};

/// Where the preview server's pages wait for news.
const LIVE: &str = "/__tearsheet/live";

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a free port");
    socket.local_addr().expect("its address").port()
}

/// Starts the preview server on the case's site and sends it every line of `probe.txt`.
pub fn serve(case: &Path, sandbox: &Sandbox) -> Vec<String> {
    let port = free_port();
    let log = sandbox.work.join("serve.log");
    let file = std::fs::File::create(&log).expect("a log file");
    let mut command = sandbox.command(Path::new(env!("CARGO_BIN_EXE_tearsheet")));
    command.args(["serve", "--port", &port.to_string()]).stdin(Stdio::null());
    command.stdout(file.try_clone().expect("a second handle")).stderr(file);
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().expect("starting the preview server");
    let mut bad = probe(case, port, &mut child);
    stop(child.id());
    let _ = child.wait();
    let written = std::fs::read(&log).unwrap_or_default();
    bad.extend(checks::log_text(&written));
    if !bad.is_empty() {
        bad.push(format!("the server said: {}", String::from_utf8_lossy(&written)));
    }
    bad
}

fn probe(case: &Path, port: u16, child: &mut Child) -> Vec<String> {
    let plain = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let up = (0..150).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        !exchange(port, plain.as_bytes()).is_empty()
    });
    if !up {
        return vec!["SERVE the server does not start".to_owned()];
    }
    let mut bad = Vec::new();
    let requests = std::fs::read_to_string(case.join("probe.txt")).unwrap_or_default();
    for line in requests.lines().filter(|line| !line.trim().is_empty()) {
        bad.extend(answer(&line.replace("{PORT}", &port.to_string()).replace("{LIVE}", LIVE), port));
        if child.try_wait().ok().flatten().is_some() {
            bad.push(format!("SAFE the server died after `{line}`"));
            break;
        }
    }
    bad
}

/// Sends one line's request and compares the answer with what the line allows.
fn answer(line: &str, port: u16) -> Vec<String> {
    let (request, wanted) = line.split_once(" => ").unwrap_or((line, ""));
    if request.starts_with("BIND") {
        return if every_interface(port) {
            vec!["SAFE listens on every interface".to_owned()]
        } else {
            Vec::new()
        };
    }
    let mut wanted = wanted.split(" ; ");
    let statuses: Vec<&str> = wanted.next().unwrap_or("").split_whitespace().collect();
    let got = exchange(port, &bytes_of(request, port));
    let text = String::from_utf8_lossy(&got);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)).unwrap_or("close");
    let mut bad = Vec::new();
    if !statuses.contains(&status) {
        bad.push(format!("SAFE `{request}` answered {status}, want {}", statuses.join("/")));
    }
    for more in wanted {
        match more.split_once(' ') {
            Some(("no-body", text)) if body.contains(text) => {
                bad.push(format!("SAFE `{request}` disclosed {text}"))
            }
            Some(("no-header", name))
                if head.to_lowercase().contains(&format!("{}:", name.to_lowercase())) =>
            {
                bad.push(format!("SAFE `{request}` sent the header {name}"));
            }
            _ => {}
        }
    }
    bad
}

/// `GET /path | Header: value …` as the bytes of a request.
fn bytes_of(request: &str, port: u16) -> Vec<u8> {
    let (verb, rest) = request.split_once(' ').unwrap_or((request, ""));
    let host = format!("Host: 127.0.0.1:{port}");
    match verb {
        "RAW" => return rest.replace("\\r", "\r").replace("\\n", "\n").into_bytes(),
        "GARBAGE" => return [&[0x16_u8, 0x03, 0xff, 0x00, 0x80].repeat(40)[..], b"\r\n\r\n"].concat(),
        "BIGURL" => {
            let long = "a".repeat(rest.parse().unwrap_or(0));
            return format!("GET /{long} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n").into_bytes();
        }
        _ => {}
    }
    let mut parts = rest.split(" | ");
    let target = parts.next().unwrap_or("/");
    let mut headers: Vec<String> = parts.map(str::to_owned).collect();
    if !headers.iter().any(|header| header.to_lowercase().starts_with("host:")) {
        headers.insert(0, host);
    }
    let method = if verb == "WS" { "GET" } else { verb };
    headers.push(match verb {
        "WS" => "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==".to_owned(),
        _ => "Connection: close\r\nContent-Length: 0".to_owned(),
    });
    format!("{method} {target} HTTP/1.1\r\n{}\r\n\r\n", headers.join("\r\n")).into_bytes()
}

fn exchange(port: u16, bytes: &[u8]) -> Vec<u8> {
    let mut got = Vec::new();
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return got };
    let _ = stream.set_read_timeout(Some(Duration::from_secs(4)));
    let _ = stream.write_all(bytes);
    let mut piece = [0; 65536];
    while let Ok(taken @ 1..) = stream.read(&mut piece) {
        got.extend_from_slice(&piece[..taken]);
        if got.len() > 400_000 || got.starts_with(b"HTTP/1.1 101") {
            break;
        }
    }
    got
}

/// Whether a socket on this port is open to other machines.
fn every_interface(port: u16) -> bool {
    let tables =
        ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| std::fs::read_to_string(table).unwrap_or_default());
    let suffix = format!(":{port:04X}");
    tables.iter().flat_map(|table| table.lines()).any(|line| {
        let mut fields = line.split_whitespace().skip(1);
        let (local, state) = (fields.next().unwrap_or(""), fields.nth(1).unwrap_or(""));
        state == "0A" && local.ends_with(&suffix) && local.trim_end_matches(&suffix).chars().all(|c| c == '0')
    })
}
