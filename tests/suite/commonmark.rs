//! The examples of the CommonMark specification, read as the text of a note: which of them give other HTML, and why.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::sites::percent_decoded;
use regex::{Captures, Regex};
use serde_json::Value;
use tearsheet::load;
use tearsheet::model::prose::{Prose, RawRef};
use tearsheet::source::Sources;

const SITE: &str =
    "title: {en: S}\nbase_url: https://example.org/\nlanguages: [en]\ntime_zone: UTC\nraw_html: sanitised\n";

/// The examples of the specification of which ours is other HTML, and why.
const OTHERWISE: [(&str, &[u32]); 5] = [
    (
        "HTML is written anew from a list of tags; what is not on it is text, and a tag ends with its block",
        &[
            21, 31, 148, 150, 151, 152, 153, 155, 156, 157, 158, 163, 165, 167, 169, 170, 171, 172, 173, 174,
            175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 187, 190, 191, 201, 308, 309, 344, 475, 476,
            477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631, 642,
            643,
        ],
    ),
    ("`[[name]]` names a note", &[548, 559, 590]),
    (
        "a picture with a title that stands alone is a figure",
        &[572, 573, 576, 577, 584, 585, 586, 588, 589, 591],
    ),
    ("a link without a destination leads nowhere, and is told", &[200, 485, 486, 487, 567]),
    ("a link leads to the web, to an address of mail or within the site", &[596, 598, 599, 601]),
];

/// The texts of the examples with the HTML that belongs to them, by number, from a file of the tests in the parser's own
/// source: it is there wherever this was built.
fn examples(file: &str) -> BTreeMap<u32, (String, String)> {
    let cargo = |asked: &[&str]| {
        let output = Command::new(env!("CARGO")).args(asked).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        String::from_utf8(output.expect("running cargo").stdout).expect("cargo writes UTF-8")
    };
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo names its host");
    // Of other systems the sources are not there.
    let metadata = cargo(&["metadata", "--format-version", "1", "--locked", "--filter-platform", host]);
    let metadata: Value = serde_json::from_str(&metadata).expect("what cargo says is JSON");
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let parser =
        packages.find(|package| package["name"] == "pulldown-cmark").expect("the parser is a dependency");
    let manifest = Path::new(parser["manifest_path"].as_str().expect("a path"));
    let file = manifest.with_file_name("tests").join("suite").join(file);
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let example =
        r###"(?s)fn \w+_test_(\d+)\(\) \{\s*let original = r##"(.*?)"##;\s*let expected = r##"(.*?)"##;"###;
    let example = Regex::new(example).expect("a pattern");
    let number = |found: &Captures<'_>| found[1].parse().expect("a number");
    example
        .captures_iter(&text)
        .map(|found| (number(&found), (found[2].to_owned(), found[3].to_owned())))
        .collect()
}

/// The numbers of the examples of a file of which ours is other HTML, and how many there are.
fn other(file: &str) -> (Vec<u32>, usize) {
    let examples = examples(file);
    let is_other = |(text, html): &(String, String)| plain(&read(text)) != plain(&stepped_down(html));
    let other = examples.iter().filter(|(_, example)| is_other(example)).map(|(number, _)| *number).collect();
    (other, examples.len())
}

#[test]
fn notes_are_common_markdown_but_for_what_is_listed() {
    let mut listed: Vec<u32> = OTHERWISE.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    listed.sort_unstable();
    assert_eq!(other("spec.rs"), (listed, 652));
}

#[test]
fn tables_strikethrough_and_task_lists_are_those_of_github() {
    for (file, count) in [("gfm_table.rs", 9), ("gfm_strikethrough.rs", 3), ("gfm_tasklist.rs", 2)] {
        assert_eq!(other(file), (Vec::new(), count), "{file}");
    }
}

/// The HTML of a note with a text, with what its author wrote in place of bound addresses.
fn read(text: &str) -> String {
    let note = format!("---\ntitle: T\n---\n{text}");
    let sources = Sources::from_texts(&[("content/pages/p.md", &note), ("content/site.yaml", SITE)]);
    let draft = load::load(&sources).value;
    draft.notes.first().map_or(String::new(), |note| filled(&note.body.prose))
}

fn filled(prose: &Prose<RawRef>) -> String {
    let mut html = String::new();
    let mut from = 0;
    for hole in &prose.holes {
        html.push_str(&prose.html[from..hole.at as usize]);
        from = hole.at as usize;
        match &hole.fill {
            RawRef::Href(to) | RawRef::Src(to) => {
                html.push_str(&to.value.replace('&', "&amp;").replace('"', "&quot;"))
            }
            other => html.push_str(&format!("{other:?}")),
        }
    }
    html + &prose.html[from..]
}

/// HTML of an example as a note has it: headings of a text with one of the first level step down below the title.
fn stepped_down(html: &str) -> String {
    if !html.contains("<h1>") {
        return html.to_owned();
    }
    let step = |html: String, level: u32| {
        let below = level + 1;
        html.replace(&format!("<h{level}>"), &format!("<h{below}>"))
            .replace(&format!("</h{level}>"), &format!("</h{below}>"))
    };
    (1..6).rev().fold(html.to_owned(), step)
}

/// HTML without what is not Markdown's to say: spaces between blocks, ids and classes, colours of code, the frame of a
/// table, typographic quotes and dashes, how a character is escaped.
fn plain(html: &str) -> String {
    let block = "p|ul|ol|li|blockquote|h[1-6]|pre|hr|br|div|table|thead|tbody|tr|th|td|input";
    let block = format!(r"\s*(</?(?:{block})\b[^>]*>)\s*");
    let rules = [
        (r"</?span[^>]*>", ""),
        (r#"(?s)<div class="table-wrap"[^>]*>(.*?)</div>"#, "$1"),
        (r"\s*/>", ">"),
        (r#" (id|loading|decoding|rel|class|scope|disabled|style|aria-label)="[^"]*""#, ""),
        (&block, "$1"),
        ("<tbody></tbody>", ""),
        ("&quot;|[“”]", "\""),
        ("&#39;|[‘’]", "'"),
        ("&gt;", ">"),
        ("—", "---"),
        ("–", "--"),
    ];
    let apply = |html: String, (pattern, with): (&str, &str)| {
        Regex::new(pattern).expect("a pattern").replace_all(&html, with).into_owned()
    };
    percent_decoded(&rules.into_iter().fold(html.to_owned(), apply))
}
