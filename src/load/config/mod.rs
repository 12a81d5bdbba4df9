//! `site.yaml`: the site's name, address, languages, scales and checks.

mod languages;
mod people;
mod policies;
mod scales;

use super::checks;
use super::fields::{Fields, local_of};
use super::node::Node;
use super::text;
use super::yaml::{self, Budget};
pub use policies::profile_text;

use crate::diag::catalog::config as say;
use crate::diag::catalog::files::stray_yaml;
use crate::diag::{Checked, Diagnostic};
use crate::model::config::{BaseUrl, Config, Images, Publisher};
use crate::model::date::Zone;
use crate::model::policy::Policies;
use crate::model::text::LocalText;
use crate::source::{FileId, Located, Sources, Span};

/// What becomes of HTML in notes.
const RAW_HTML: [(&str, bool); 2] = [("text", false), ("sanitised", true)];

/// Where the file lies.
const PATH: &str = "content/site.yaml";

/// Where it would not be read.
const STRAY: &str = "content/site.yml";

/// Reads `site.yaml`. What is missing or wrong is told, and a stand-in lets the run go on.
pub fn load(sources: &Sources) -> Checked<Config> {
    let mut diagnostics = Vec::new();
    let Some(file) = sources.find(PATH) else {
        let told = match sources.find(STRAY) {
            Some(stray) => stray_yaml(Span::whole(stray), Some(PATH)),
            None => say::no_site_file(Span::whole(FileId::MISSING)),
        };
        return Checked { value: fallback(), diagnostics: vec![told] };
    };
    let tree = text::text(sources, file, &mut diagnostics)
        .and_then(|text| yaml::read(text, Span::new(file, 0, text.len()), Budget::FILE, &mut diagnostics));
    let value = match tree.filter(|tree| !tree.is_null()) {
        Some(tree) => config(&tree, &mut diagnostics),
        None if diagnostics.is_empty() => {
            diagnostics.push(say::empty_site_file(Span::whole(file)));
            fallback()
        }
        None => fallback(),
    };
    Checked { value, diagnostics }
}

fn fallback() -> Config {
    Config {
        title: LocalText::plain("Untitled"),
        description: LocalText::default(),
        base_url: BaseUrl::nowhere(),
        languages: vec!["en".to_owned()],
        time_zone: Zone::UTC,
        publisher: Publisher::default(),
        authors: Vec::new(),
        scales: Vec::new(),
        disclosures: Vec::new(),
        tags: Vec::new(),
        compare: Vec::new(),
        policies: Policies::default(),
        checks: Vec::new(),
        images: Images::default(),
        html: false,
        stand_in: true,
        lacks_address: None,
    }
}

fn config(tree: &Node, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut fields = Fields::new(tree, "site.yaml", diagnostics);
    for key in ["title", "languages"] {
        fields.require(key);
    }
    // The languages come first: texts in several of them are read by their codes.
    let languages = languages::read(&mut fields);
    let config = Config {
        title: fields.local("title", &languages),
        description: fields.local("description", &languages),
        base_url: base_url(&mut fields),
        time_zone: time_zone(&mut fields),
        publisher: people::publisher(&mut fields, &languages),
        authors: people::authors(&mut fields, &languages),
        scales: scales::read(&mut fields, &languages),
        disclosures: disclosures(&mut fields, &languages),
        tags: tags(&mut fields, &languages),
        compare: fields.texts("compare"),
        policies: policies::read(&mut fields, &languages),
        checks: checks::read(&mut fields),
        images: Images {
            social: fields.bool("social_images").unwrap_or(false),
            figures: fields.bool("figure_images").unwrap_or(false),
        },
        html: fields.one_of("raw_html", &RAW_HTML).is_some_and(|html| html.value),
        stand_in: false,
        lacks_address: fields.lack("base_url"),
        languages,
    };
    fields.finish();
    config
}

fn base_url(fields: &mut Fields<'_, '_>) -> BaseUrl {
    let Some(text) = fields.located_text("base_url") else { return BaseUrl::nowhere() };
    BaseUrl::parse(&text.value).unwrap_or_else(|| {
        fields.tell(say::bad_base_url(text.span, &text.value));
        BaseUrl::nowhere()
    })
}

fn time_zone(fields: &mut Fields<'_, '_>) -> Zone {
    let Some(text) = fields.located_text("time_zone") else { return Zone::UTC };
    Zone::parse(&text.value).unwrap_or_else(|| {
        fields.tell(say::bad_time_zone(text.span, &text.value, &Zone::names()));
        Zone::UTC
    })
}

fn disclosures(fields: &mut Fields<'_, '_>, languages: &[String]) -> Vec<(String, LocalText)> {
    let map = fields.map("disclosures", "the list of disclosures");
    texts_by_name(map, languages).into_iter().map(|(ticker, text)| (ticker.value, text)).collect()
}

fn tags(fields: &mut Fields<'_, '_>, languages: &[String]) -> Vec<(Located<String>, LocalText)> {
    texts_by_name(fields.map("tags", "the names of tags"), languages)
}

