//! Reads each file on its own: YAML, Markdown, CSV become notes, datasets and settings.

pub mod node;
pub mod slip;
pub mod yaml;
pub mod fields;
pub mod csv;
mod lock;
pub mod anchor;
mod written;
mod typed;
mod tickers;
mod said;
pub mod fence;
pub mod dataset;
pub mod markdown;
mod name;
mod text;
mod svg;
mod picture;
mod place;
mod cut;
mod checks;
mod front;
mod note;
mod config;
mod cited;
mod part;
mod memo;
mod doubled;

use rayon::prelude::*;

pub use self::config::profile_text;
pub use self::memo::Memo;

use self::part::Part;
use crate::diag::Checked;
use crate::model::config::Config;
use crate::model::site::Draft;
use crate::source::{FileId, SourceFile, Sources};

/// How many bytes make a file a long one: some take as much time as hundreds of notes.
const LONG: usize = 64 * 1024;

/// How many files a thread takes at once: few, so that all threads are done at about the same time.
const SOME: usize = 16;

/// Reads every file of a site. What is wrong is told with its place, and the rest is read all the same.
pub fn load(sources: &Sources) -> Checked<Draft> {
    draft(sources, |config| {
        let mut files: Vec<(FileId, &SourceFile)> = sources.iter().collect();
        // Long files come first, so that no thread is alone with one at the end.
        files.sort_by_key(|(_, file)| file.text().len() < LONG);
        let read = |(id, file)| (id, part::read(sources, config, id, file));
        let mut parts: Vec<(FileId, Checked<Part>)> =
            files.into_par_iter().with_max_len(SOME).map(read).collect();
        parts.sort_unstable_by_key(|(id, _)| *id);
        parts.into_iter().map(|(_, part)| part).collect()
    })
}

/// The same, where what was read of files that stayed as they were is remembered.
pub fn load_again(sources: &Sources, memo: &mut Memo) -> Checked<Draft> {
    draft(sources, |config| memo.parts(sources, config))
}

fn draft(sources: &Sources, parts: impl FnOnce(&Config) -> Vec<Checked<Part>>) -> Checked<Draft> {
    let mut of_site = Vec::new();
    let config = config::load(sources).unpack(&mut of_site);
    let read = parts(&config);
    let told: usize = read.iter().map(|part| part.diagnostics.len()).sum();
    // What the site as a whole has to say comes behind.
    let mut diagnostics = Vec::with_capacity(told + told / 4);
    let mut draft = Draft {
        config,
        sources: Vec::new(),
        notes: Vec::with_capacity(read.len()),
        datasets: Vec::new(),
        locks: Vec::new(),
        assets: Vec::new(),
    };
    for part in read {
        match part.unpack(&mut diagnostics) {
            Part::Note(note) => draft.notes.push(*note),
            Part::Dataset(dataset) => draft.datasets.push(*dataset),
            Part::Lock(lock) => draft.locks.push(*lock),
            Part::Sources(cited) => draft.sources = cited,
            Part::Asset(file) => draft.assets.push(file),
            Part::Nothing => {}
        }
    }
    doubled::leave_out(sources, &mut draft, &mut diagnostics);
    if !of_site.is_empty() {
        diagnostics.retain(|told| !OF_LANGUAGES.contains(&told.code) && !of_site.contains(told));
        diagnostics.splice(..0, of_site);
    }
    Checked { value: draft, diagnostics }
}

