//! The preview server as a browser, a stranger's page and a slow peer meet it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server with a small site.
struct Server {
    folder: tempfile::TempDir,
    process: Child,
    port: u16,
}

impl Server {
    fn start() -> Server {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("content/site.yaml", "title: Desk\nbase_url: https://example.org/research/\nlanguages: [en]\n");
        write("content/reports/one.md", "---\ntitle: One\ndate: 2025-05-01\n---\nmarker-one\n");
        write("content/reports/two.md", "---\ntitle: Two\ndate: 2025-05-01\n---\nmarker-two\n");
        let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
        command.args(["serve", "--port", "0"]).current_dir(folder.path());
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        let told = log.by_ref().map(Result::unwrap).find(|line| line.contains("http://localhost:")).unwrap();
        let port = told.split("localhost:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        std::thread::spawn(move || log.for_each(drop));
        Server { folder, process, port }
    }

    /// Sends these bytes and reads until the server closes or falls silent.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, method: &str, path: &str, more: &str) -> String {
        let port = self.port;
        let host = if more.contains("Host:") { String::new() } else { format!("Host: localhost:{port}\r\n") };
        self.raw(format!("{method} {path} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n").as_bytes())
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, "")
    }

    /// Waits until a page answers as wanted.
    fn wait(&self, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(8), "{path} still answers {answer}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn save(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join("content").join(path), text).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or("none")
}

#[test]
fn pages_come_with_the_reload_script_and_strict_headers() {
    let server = Server::start();
    let page = server.get("/reports/one/");
    assert_eq!(status(&page), "200");
    let (head, body) = page.split_once("\r\n\r\n").unwrap();
    let head = head.to_lowercase();
    for header in [
        "content-security-policy: default-src 'none'; script-src 'self'",
        "x-content-type-options: nosniff",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
        "content-type: text/html; charset=utf-8",
    ] {
        assert!(head.contains(header), "{header}: {head}");
    }
    assert!(!head.contains("access-control"), "{head}");
    assert!(body.contains("marker-one") && body.contains("<script src=\"/__tearsheet/live.js\""), "{body}");
    assert!(!body.contains("/research/"), "the path of base_url is left out");
    assert!(server.get("/__tearsheet/live.js").contains("EventSource"));
    let head = server.ask("HEAD", "/reports/one/", "");
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"), "{head}");
    assert!(!server.folder.path().join("public").exists(), "serving writes nothing");
}

#[test]
fn strangers_get_nothing() {
    let server = Server::start();
    let port = server.port;
    for more in [
        format!("Host: evil.example:{port}\r\n"),
        "Host: localhost\r\n".to_owned(),
        format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"),
        format!("Host: localhost:{port}\r\nOrigin: http://evil.example\r\n"),
        format!("Host: localhost:{port}\r\nOrigin: null\r\n"),
    ] {
        for path in ["/", "/__tearsheet/live", "/__tearsheet/live.js"] {
            let answer = server.ask("GET", path, &more);
            assert!(["400", "403"].contains(&status(&answer)), "{more}{path}: {answer}");
            assert!(!answer.contains("marker") && !answer.contains("EventSource"), "{answer}");
        }
    }
    assert_eq!(status(&server.ask("POST", "/", "Content-Length: 0\r\n")), "405");
    assert_eq!(status(&server.get("http://evil.example/")), "400");
    assert_eq!(status(&server.get("/__tearsheet/live")), "403");
    assert_eq!(status(&server.get("/__tearsheet/live?token=0123")), "403");
}

#[test]
fn addresses_are_looked_up_exactly() {
    let server = Server::start();
    let answer = server.get("/reports/one");
    assert!(
        status(&answer) == "308" && answer.to_lowercase().contains("location: /reports/one/\r\n"),
        "{answer}"
    );
    for path in [
        "/nowhere/",
        "/content/reports/one.md",
        "//evil.example/",
        "/reports/one/index",
        "/.tearsheet-output",
    ] {
        assert_eq!(status(&server.get(path)), "404", "{path}");
    }
    for path in ["/../content/site.yaml", "/%2e%2e/x", "/..%2fx", "/%00", "/%", "/a%5c..%5cb"] {
        assert_eq!(status(&server.get(path)), "400", "{path}");
    }
}

