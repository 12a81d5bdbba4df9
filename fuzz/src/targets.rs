//! Each target makes a small site around the bytes it is given and holds it against the promises.

use tearsheet::source::{Content, FilePath, SourceFile, Sources};

use super::oracle;
pub use super::preview::http;

const SITE: &str = "title: {en: Desk, zh: 台}\nbase_url: https://example.org/x/\nlanguages: [en, zh]\ntime_zone: UTC\n\
    publisher: {name: Desk}\nrating_scales:\n  house:\n    labels: [buy, sell]\n    horizon: {en: 6 months}\n    \
    benchmark: {en: index}\n    ranges: {buy: \"> 0\", sell: \"< 0\"}\n";
const SOURCES: &str =
    "acme-2025:\n  title: Prices\n  publisher: Acme\n  url: https://example.org/p\n  date: 2025-03-01\n";
const ROWS: &str = "date,model,metric,value,unit,source,note,note_zh\n2024-01-01,one,input,3.00,USD,acme-2025,first,一\n\
    2024-06-01,one,input,2.50,USD,acme-2025,,\n2024-06-01,one,output,10,USD,acme-2025,,\n2025-02-01,two,input,1,USD,,,\n";
const SCHEMA: &str = "title: {en: Rates, zh: 价}\nfields:\n  - {name: date, type: date}\n  - {name: model, type: string, ref: models}\n  \
    - {name: metric, type: string}\n  - {name: value, type: number}\n  - {name: unit, type: string}\n  \
    - {name: source, type: string, ref: sources}\n  - {name: note, type: string}\n  - {name: note_zh, type: string}\n\
    primaryKey: [date, model, metric]\ntime: date\nmeasure: value\nmetric: metric\nunit: \"{unit}\"\nholds: until-next\n";

/// The site that stands around what is tried.
const AROUND: [(&str, &str); 9] = [
    ("content/site.yaml", SITE),
    ("content/sources.yaml", SOURCES),
    ("content/data/rates.csv", ROWS),
    ("content/data/rates.yaml", SCHEMA),
    ("content/vendors/acme.md", "---\ntitle: Acme\nalso_known_as: [AC]\n---\nText.\n"),
    ("content/models/one.md", "---\ntitle: One\nvendor: acme\nreleased: 2024\n---\n# A heading\n\nText.\n"),
    ("content/models/two.md", "---\ntitle: Two\nvendor: acme\n---\n"),
    (
        "content/themes/cost.md",
        "---\ntitle: Cost\nthesis: It falls\nstance: buy\n---\nSee [one](../models/one.md).\n",
    ),
    ("content/reports/spring.md", "---\ntitle: Spring\ndate: 2025-04-01\n---\nText [@acme-2025].\n"),
];

fn file(path: &str, bytes: &[u8]) -> SourceFile {
    let content = match std::str::from_utf8(bytes) {
        Ok(text) => Content::Text(text.into()),
        Err(_) => Content::NotUtf8(bytes.into()),
    };
    SourceFile { path: FilePath::new(path), content }
}

/// The site with some files put in or replaced.
fn around(files: &[(&str, &[u8])]) -> Sources {
    let kept = AROUND.iter().filter(|(path, _)| files.iter().all(|(other, _)| other != path));
    let kept = kept.map(|(path, text)| file(path, text.as_bytes()));
    Sources::new(kept.chain(files.iter().map(|(path, bytes)| file(path, bytes))).collect())
}

fn note(front: &str, body: &[u8]) -> Vec<u8> {
    [front.as_bytes(), body].concat()
}

const REPORT: &str = "---\ntitle: Tried\ndate: 2025-05-01\nmath: true\n---\n";

/// Front matter, of each kind of note.
pub fn front_matter(bytes: &[u8]) {
    let [kind, rest @ ..] = bytes else { return };
    let kinds = ["vendors", "models", "themes", "reports", "pages"];
    let path = format!("content/{}/tried.md", kinds[usize::from(*kind) % kinds.len()]);
    let text = [b"---\n", rest, b"\n---\nText.\n"].concat();
    oracle::hold(&around(&[(&path, &text)]), rest.len(), &["tried"]);
}