/// What is not told while `site.yaml` has mistakes of its own: perhaps its languages are not all known.
const OF_LANGUAGES: [&str; 2] = ["unknown-edition", "unknown-language"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostic;
    use crate::model::id::LangId;
    use crate::model::note::{Details, Kind};
    use crate::source::{Content, FilePath};
    use proptest::prelude::*;

    const SITE: (&str, &str) =
        ("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en, zh]\n");

    fn read(files: &[(&str, &str)]) -> (Draft, Vec<String>) {
        let sources = Sources::from_texts(&[&[SITE], files].concat());
        let checked = load(&sources);
        let place = |d: &Diagnostic| {
            let (line, column) = sources.line_column(d.span.file, d.span.start);
            format!("{} {}:{line}:{column}", d.code, sources.file(d.span.file).path.name())
        };
        let told = checked.diagnostics.iter().map(place).collect();
        (checked.value, told)
    }

    fn told(path: &str, text: &str) -> Vec<String> {
        read(&[(path, text)]).1
    }

    #[test]
    fn a_site_file_that_nothing_reads_is_told_once() {
        let files = [("content/site.yml", SITE.1), ("content/pages/a.zh.md", "---\ntitle: A\n---\n")];
        let told = load(&Sources::from_texts(&files)).diagnostics;
        assert_eq!(told.iter().map(|told| told.code).collect::<Vec<_>>(), ["stray-yaml"]);
    }

    #[test]
    fn a_site_is_read_in_path_order() {
        let (draft, told) = read(&[
            ("content/vendors/acme.md", "---\ntitle: Acme\ncolor: 3\n---\nText.\n"),
            ("content/models/one.zh.md", "---\ntitle: 一号\n---\n"),
            ("content/models/one.md", "---\ntitle: One\nvendor: acme\n---\n"),
            ("content/sources.yaml", "acme-2025:\n  title: Report\n  date: 2025-03\n"),
            ("content/reports/pic.png", ""),
            ("static/a.js", ""),
            ("templates/a.html", ""),
        ]);
        assert_eq!(told, [""; 0]);
        let notes: Vec<_> =
            draft.notes.iter().map(|note| (note.kind(), note.stem.as_str(), note.lang.0)).collect();
        assert_eq!(notes, [(Kind::Model, "one", 0), (Kind::Model, "one", 1), (Kind::Vendor, "acme", 0)]);
        assert_eq!((draft.sources.len(), draft.assets.len()), (1, 2));
        assert_eq!(draft.notes[2].body.plain, "Text.");
    }

    #[test]
    fn every_key_of_every_kind_is_read() {
        let shared = "title: T\nsummary: A *b*\ndate: 2025-03\nupdated: 2025-04-01\ndraft: true\n\
            publish_at: 2025-04-01T09:00:00+08:00\nexpires_at: 2026\nslug: t\naliases: [/old/]\ntags: [a]\n\
            authors: [desk]\nsources: [s]\nfacts: {cut: change prices}\nmath: true\ntoc: false\n\
            extra: {a: [1, {b: c}]}\n";
        for (folder, own) in [
            (
                "vendors",
                "also_known_as: [B]\ncountry: US\nfounded: 2015\nparent: P\ntickers: [A.US]\n\
                website: https://x.org\ncolor: 8\n",
            ),
            (
                "models",
                "vendor: a\nfamily: f\nreleased: 2025\nstatus: retired\nparameters: 7B\n\
                context_tokens: 128000\nmodalities: {in: [text], out: [text]}\nlicense: MIT\n\
                open_weights: true\nsupersedes: b\nalso_known_as: [c]\n",
            ),
            (
                "themes",
                "thesis: T\nstance: buy\nwatchlist: [{sector: s, ticker: A.US, company: c, note: n}]\n\
                vendors: [a]\nmodels: [b]\nevidence: [x]\ncounter_evidence: [y]\nrisks: [z]\n",
            ),
            (
                "reports",
                "as_of: 2025-02\nvendors: [a]\nmodels: [b]\nthemes: [c]\ntickers: [A.US]\n\
                ratings: [{ticker: A.US, rating: buy, previous: hold, target_price: 1.50, currency: USD}]\n\
                key_points: [x]\nrisks: [y]\ncorrections: [{date: 2025-05, what: z}]\nreviewed_by: R\nsupersedes: o\n",
            ),
            ("pages", ""),
        ] {
            let path = format!("content/{folder}/a.md");
            let (draft, told) = read(&[(&path, &format!("---\n{shared}{own}---\nText"))]);
            assert_eq!(told, [""; 0], "{folder}");
            let front = &draft.notes[0].front;
            assert!(
                front.draft && front.math && !front.toc && front.slug.is_some() && front.extra.len() == 1
            );
            if let Details::Report(report) = &draft.notes[0].details {
                assert_eq!(report.ratings[0].target_price.as_deref(), Some("1.50"));
                assert_eq!(report.corrections[0].what.plain, "z");
                assert!(report.date.is_some());
            }
        }
    }

    #[test]
    fn all_mistakes_of_a_note_are_told_at_once() {
        let text =
            "---\ntitel: X\ndate: 2024-02-30\ntags: news\nslug: a/b\ncolor: 9\nratings: [{}]\n---\nA \0 b\n";
        assert_eq!(
            told("content/reports/bad.md", text),
            [
                "impossible-date bad.md:3:7",
                "unusable-name bad.md:5:7",
                "wrong-type bad.md:4:7",
                "missing-key bad.md:7:11",
                "missing-key bad.md:7:11",
                "unknown-key bad.md:2:1",
                "unknown-key bad.md:6:1",
                "control-character bad.md:9:3",
            ]
        );
    }

    #[test]
    fn what_is_required_may_be_left_to_the_original() {
        assert_eq!(told("content/models/a.md", "---\ntags: [a]\n---\n").len(), 2);
        assert_eq!(told("content/models/a.md", "---\n---\n"), ["missing-key a.md:2:1"; 2]);
        assert_eq!(told("content/models/a.zh.md", "---\ntags: [a]\n---\n"), [""; 0]);
        assert_eq!(told("content/models/a.zh.md", "文字"), [""; 0]);
        assert_eq!(told("content/models/a.md", "Text"), ["no-front-matter a.md:1:1"]);
    }

    #[test]
    fn a_translation_has_mathematics_where_its_original_has() {
        let both = |front: &str| {
            let original = format!("---\ntitle: A\n{front}---\n");
            let files = [("content/pages/a.1.md", original.as_str()), ("content/pages/a.1.zh.md", "$x$")];
            read(&files).0.notes[1].front.math
        };
        assert!(both("math: true\n"));
        assert!(!both(""));
    }

    #[test]
    fn a_dataset_is_its_rows_and_their_description() {
        let rows = ("content/data/a.csv", "date,value\n2025-01-01,1\n");
        let sidecar = "title: A\nfields:\n  - {name: date, type: date}\n  - {name: value, type: number}\n";
        let (draft, told) = read(&[rows, ("content/data/a.yaml", sidecar)]);
        assert_eq!((told, draft.datasets.len(), draft.datasets[0].described), (vec![], 1, true));
        let told = read(&[rows, ("content/data/b.yaml", sidecar)]).1;
        assert!(told.contains(&"lone-sidecar b.yaml:1:1".to_owned()), "{told:?}");
    }

    #[test]
    fn texts_stay_words() {
        let (draft, told) =
            read(&[("content/reports/off.md", "---\ntitle: Off\ndate: 2024-03-31\ntags: [no, 1.10]\n---\n")]);
        assert_eq!(told, [""; 0]);
        let front = &draft.notes[0].front;
        assert_eq!(front.title.as_ref().map(|title| title.value.as_str()), Some("Off"));
        assert_eq!(front.tags.iter().map(|tag| tag.value.as_str()).collect::<Vec<_>>(), ["no", "1.10"]);
    }

    #[test]
    fn a_title_has_words_and_an_end() {
        let title = |title: &str| told("content/pages/a.md", &format!("---\ntitle: {title}\n---\n"));
        assert_eq!(title(&"价".repeat(300)), [""; 0]);
        assert_eq!(title(&"价".repeat(301)), ["long-title a.md:2:8"]);
        assert_eq!(title("' '"), ["empty-key a.md:2:8"]);
        assert_eq!(title(""), ["empty-key a.md:2:1"]);
    }

    #[test]
    fn a_note_that_cannot_be_read_is_still_there_for_others() {
        let file = |path: &str, content| SourceFile { path: FilePath::new(path), content };
        let sources = Sources::new(vec![
            file(SITE.0, Content::Text(SITE.1.into())),
            file("content/models/a.md", Content::NotUtf8(b"---\n\xff"[..].into())),
            file("content/reports/pic.png", Content::Link),
            file("content/loop", Content::Link),
            file("content/reports/p.svg", Content::Text("<svg onload='x'/>".into())),
            file("static", Content::Link),
            file("static/fifo", Content::Special),
            file("templates/a.html", Content::NotUtf8(b"\xff"[..].into())),
        ]);
        let checked = load(&sources);
        let codes: Vec<&str> = checked.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(
            codes,
            [
                "symbolic-link",
                "not-utf8",
                "active-svg",
                "symbolic-link",
                "symbolic-link",
                "special-file",
                "not-utf8",
            ]
        );
        assert_eq!(checked.value.notes[0].lang, LangId::DEFAULT);
    }

    #[test]
    fn a_broken_site_file_makes_no_mistakes_of_translations() {
        let files = [(SITE.0, "title: a: b\n"), ("content/pages/a.zh.md", "---\ntitle: A\n---\n")];
        let told = load(&Sources::from_texts(&files)).diagnostics;
        assert_eq!(told.iter().map(|told| told.code).collect::<Vec<_>>(), ["yaml-colon-in-value"]);
    }

    #[test]
    fn a_site_of_nothing_is_told_and_no_panic() {
        assert_eq!(load(&Sources::default()).diagnostics.len(), 1);
    }

    proptest! {
        #[test]
        fn no_front_matter_makes_it_panic(
            front in "((title|date|slug|tags|ratings|facts|extra|x): ?(\\PC|[a-z0-9\\[\\]{}:,'\"&*!#|> -]){0,12}\n){0,4}",
            body in "(\\PC|\n){0,20}",
        ) {
            let text = format!("---\n{front}---\n{body}");
            for folder in ["vendors", "reports"] {
                told(&format!("content/{folder}/a.md"), &text);
            }
            told("content/site.yaml", &text);
            told("content/sources.yaml", &front);
        }
    }
}