#[test]
fn listeners_hear_of_every_save() {
    let server = Server::start();
    let page = server.get("/");
    let token = page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
    let port = server.port;
    write!(stream, "GET /__tearsheet/live?token={token} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(lines.next().unwrap().contains("200"));
    let mut data = lines.filter(|line| line.starts_with("data: "));
    assert_eq!(data.next().unwrap(), "data: {\"version\":1,\"mistakes\":0}");
    server.save("reports/one.md", "---\ntitle: One\ndate: 2025-05-01\n---\nmarker-new\n");
    assert_eq!(data.next().unwrap(), "data: {\"version\":2,\"mistakes\":0}");
    assert!(server.get("/reports/one/").contains("marker-new"));
    server.save("reports/one.md", "---\ntitle: [One\n---\n");
    assert_eq!(data.next().unwrap(), "data: {\"version\":3,\"mistakes\":1}");
}

#[test]
fn a_broken_save_shows_on_its_page_and_the_others_stay() {
    let server = Server::start();
    server.save("reports/one.md", "---\ntitle: [<script>alert(1)</script>\n");
    let broken = server.wait("/reports/one/", |answer| status(answer) == "500");
    assert!(broken.contains("content/reports/one.md:") && !broken.contains("<script>alert"), "{broken}");
    assert!(server.get("/reports/two/").contains("marker-two"));
    assert!(server.get("/__tearsheet/mistakes").contains("content/reports/one.md:"));
    assert_eq!(status(&server.get("/")), "200");
    server.save("reports/one.md", "");
    server.save("reports/one.md", "---\ntitle: One\ndate: 2025-05-01\n---\nmarker-mended\n");
    server.wait("/reports/one/", |answer| answer.contains("marker-mended"));
    server.save("site.yaml", "title: [Desk\n");
    let home = server.wait("/", |answer| status(answer) == "500");
    assert!(home.contains("content/site.yaml:"), "{home}");
    server.save("site.yaml", "title: Desk\nbase_url: https://example.org/\nlanguages: [en]\n");
    server.wait("/", |answer| status(answer) == "200");
    fs::remove_file(server.folder.path().join("content/reports/one.md")).unwrap();
    server.wait("/reports/one/", |answer| status(answer) == "404");
}

#[test]
fn a_mistake_in_data_shows_on_the_page_of_the_data() {
    let server = Server::start();
    fs::create_dir(server.folder.path().join("content/data")).unwrap();
    server.save("data/x.yaml", "title: Marker\nfields: [{name: a, type: number}]\nprimaryKey: [a]\n");
    server.save("data/x.csv", "a\n1\n");
    server.save("sources.yaml", "s: {title: S}\n");
    server.wait("/data/x/", |answer| answer.contains("Marker"));
    server.wait("/sources/", |answer| status(answer) == "200");
    for (file, broken, mended, page) in [
        ("data/x.csv", "a\nmany\n", "a\n2\n", "/data/x/"),
        (
            "data/x.yaml",
            "title: [\n",
            "title: Marker\nfields: [{name: a, type: number}]\nprimaryKey: [a]\n",
            "/data/x/",
        ),
        ("sources.yaml", "s: [\n", "s: {title: S}\n", "/sources/"),
    ] {
        server.save(file, broken);
        let told = server.wait(page, |answer| status(answer) == "500");
        assert!(told.contains(file), "{told}");
        assert_eq!(status(&server.get("/")), "200", "{file}");
        server.save(file, mended);
        server.wait(page, |answer| status(answer) == "200");
    }
}

#[test]
fn whoever_only_holds_a_place_makes_room_for_whoever_asks() {
    let server = Server::start();
    let hold = |_| {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        let _ = stream.write_all(b"GET / HTTP/1.1\r\n");
        stream
    };
    let held: Vec<TcpStream> = (0..600).map(hold).collect();
    assert_eq!(status(&server.get("/reports/one/")), "200");
    drop(held);
}

#[test]
fn folders_that_come_later_are_seen() {
    let server = Server::start();
    let templates = server.folder.path().join("content/vendors");
    fs::create_dir(&templates).unwrap();
    fs::write(templates.join("new.md"), "---\ntitle: New\n---\nmarker-vendor\n").unwrap();
    server.wait("/vendors/new/", |answer| answer.contains("marker-vendor"));
    let kept = server.folder.path().join("content");
    let aside = server.folder.path().join("aside");
    fs::rename(&kept, &aside).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    fs::rename(&aside, &kept).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    server.save("reports/one.md", "---\ntitle: One\ndate: 2025-05-01\n---\nmarker-back\n");
    server.wait("/reports/one/", |answer| answer.contains("marker-back"));
}

#[test]
fn slow_huge_and_senseless_peers_hold_nobody_up() {
    let server = Server::start();
    let mut held = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127").unwrap();
        held.push(stream);
    }
    let start = Instant::now();
    assert_eq!(status(&server.get("/")), "200");
    assert!(start.elapsed() < Duration::from_secs(1));
    let port = server.port;
    let long = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nX: {}\r\n\r\n", "a".repeat(1 << 20));
    assert!(["431", "400", "none"].contains(&status(&server.raw(long.as_bytes()))));
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", "a".repeat(1 << 20));
    assert!(["414", "431", "400", "none"].contains(&status(&server.raw(long.as_bytes()))));
    let noise: Vec<u8> = (0..4096u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    server.raw(&noise);
    assert_eq!(status(&server.get("/")), "200");
}