/// The settings of a site.
pub fn site_yaml(bytes: &[u8]) {
    oracle::hold(&around(&[("content/site.yaml", bytes)]), bytes.len(), &["index.html", "one", "feed"]);
}

/// The body of a note; where it may hold HTML, also on a site that allows it.
pub fn markdown(bytes: &[u8]) {
    let note = note(REPORT, bytes);
    let tried = ("content/reports/tried.md", &note[..]);
    let words = ["tried", "feed", "search"];
    oracle::hold(&around(&[tried]), bytes.len(), &words);
    if bytes.contains(&b'<') {
        let site = format!("{SITE}raw_html: sanitised\n");
        oracle::hold(&around(&[tried, ("content/site.yaml", site.as_bytes())]), bytes.len(), &words);
    }
}

/// Rows, with a chart and a table of them.
pub fn csv(bytes: &[u8]) {
    let body = "```chart\nkind: line\nid: c\ntitle: T\ndata: rates\nx: date\ny: value\nseries: model\n```\n\n\
        ```table\nid: t\ntitle: T\ndata: rates\n```\n";
    let report = note(REPORT, body.as_bytes());
    let files: [(&str, &[u8]); 2] =
        [("content/data/rates.csv", bytes), ("content/reports/tried.md", &report)];
    oracle::hold(&around(&files), bytes.len(), &["tried", "rates"]);
    oracle::hold(&around(&[("content/data/loose.csv", bytes)]), bytes.len(), &["loose"]);
}

/// The description of a dataset.
pub fn schema(bytes: &[u8]) {
    oracle::hold(&around(&[("content/data/rates.yaml", bytes)]), bytes.len(), &["rates"]);
}

/// A fence that asks for a chart, a table, a timeline or a watchlist.
pub fn chart_fence(bytes: &[u8]) {
    let [kind, rest @ ..] = bytes else { return };
    let kind = ["chart", "table", "timeline", "watchlist"][usize::from(*kind) % 4];
    let body = [b"``````", kind.as_bytes(), b"\n", rest, b"\n``````\n"].concat();
    oracle::hold(
        &around(&[("content/reports/tried.md", &note(REPORT, &body))]),
        rest.len(),
        &["tried", "figures"],
    );
}

/// References in prose and in texts of the front matter.
pub fn reference(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let front = format!("---\ntitle: Tried\ndate: 2025-05-01\nsummary: {}\n---\n", serde_json::json!(text));
    let body = format!(
        "One {text} and [{text}](../models/one.md) and [@{text}] and [a]({text}) and {{{{{text}}}}}.\n"
    );
    oracle::hold(
        &around(&[("content/reports/tried.md", &note(&front, body.as_bytes()))]),
        text.len() * 6,
        &["tried"],
    );
}

/// The list of sources.
pub fn sources(bytes: &[u8]) {
    oracle::hold(&around(&[("content/sources.yaml", bytes)]), bytes.len(), &["sources", "spring"]);
}

/// Several files: `=== path` on a line of its own starts one.
pub fn site(bytes: &[u8]) {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"=== "), files.last_mut()) {
            (Some(path), _) => files.push((clean(path), Vec::new())),
            (None, Some((_, text))) => text.extend(line),
            (None, None) => {}
        }
    }
    files.sort();
    // A file system has no file in the place of a folder.
    files.dedup_by(|later, first| later.0 == first.0 || later.0.starts_with(&format!("{}/", first.0)));
    let borrowed: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_slice())).collect();
    oracle::hold(&around(&borrowed), bytes.len() * 4, &[""]);
}

/// A path that the walk over a site's folders can give.
fn clean(path: &[u8]) -> String {
    let path = String::from_utf8_lossy(path);
    let parts = path.trim().split('/').filter(|part| !["", ".", ".."].contains(part) && !part.contains('\0'));
    format!("content/{}", parts.take(6).collect::<Vec<_>>().join("/"))
}
