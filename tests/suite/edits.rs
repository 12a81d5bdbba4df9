//! Random edits under the preview: whatever was written, renamed, broken and deleted, what it serves in the end is what
//! a fresh build makes. `TEARSHEET_EDITS=2000 cargo test --test suite edits` tries so many steps.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::cases::sandbox::files;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).unwrap_or(0)
    }
}

/// Changes one file or a few of the site.
fn edit(content: &Path, dice: &mut Dice, step: usize) {
    let name = format!("reports/r{}.md", dice.below(8));
    let other = format!("models/m{}.md", dice.below(4));
    let link = dice.below(8);
    let body = format!(
        "Step {step}, [one](r{link}.md) and [two](../models/m{}.md).\n\n## Head {step}\n",
        dice.below(4)
    );
    let good = format!(
        "---\ntitle: R {step}\ndate: 2025-01-{:02}\ntags: [t{}]\n---\n{body}",
        dice.below(28) + 1,
        dice.below(3)
    );
    let at = |path: &str| content.join(path);
    let _ = match dice.below(12) {
        0 | 1 => fs::write(at(&name), good),
        2 => fs::write(at(&other), format!("---\ntitle: M {step}\nvendor: north\n---\n")),
        3 => fs::remove_file(at(&name)),
        4 => fs::rename(at(&name), at(&format!("reports/r{link}.md"))),
        5 => fs::write(at(&name), "---\ntitle: [\n"),
        6 => {
            fs::write(at("data/rates.csv"), format!("date,vendor,rate\n2025-01-01,north,{}\n", dice.below(9)))
        }
        7 => fs::write(
            at("site.yaml"),
            format!(
                "title: Desk {}\nbase_url: https://example.org/\nlanguages: [{}]\n",
                dice.below(3),
                ["en", "en, zh"][dice.below(2)]
            ),
        ),
        8 => fs::write(at(&format!("models/m{}.zh.md", dice.below(4))), format!("{step} $x$ 与 $y$\n")),
        9 => fs::write(at(&other), format!("---\ntitle: M {step}\nvendor: north\nmath: true\n---\n$z$\n")),
        10 => fs::write(
            at("data/rates.yaml"),
            format!(
                "title: Rates {}\nfields: [{{name: date, type: date}}, {{name: vendor, ref: vendors}}, {{name: rate, type: number}}]\n",
                dice.below(3)
            ),
        ),
        // A save in two halves.
        _ => fs::write(at(&name), &good[..good.len() / 2]).and_then(|()| {
            std::thread::sleep(Duration::from_millis(dice.below(200) as u64));
            fs::write(at(&name), &good)
        }),
    };
}

/// A site in which everything is well again: what is missing is there, what is broken mended.
fn mend(content: &Path, step: usize) {
    let settings = "title: Desk\nbase_url: https://example.org/\nlanguages: [en, zh]\n";
    fs::write(content.join("site.yaml"), settings).unwrap();
    for n in 0..8 {
        let text = format!(
            "---\ntitle: R{n} at {step}\ndate: 2025-02-0{}\n---\n[x](../models/m{}.md)\n",
            n + 1,
            n % 4
        );
        fs::write(content.join(format!("reports/r{n}.md")), text).unwrap();
    }
    for n in 0..4 {
        fs::write(content.join(format!("models/m{n}.md")), format!("---\ntitle: M{n}\nvendor: north\n---\n"))
            .unwrap();
    }
}

fn get(port: u16, path: &str) -> Option<(String, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let split = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let status = String::from_utf8_lossy(&answer[9..12]).into_owned();
    Some((status, answer[split + 4..].to_vec()))
}

/// A page without the script that the preview adds.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    match text.find("<script src=\"/__tearsheet/live.js\"") {
        Some(at) => {
            let end = text[at..].find("</script>").map_or(text.len(), |end| at + end + "</script>".len());
            format!("{}{}", &text[..at], text[end..].trim_start_matches('\n'))
        }
        None => text,
    }
}

fn differing(port: u16, fresh: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    for (path, bytes) in fresh {
        if path.starts_with(".tearsheet") || path.ends_with('/') {
            continue;
        }
        let Some((status, served)) = get(port, path) else { return Some(format!("{path}: no answer")) };
        if status != "200" || plain(&served).trim_end() != plain(bytes).trim_end() {
            return Some(format!("{path} ({status})"));
        }
    }
    None
}

#[test]
fn the_preview_serves_what_a_fresh_build_makes() {
    let steps = std::env::var("TEARSHEET_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(24);
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base");
    for (path, bytes) in files(&base) {
        let to = site.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
    let content = site.join("content");
    fs::remove_file(content.join("reports/spring.md")).unwrap();
    mend(&content, 0);
    let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
    command.args(["serve", "--port", "0", "--now", "2026-01-15"]).current_dir(&site);
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
    let told = log.by_ref().map(Result::unwrap).find(|line| line.contains("http://localhost:")).unwrap();
    let port: u16 = told.split("localhost:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    std::thread::spawn(move || log.for_each(drop));
    let mut dice = Dice(7);
    let mut bad = None;
    for step in 1..=steps {
        edit(&content, &mut dice, step);
        std::thread::sleep(Duration::from_millis(dice.below(120) as u64));
        if step % 12 != 0 || bad.is_some() {
            continue;
        }
        mend(&content, step);
        let out = place.path().join(format!("out-{step}"));
        let mut fresh = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
        fresh.args([
            "build",
            "--quiet",
            "--now",
            "2026-01-15",
            "--base-url",
            &format!("http://localhost:{port}/"),
            "--out",
        ]);
        assert!(fresh.arg(&out).current_dir(&site).status().unwrap().success(), "step {step} does not build");
        let fresh = files(&out);
        let start = Instant::now();
        bad = differing(port, &fresh);
        while bad.is_some() && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(100));
            bad = differing(port, &fresh);
        }
        bad = bad.map(|what| format!("after step {step}: {what}"));
        let _ = fs::remove_dir_all(out);
    }
    let _ = process.kill();
    let _ = process.wait();
    assert_eq!(bad, None);
}