/// A map whose keys are the author's, each with a text for readers.
fn texts_by_name(map: Option<Fields<'_, '_>>, languages: &[String]) -> Vec<(Located<String>, LocalText)> {
    let Some(mut map) = map else { return Vec::new() };
    let entries = map.free();
    let one = |(name, node): &(Located<String>, Node)| {
        Some((name.clone(), local_of(node, &name.value, languages, map.diagnostics())?))
    };
    entries.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Level;
    use crate::model::id::LangId;

    fn read(text: &str) -> (Config, Vec<&'static str>) {
        let checked = load(&Sources::from_texts(&[(PATH, text)]));
        (checked.value, checked.diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
    }

    const SMALL: &str = "title: Desk\nbase_url: https://example.org/\nlanguages: [en, zh]\n";

    #[test]
    fn a_small_file_is_enough() {
        let (config, codes) = read(SMALL);
        assert_eq!(codes, [""; 0]);
        assert_eq!((config.title.get(LangId(1)), config.languages.len()), ("Desk", 2));
        assert_eq!(config.time_zone, Zone::UTC);
    }

    #[test]
    fn every_key_is_read() {
        let (config, codes) = read(&format!(
            "{SMALL}description: {{en: Notes, zh: 研究}}\ntime_zone: Asia/Hong_Kong\n\
             publisher: {{name: Desk, url: https://x.org, logo: logo.svg}}\n\
             authors: {{li: {{name: {{en: Li, zh: 李}}, certificates: [{{number: S1, from: 2024-01}}]}}}}\n\
             rating_scales:\n  house:\n    horizon: 6 months\n    labels: [buy, sell]\n    \
             ranges: {{buy: '>= 15'}}\n    names: {{buy: {{en: Buy, zh: 买入}}}}\n\
             disclosures: {{9988.HK: none}}\ntags: {{agents: {{zh: 智能体}}}}\ncompare: [gpt-4]\nchecks: {{raw-html: deny, remote-image: allow}}\n"
        ));
        assert_eq!(codes, [""; 0]);
        assert_eq!(config.scales[0].labels[0].range.as_deref(), Some(">= 15"));
        assert_eq!(config.scales[0].labels[0].name.get(LangId(1)), "买入");
        assert_eq!(config.scales[0].labels[1].name.get(LangId(1)), "sell");
        assert_eq!(config.authors[0].certificates[0].number, "S1");
        assert_eq!(config.disclosures[0].0, "9988.HK");
        assert_eq!(config.tags[0].1.own(LangId(1)), Some("智能体"));
        assert_eq!(config.tags[0].1.own(LangId(0)), None);
        assert_eq!(config.compare[0].value, "gpt-4");
        assert_eq!(config.checks[0].1, Level::DENY);
        assert_eq!(config.checks[1].1, Level::Allow);
    }

    #[test]
    fn what_is_wrong_is_told_all_at_once() {
        let (config, codes) = read(
            "titel: Desk\nbase_url: example.org\nlanguages: [en, EN, en]\ntime_zone: Asia/Honk_Kong\n\
             publisher: {logo: 'javascript:x'}\nchecks: {raw-html: loud, tone: warn, missing-key: allow}\nauthors: {a: {}}\n\
             rating_scales: {house: {labels: [buy, buy], ranges: {by: x}}}\n",
        );
        let wanted = [
            "bad-language",
            "listed-twice",
            "bad-base-url",
            "bad-time-zone",
            "bad-picture",
            "missing-key",
            "listed-twice",
            "unknown-rating-label",
            "not-one-of",
            "unknown-check",
            "fixed-check",
            "unknown-key",
        ];
        assert_eq!(codes, wanted);
        assert_eq!(config.languages, ["en"]);
    }

    #[test]
    fn a_site_without_the_file_is_told_so() {
        assert_eq!(read("").1, ["empty-site-file"]);
        assert_eq!(read("# nothing\n").1, ["empty-site-file"]);
        assert_eq!(read("[a]\n").1, ["not-a-map"]);
        let checked = load(&Sources::from_texts(&[("content/a.md", ""), ("static/a", "")]));
        assert_eq!(checked.diagnostics[0].code, "no-site-file");
        assert_eq!(load(&Sources::default()).diagnostics[0].code, "no-site-file");
        let stray = load(&Sources::from_texts(&[("content/site.yml", "title: T")]));
        assert_eq!(stray.diagnostics[0].code, "stray-yaml");
    }

    #[test]
    fn there_is_a_limit_to_languages_and_labels() {
        let codes: Vec<String> =
            (0..33u8).map(|n| format!("a{}{}", (b'a' + n / 26) as char, (b'a' + n % 26) as char)).collect();
        let site = |codes: &[String]| {
            read(&format!("title: T\nbase_url: https://x.org\nlanguages: [{}]", codes.join(", "))).1
        };
        assert_eq!(site(&codes[..32]), [""; 0]);
        assert_eq!(site(&codes), ["too-many-entries"]);
    }
}
