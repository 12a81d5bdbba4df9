//! The front matter of a synthetic note, in the words of each generator.

use super::chance::Chance;
use super::prose::sentence;
use super::words::PUBLISHERS;
use super::{Corpus, Flavour, Note};

/// A source that a note cites.
pub struct Cited {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: &'static str,
    /// `YYYY-MM`.
    pub date: String,
}

/// The sources of a note: two to five.
pub fn sources(corpus: &Corpus, note: &Note) -> Vec<Cited> {
    let mut chance = Chance::new(corpus.seed, &format!("{} sources", note.slug));
    let count = chance.between(2, 5);
    let mut cited = Vec::new();
    for number in 0..count {
        let publisher = chance.of(PUBLISHERS);
        let date = note.date[..7].to_owned();
        cited.push(Cited {
            key: format!("{}-{number}", note.slug),
            title: format!("{publisher} {date}"),
            publisher,
            date,
        });
    }
    cited
}

/// The front matter with its fences and a blank line.
pub fn matter(corpus: &Corpus, note: &Note, flavour: Flavour) -> String {
    let mut chance = Chance::new(corpus.seed, &format!("{} front", note.slug));
    let points: Vec<String> = (0..3)
        .map(|_| {
            let chinese = chance.happens(0.4);
            sentence(&mut chance, chinese).trim().to_owned()
        })
        .collect();
    let common = format!("---\ntitle: {}\ndate: {}\n", quoted(&note.title), note.date);
    let rest = match flavour {
        Flavour::Tearsheet => ours(corpus, note, &points),
        Flavour::Hugo => hugo(corpus, note, &points),
        Flavour::Zola => zola(corpus, note, &points),
    };
    format!("{common}{rest}---\n\n")
}

/// The front matter of one of Zola's sections.
pub fn zola_section(kind: &str) -> String {
    let feeds = if kind.is_empty() { "" } else { "transparent: true\ngenerate_feeds: true\n" };
    let title = if kind.is_empty() { "Latest" } else { kind };
    format!("---\ntitle: {title}\nsort_by: date\npaginate_by: 20\n{feeds}---\n")
}

fn ours(corpus: &Corpus, note: &Note, points: &[String]) -> String {
    let keys: Vec<String> = sources(corpus, note).into_iter().map(|cited| cited.key).collect();
    let mut text = format!(
        "authors: {}\ntags: {}\nsources: [{}]\n",
        flow(&note.authors),
        flow(&note.tags),
        keys.join(", ")
    );
    match note.kind {
        "vendors" => text += &format!("summary: {}\ntickers: {}\n", quoted(&points[0]), flow(&note.tickers)),
        "models" => {
            text += &format!(
                "summary: {}\nvendor: {}\nreleased: {}\n",
                quoted(&points[0]),
                note.vendors[0],
                note.date
            );
        }
        "themes" => text += &format!("summary: {}\nvendors: {}\n", quoted(&points[0]), flow(&note.vendors)),
        _ => {
            let (vendors, models, themes) = (flow(&note.vendors), flow(&note.models), flow(&note.themes));
            text += &format!(
                "vendors: {vendors}\nmodels: {models}\nthemes: {themes}\ntickers: {}\nkey_points:\n",
                flow(&note.tickers)
            );
            points.iter().for_each(|point| text += &format!("  - {}\n", quoted(point)));
            text += &format!(
                "ratings:\n  - {{ticker: {}, rating: {}}}\nrisks: [The mix may change]\n",
                note.tickers[0], note.rating
            );
        }
    }
    text
}

fn hugo(corpus: &Corpus, note: &Note, points: &[String]) -> String {
    format!(
        "description: {}\nauthors: {}\ntags: {}\nby-vendor: {}\nby-theme: {}\n{}",
        quoted(&points[0]),
        flow(&note.authors),
        flow(&note.tags),
        flow(&note.vendors),
        flow(&note.themes),
        details(corpus, note, points, "")
    )
}

fn zola(corpus: &Corpus, note: &Note, points: &[String]) -> String {
    format!(
        "description: {}\nauthors: {}\ntaxonomies:\n  tags: {}\n  by-vendor: {}\n  by-theme: {}\nextra:\n{}",
        quoted(&points[0]),
        flow(&note.authors),
        flow(&note.tags),
        flow(&note.vendors),
        flow(&note.themes),
        details(corpus, note, points, "  ")
    )
}

fn details(corpus: &Corpus, note: &Note, points: &[String], indent: &str) -> String {
    let (vendors, models, themes) = (flow(&note.vendors), flow(&note.models), flow(&note.themes));
    let mut text =
        format!("{indent}vendors: {vendors}\n{indent}models: {models}\n{indent}themes: {themes}\n");
    text += &format!(
        "{indent}tickers: {}\n{indent}rating: {}\n{indent}points:\n",
        flow(&note.tickers),
        note.rating
    );
    points.iter().for_each(|point| text += &format!("{indent}  - {}\n", quoted(point)));
    text += &format!("{indent}cited:\n");
    for cited in sources(corpus, note) {
        text += &format!(
            "{indent}  - title: {}\n{indent}    url: {}\n",
            quoted(&cited.title),
            quoted(&address(&cited))
        );
        text += &format!(
            "{indent}    publisher: {}\n{indent}    date: {}\n",
            quoted(cited.publisher),
            quoted(&cited.date)
        );
    }
    text
}

/// Where a source would be found.
pub fn address(cited: &Cited) -> String {
    format!("https://sources.example/{}", cited.key)
}

/// A double-quoted scalar.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn flow<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}
